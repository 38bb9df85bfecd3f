package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.JoinedRecordings;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceRoutesTest {
  static final Trace TRACE =
      TraceScript.of(
          "main:     RUNNING 0-10, PARKED 10-40 lock=java.util.concurrent.FutureTask"
              + " stack=A.get<A.main wokenBy worker-1, RUNNING 40-100",
          "worker-1: RUNNING 0-20, BLOCKED 20-30 lock=com.acme.Cache op=\"monitor enter\""
              + " other=worker-2, RUNNING 30-40, SLEEPING 40-100",
          "worker-2: RUNNING 0-60, SOCKET_IO 60-90 op=\"socket read\" subject=db:5432 bytes=512,"
              + " RUNNING 90-100",
          "@trace 0-100",
          "@pause 50-55 \"GC Pause\" detail=\"G1 Evacuation Pause\" id=3",
          "@custom main 12-38 com.acme.Checkout \"label=Check out\" orderId:NUMBER=17"
              + " \"note:TEXT=<b>gift</b>\" voucher:TEXT=null stack=A.pay<A.main",
          "@custom main 15 com.acme.Tick",
          "@custom - 70-80 com.acme.Backup",
          "@sample worker-1 5 CPU_TIME stack=A.loop<A.main weight=10",
          "@sample worker-1 6 CPU_TIME stack=B.loop<A.main weight=10",
          "@sample worker-1 7 ALLOCATION stack=A.loop<A.main weight=10",
          "@sample worker-1 22 EXECUTION stack=A.main",
          "@counter heap.used BYTES 0=100 10=200.5");

  private final TestedApi api = TestedApi.of(TRACE);

  @Test
  void session_isEmpty() throws IOException {
    assertThat(api.get("/api/session").status()).isEqualTo(204);
  }

  @Test
  void status_tellsThatTheTraceIsThere() throws IOException {
    assertThat(api.json("/api/status")).contains("\"version\":1", "\"following\":false");
  }

  @Test
  void trace_tellsTheFacts() throws IOException {
    assertThat(api.json("/api/trace"))
        .contains(
            "\"durationNanos\":100000000",
            "\"threadCount\":3",
            "\"virtualThreadCount\":0",
            "\"stackTags\":[{\"key\":\"http\",\"label\":\"HTTP\",\"prefixes\":[\"java.net.http.\",",
            "\"perfettoUi\":\"https://perfetto.example\",\"traceLink\":null,",
            "\"states\":[{\"key\":\"running\",\"label\":\"running\"}")
        .containsPattern("\"startEpochNanos\":\"-?\\d+\"");
  }

  @Test
  void overview_sumsUpTheTrace() throws IOException {
    assertThat(api.json("/api/overview?buckets=4"))
        .startsWith("{\"from\":0,\"to\":100000000,")
        .contains(
            "\"blockedNanos\":10000000",
            "\"parkedNanos\":30000000",
            "\"ioNanos\":30000000",
            "\"maxPauseNanos\":5000000",
            "\"exceptions\":null",
            "\"bucketNanos\":2.5E7",
            "\"pauses\":[[50000000,55000000]]",
            "\"groupCount\":2",
            "\"topMonitors\":[{\"lock\":\"com.acme.Cache\",\"waits\":1,\"totalNanos\":10000000,");
  }

  @Test
  void groups_goByNamePattern() throws IOException {
    assertThat(api.json("/api/groups"))
        .contains("\"by\":\"name\"", "\"key\":\"worker-*\",\"count\":2,\"virtual\":0,\"states\":[");
    assertThat(api.json("/api/groups?by=kind")).contains("\"key\":\"platform\",\"count\":3");
  }

  @Test
  void group_hasARowPerThread() throws IOException {
    assertThat(api.json("/api/group?group=worker-*&sort=name&dir=asc"))
        .contains(
            "\"count\":2",
            "\"total\":2",
            "{\"key\":\"running\",\"label\":\"Running\"}",
            "\"specialRanges\":{\"columns\":[{\"key\":\"gcPause\"")
        .containsSubsequence("\"name\":\"worker-1\"", "\"name\":\"worker-2\"");
  }

  @Test
  void window_cutsTheSums() throws IOException {
    assertThat(api.json("/api/overview?from=25000000&to=35000000"))
        .contains("\"from\":25000000,\"to\":35000000", "\"blockedNanos\":5000000");
  }

  @Test
  void thread_tellsWhatItWaitedFor() throws IOException {
    assertThat(api.json("/api/thread?id=0"))
        .contains(
            "\"name\":\"main\",\"kind\":\"platform\"",
            "\"wokenBy\":[{\"thread\":1,\"name\":\"worker-1\",\"count\":1,",
            "\"state\":\"parked\",\"count\":1,\"totalNanos\":30000000");
  }

  @Test
  void span_isFoundByTimeAndByIndex() throws IOException {
    String byTime = api.json("/api/span?thread=0&t=15000000");

    assertThat(byTime)
        .contains(
            "\"start\":10000000,\"end\":40000000,\"state\":\"parked\"",
            "\"subject\":\"java.util.concurrent.FutureTask\"",
            "\"stack\":[{\"method\":\"A.get\"",
            "\"address\":null");
    assertThat(api.json("/api/span?index=1")).isEqualTo(byTime);
  }

  @Test
  void labels_areShort() throws IOException {
    assertThat(api.json("/api/labels?spans=0,1"))
        .isEqualTo("{\"labels\":[\"running\",\"FutureTask\"]}");
  }

  @Test
  void rows_listThreadsWithTheirLives() throws IOException {
    assertThat(api.json("/api/rows?sort=name&q=worker"))
        .contains("\"count\":2,\"threads\":[1,2],\"starts\":[0,0],\"ends\":[100000000,100000000]")
        .doesNotContain("\"main\"", "\"more\"");
  }

  @Test
  void rows_ofThreadsWithASpanThatPasses() throws IOException {
    assertThat(api.json("/api/rows?sort=name&q=dur%3E50ms+state:sleeping,socketIo"))
        .contains("\"count\":1,\"threads\":[1]");
  }

  @Test
  void spans_areFoundLongestFirst() throws IOException {
    assertThat(api.json("/api/spans?q=-state:running,undetermined&limit=2&offset=1"))
        .isEqualTo(
            "{\"count\":4,\"totalNanos\":130000000,\"spans\":["
                + "{\"index\":1,\"thread\":0,\"threadName\":\"main\",\"start\":10000000,"
                + "\"end\":40000000,\"state\":\"parked\",\"operation\":\"park\","
                + "\"subject\":\"java.util.concurrent.FutureTask\",\"label\":\"FutureTask\","
                + "\"frame\":\"A.get\",\"pinned\":false},"
                + "{\"index\":8,\"thread\":2,\"threadName\":\"worker-2\",\"start\":60000000,"
                + "\"end\":90000000,\"state\":\"socketIo\",\"operation\":\"socket read\","
                + "\"subject\":\"db:5432\",\"label\":\"db:5432\",\"frame\":null,\"pinned\":false}]}");
  }

  @Test
  void stretch_sumsUpWhatIsTooShortToBeDrawn() throws IOException {
    assertThat(api.json("/api/stretch?thread=1&from=15000000&to=35000000"))
        .isEqualTo(
            "{\"count\":3,\"maxNanos\":20000000,"
                + "\"states\":[10000000,0,10000000,0,0,0,0,0,0,0]}");
  }

  @Test
  void spans_ofAGroup() throws IOException {
    assertThat(api.json("/api/spans?q=state:running&by=name&group=worker-*&sort=start"))
        .contains("\"count\":4", "\"spans\":[{\"index\":3,");
  }

  @Test
  void tracks_holdPausesAndCounters() throws IOException {
    assertThat(api.json("/api/tracks"))
        .contains(
            "\"gcPauses\":[[50000000,55000000,\"GC Pause\",\"G1 Evacuation Pause\",3]]",
            "\"unit\":\"bytes\",\"nanos\":[0,10000000],\"values\":[100.0,200.5]");
  }

  @Test
  void flows_leadFromCauseToEffect() throws IOException {
    assertThat(api.json("/api/flows?thread=0"))
        .contains("\"fromThread\":1", "\"toThread\":0,\"to\":40000000", "\"total\":1");
  }

  @Test
  void find_looksEverywhere() throws IOException {
    assertThat(api.json("/api/find?q=WORKER")).contains("\"name\":\"worker-1\"", "[\"worker-*\"]");
    assertThat(api.json("/api/find?q=cache")).contains("\"lock\":\"com.acme.Cache\"");
    assertThat(api.json("/api/find?q=a.get")).contains("\"method\":\"A.get\",\"spans\":1");
  }

  @Test
  void customEvents_areToldWithTheFactsAndTheRows() throws IOException {
    assertThat(api.json("/api/trace"))
        .contains(
            "\"customEvents\":{\"count\":3,\"lanesWithoutThread\":1,\"types\":"
                + "[{\"name\":\"com.acme.Backup\",\"label\":\"Backup\",\"count\":1},"
                + "{\"name\":\"com.acme.Checkout\",\"label\":\"Check out\",\"count\":1},");
    assertThat(api.json("/api/rows?sort=name&q=main")).contains("\"eventLanes\":[1]");
  }

  @Test
  void events_areDrawnByThread() throws IOException {
    assertThat(api.json("/api/events?threads=0,1,-1&bucket=10000"))
        .isEqualTo(
            "{\"threads\":[{\"thread\":0,\"slices\":[[1,12000000,38000000,0,1,1]],"
                + "\"instants\":[[2,15000000,2,1]]},"
                + "{\"thread\":1,\"slices\":[],\"instants\":[]},"
                + "{\"thread\":-1,\"slices\":[[0,70000000,80000000,0,0,1]],\"instants\":[]}]}");
  }

  @Test
  void samples_tellEachStackOnce_andShareBuckets() throws IOException {
    assertThat(api.json("/api/samples?threads=1,2&bucket=10000000"))
        .isEqualTo(
            "{\"frames\":[\"A.loop\",\"A.main\"],\"stacks\":[[1,0],[1]],"
                + "\"threads\":[{\"thread\":1,\"samples\":["
                + "[5000000,0,\"cpu\",2],[22000000,1,\"execution\",1]]},"
                + "{\"thread\":2,\"samples\":[]}]}");
    assertThat(api.json("/api/samples?threads=1&bucket=1&from=5500000&to=5560000"))
        .isEqualTo("{\"frames\":[],\"stacks\":[],\"threads\":[{\"thread\":1,\"samples\":[]}]}");
  }

  @Test
  void event_hasAllItsFields() throws IOException {
    assertThat(api.json("/api/event?index=1"))
        .contains(
            "\"index\":1,\"type\":\"com.acme.Checkout\",\"label\":\"Check out\",\"thread\":0,"
                + "\"threadName\":\"main\",\"start\":12000000,\"end\":38000000,\"instant\":false",
            "{\"name\":\"orderId\",\"kind\":\"number\",\"value\":\"17\"}",
            "{\"name\":\"note\",\"kind\":\"text\",\"value\":\"<b>gift</b>\"}",
            "{\"name\":\"voucher\",\"kind\":\"text\",\"value\":null}",
            "\"stack\":[{\"method\":\"A.pay\"",
            "\"previous\":null,\"next\":2");
    assertThat(api.json("/api/event?index=0"))
        .contains("\"thread\":null,\"threadName\":null", "\"stack\":null");
  }

  @Test
  void find_knowsEvents() throws IOException {
    assertThat(api.json("/api/find?q=gift"))
        .contains(
            "\"events\":[{\"type\":\"com.acme.Checkout\",\"label\":\"Check out\","
                + "\"field\":\"note\",\"value\":\"<b>gift</b>\",\"count\":1,\"index\":1,"
                + "\"start\":12000000,\"end\":38000000}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/overview?from=x | 400 | expected a number for the parameter \"from\", found \"x\"",
        "/api/overview?from=9&to=3 | 400 | expected \"from\" before \"to\", found 9 and 3",
        "/api/groups?by=colour | 400 | expected by=name, startSite or kind, found \"colour\"",
        "/api/group | 400 | expected the parameter \"group\"",
        "/api/group?group=x | 400 | no thread of the group \"x\" lived in this range",
        "/api/thread?id=3 | 404 | no such thread, span or event in this trace",
        "/api/thread?id=-1 | 404 | no such thread, span or event in this trace",
        "/api/thread | 400 | expected the parameter \"id\"",
        "/api/span?index=99 | 404 | no such thread, span or event in this trace",
        "/api/span?thread=0&t=200000000 | 404 | no such thread, span or event in this trace",
        "/api/labels?spans=1,x | 400 | expected the index of a span, found \"x\"",
        "/api/event?index=3 | 404 | no such thread, span or event in this trace",
        "/api/event?index=-1 | 404 | no such thread, span or event in this trace",
        "/api/event | 400 | expected the parameter \"index\"",
        "/api/events?threads=0 | 400 | expected the parameter \"bucket\"",
        "/api/events?bucket=9999 | 400 | expected the parameter \"threads\"",
        "/api/events?threads=0,x&bucket=9999 | 400 | expected ids of threads, found \"x\"",
        "/api/events?threads=3&bucket=9999 | 404 | no such thread, span or event in this trace",
        "/api/events?threads=-2&bucket=9999 | 404 | no such thread, span or event in this trace",
        "/api/events?threads=0&bucket=1 | 400 | expected at most 65536 buckets of at least 1 ns,"
            + " found 100000000 ns in buckets of 1 ns",
        "/api/events?threads=0&bucket=0 | 400 | expected at most 65536 buckets of at least 1 ns,"
            + " found 100000000 ns in buckets of 0 ns",
        "/api/rows?sort=size | 400 | expected sort=busy, name, start or blocked, found \"size\"",
        "/api/rows?q=state:red | 400 | expected one of running, runnable, blocked, waiting, parked,"
            + " sleeping, socketIo, fileIo, native, undetermined after \"state:\", found \"red\"",
        "/api/spans?sort=size | 400 | expected sort=duration or start, found \"size\"",
        "/api/nothing | 404 | no such endpoint: /api/nothing",
        "/export/trace.pdf | 404 | no such export: /export/trace.pdf",
      })
  void badRequest_isOneSentence(String target, int status, String sentence) throws IOException {
    RecordedResponse response = api.get(target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).isEqualTo(sentence + "\n");
  }

  @Test
  void recordingOfAWindow_isCut(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("two.jfr");
    Files.write(file, JoinedRecordings.ofTwoJvms());
    Trace trace = Traces.of(RecordingReader.read(file));
    TraceApi ofFile =
        new TraceApi(
            CurrentTrace.of(new LoadedTrace("two", file, false, trace)), new Links("", ""));
    RecordedResponse whole = new RecordedResponse();
    RecordedResponse part = new RecordedResponse();

    ofFile.handle(Requests.get("/export/trace.jfr"), whole);
    ofFile.handle(Requests.get("/export/trace.jfr?from=120&to=130"), part);

    assertThat(whole.bytes()).isEqualTo(Files.readAllBytes(file));
    Recording cut = RecordingReader.read(part.bytes());
    assertThat(cut.durationNanos()).isEqualTo(10);
    assertThat(cut.events(ConsumedEvent.THREAD_SLEEP).size()).isEqualTo(2);
  }

  @Test
  void exports_areDownloadsNamedAfterTheTrace() throws IOException {
    RecordedResponse chrome = api.get("/export/trace.json?from=0&to=50000000");

    assertThat(chrome.status()).isEqualTo(200);
    assertThat(chrome.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Content-Disposition", "attachment; filename=\"my_trace.json\"");
    TestedApi.checkJson(chrome.text());
    assertThat(api.get("/export/trace.pftrace").bytes()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "trace.out, trace",
    "a/b/app.jfr.gz, app",
    "127.0.0.1:6060/debug/pprof/trace, trace",
    "we;ird\u00e9.jfr, we_ird_",
    "..., trace"
  })
  void fileName_isSafe(String name, String expected) {
    assertThat(ExportEndpoint.fileName(name)).isEqualTo(expected);
  }
}
