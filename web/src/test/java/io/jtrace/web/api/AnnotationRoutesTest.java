package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is answered of tasks and regions. */
final class AnnotationRoutesTest {
  private static final Trace TRACE =
      Traces.of(
          RecordingScript.of(
              "duration 100",
              "thread main",
              "ThreadSleep main 0-99",
              "jtrace.TaskBegin main 5 type=request id=4 labels=tenant=acme",
              "jtrace.TaskBegin main 12 type=query id=5 parentId=4",
              "jtrace.Region main 10-40 type=handle taskId=4",
              "jtrace.Log main 15 category=http message=ping taskId=4",
              "jtrace.Task main 5-45 type=request id=4"));

  private static RecordedResponse get(String target) throws IOException {
    TraceApi api =
        new TraceApi(
            CurrentTrace.of(new LoadedTrace("trace.out", Path.of("trace.out"), false, TRACE)),
            new Links("", "https://traces.example/{traceId}"));
    RecordedResponse response = new RecordedResponse();
    api.handle(Requests.get(target), response);
    return response;
  }

  @Test
  void tasks_areListedLongestFirstWithTheirTypes() throws IOException {
    assertThat(get("/api/tasks?limit=1").text())
        .startsWith(
            "{\"recorded\":true,\"types\":[{\"type\":\"request\",\"open\":0,\"count\":1,"
                + "\"totalNanos\":40000000,\"p50\":40000000,")
        .contains(
            "{\"type\":\"query\",\"open\":1,\"count\":0,",
            "\"count\":2,\"tasks\":[{\"task\":1,\"type\":\"query\",\"start\":12000000,"
                + "\"end\":100000000,\"startSeen\":true,\"endSeen\":false,\"parent\":0,\"thread\":0,");
  }

  @Test
  void filters_areParameters() throws IOException {
    assertThat(get("/api/tasks?type=request").text())
        .contains("\"count\":1,\"tasks\":[{\"task\":0");
    assertThat(get("/api/tasks?min=30000000").text())
        .contains("\"count\":1,\"tasks\":[{\"task\":0");
    assertThat(get("/api/tasks?q=ping").text()).contains("\"count\":1,\"tasks\":[{\"task\":0");
    assertThat(get("/api/tasks?open=perhaps").status()).isEqualTo(400);
  }

  @Test
  void task_isTold() throws IOException {
    assertThat(get("/api/task?id=0").text())
        .contains(
            "\"labels\":[\"tenant=acme\"]",
            "\"parts\":[{\"task\":1,",
            "\"regions\":[{\"type\":\"handle\",\"depth\":0,",
            "\"logs\":[{\"nanos\":15000000,\"thread\":0,\"threadName\":\"main\",\"category\":\"http\","
                + "\"message\":\"ping\"}]");
    assertThat(get("/api/task?id=2").status()).isEqualTo(404);
  }

  @Test
  void configuredLink_isAFactOfTheTrace() throws IOException {
    assertThat(get("/api/trace").text())
        .contains("\"traceLink\":\"https://traces.example/{traceId}\"");
  }

  @Test
  void regions_sumTheirStates() throws IOException {
    assertThat(get("/api/regions").text())
        .contains("\"type\":\"handle\"", "\"coveredNanos\":30000000", "\"taskType\":\"request\"");
  }

  @Test
  void regionsOfThreads_areDrawnAtTheirDepthsWithTheirTasks() throws IOException {
    assertThat(get("/api/thread-regions?threads=0&from=0&to=100000000&bucket=1000000").text())
        .isEqualTo(
            "{\"types\":[\"handle\"],\"tasks\":[{\"task\":0,\"type\":\"request\"}],"
                + "\"threads\":[{\"thread\":0,\"regions\":[[10000000,40000000,0,0,0,1]]}]}");
    assertThat(get("/api/thread-regions?threads=-1&bucket=1000000").text())
        .isEqualTo("{\"types\":[],\"tasks\":[],\"threads\":[{\"thread\":-1,\"regions\":[]}]}");
    assertThat(get("/api/thread-regions?threads=7&bucket=1000000").status()).isEqualTo(404);
    assertThat(get("/api/thread-regions?threads=x&bucket=1000000").status()).isEqualTo(400);
  }

  @Test
  void rows_tellHowDeepRegionsNest() throws IOException {
    assertThat(get("/api/rows").text()).contains("\"regionDepths\":[1]");
  }
}
