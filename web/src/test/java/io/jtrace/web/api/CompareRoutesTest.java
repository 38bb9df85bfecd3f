package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CompareRoutesTest {
  private static final Trace BEFORE =
      TraceScript.of(
          "exec-1: RUNNING 0-90, BLOCKED 90-100 lock=a.Prices stack=A.get<A.run",
          "@region 0-10 validate thread=exec-1");
  private static final Trace AFTER =
      TraceScript.of("exec-1: RUNNING 0-50, BLOCKED 50-200 lock=a.Prices stack=B.get<A.run");

  private final TestedApi api = compared();

  private static TestedApi compared() {
    CurrentTrace current = new CurrentTrace(false);
    current.compareWith(loaded("before.out", BEFORE));
    current.publish(loaded("after.out", AFTER));
    return TestedApi.of(current);
  }

  private static LoadedTrace loaded(String name, Trace trace) {
    return new LoadedTrace(name, Path.of(name), false, trace);
  }

  @Test
  void facts_nameTheTraceBefore() throws IOException {
    assertThat(api.json("/api/trace")).contains("\"name\":\"after.out\",\"base\":\"before.out\"");
  }

  @Test
  void compare_hasRowsOfBothTraces() throws IOException {
    assertThat(api.json("/api/compare"))
        .contains(
            "\"first\":{\"name\":\"before.out\",\"fromNanos\":0,\"toNanos\":100000000}",
            "\"second\":{\"name\":\"after.out\",\"fromNanos\":0,\"toNanos\":200000000}",
            "\"groups\":[{\"subject\":\"exec-*\",\"part\":\"blocked\",\"firstCount\":1,"
                + "\"secondCount\":1,\"firstNanos\":10000000,\"secondNanos\":150000000,"
                + "\"changeNanosPerSecond\":6.5E8}",
            "\"waitKinds\":[{\"subject\":\"monitor\"",
            "\"regions\":[{\"subject\":\"validate\"");
  }

  @Test
  void timeWindow_isOfTheTraceAndNotOfTheOneBefore() throws IOException {
    assertThat(api.json("/api/compare?from=0&to=50000000"))
        .contains(
            "\"first\":{\"name\":\"before.out\",\"fromNanos\":0,\"toNanos\":100000000}",
            "\"second\":{\"name\":\"after.out\",\"fromNanos\":0,\"toNanos\":50000000}");
  }

  @Test
  void profiles_areOneTree() throws IOException {
    assertThat(api.json("/api/compare-profile?kind=monitor"))
        .contains(
            "\"unit\":\"nanos\"",
            "\"comparable\":true",
            "{\"text\":\"A.get\",\"kind\":\"frame\"}",
            "\"parent\":[-1,0,1,2,1,4]",
            "\"firstTotal\":[10000000,10000000,10000000,10000000,0,0]",
            "\"secondTotal\":[150000000,150000000,0,0,150000000,150000000]",
            "\"change\":[6.5E8,6.5E8,-1.0E8,-1.0E8,7.5E8,7.5E8]",
            "\"width\":[8.5E8,8.5E8,1.0E8,1.0E8,7.5E8,7.5E8]");
  }

  @Test
  void longestWaits_areRefused() throws IOException {
    RecordedResponse answer = api.get("/api/compare-profile?weight=max");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("expected weight=total or count");
  }

  @Test
  void withoutATraceBefore_theAnswerSaysHowToGetOne() throws IOException {
    TestedApi alone = TestedApi.of(AFTER);

    assertThat(alone.json("/api/trace")).contains("\"base\":null");
    assertThat(alone.get("/api/compare").status()).isEqualTo(400);
    assertThat(alone.get("/api/compare").text()).contains("jtrace --base=BEFORE TRACE");
  }
}
