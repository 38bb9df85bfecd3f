package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.http.RecordedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What is answered of schedulers, carriers and processors. */
final class SchedulingRoutesTest {
  private static final Trace SCHEDULED =
      Traces.of(
          RecordingScript.of(
              "duration 100",
              "virtual v-1",
              "virtual v-2",
              "thread carrier-1",
              "thread main osId=7",
              "settings jdk.VirtualThreadStart enabled=true",
              "settings jtrace.SyscallSample enabled=true",
              "CPUInformation - 0 hwThreads=1",
              "jtrace.ClockSync main 50 nanoTime=1050000000",
              "jtrace.CpuSlice main 99 osThreadId=7 cpu=3 startNanoTime=1010000000 durationNanos=5ms",
              "jtrace.VirtualThreadRunnable main 10 virtualThread=v-1",
              "jtrace.VirtualThreadRun carrier-1 12-20 virtualThread=v-1 reason=1",
              "VirtualThreadStart v-1 12 javaThreadId=1",
              "jtrace.VirtualThreadRunnable main 40 virtualThread=v-1",
              "jtrace.VirtualThreadRun carrier-1 41-70 virtualThread=v-1 reason=7",
              "VirtualThreadPinned v-1 50-60 pinnedReason=Native blockingOperation=LockSupport.park",
              "jtrace.VirtualThreadRunnable main 45 virtualThread=v-2",
              "jtrace.VirtualThreadRun carrier-1 70-80 virtualThread=v-2 reason=7",
              "VirtualThreadStart v-2 70 javaThreadId=2",
              "jtrace.TaskQueued carrier-1 30 submitter=main executorClass=Pool executor=26"
                  + " queuedNanos=5ms queueSize=3",
              "jtrace.SyscallSample main 15 thread=carrier-1 name=write target=socket"));

  private static final Trace PLAIN =
      TraceScript.of("virtual v: SLEEPING 0-10", "main: RUNNING 0-10");

  private static String json(Trace trace, String target) throws IOException {
    return TestedApi.of(trace).json(target);
  }

  @Test
  void trace_tellsWhatIsKnownOfSchedulers() throws IOException {
    assertThat(json(SCHEDULED, "/api/trace"))
        .contains(
            "\"scheduling\":{\"virtualThreads\":\"hooks\",\"cpuSource\":\"perf\",\"syscalls\":true,"
                + "\"carriers\":1,\"runs\":3,",
            "\"lost\":0,\"executors\":1}");
    assertThat(json(PLAIN, "/api/trace"))
        .contains(
            "\"scheduling\":{\"virtualThreads\":\"none\",\"cpuSource\":\"none\",\"syscalls\":false,"
                + "\"carriers\":0,\"runs\":0,\"runnables\":0,\"lost\":0,\"executors\":0}");
  }

  @Test
  void scheduling_hasAllAnalyses() throws IOException {
    assertThat(json(SCHEDULED, "/api/scheduling?buckets=10"))
        .startsWith("{\"processors\":1,\"latency\":{\"count\":3,\"totalNanos\":28000000,")
        .contains(
            "\"p50\":2000000,",
            "\"buckets\":[{\"fromNanos\":524288,\"toNanos\":1048576,\"count\":1}",
            "\"overTime\":{\"bucketNanos\":1.0E7,\"maxNanos\":[0,2000000,",
            "\"groups\":[{\"key\":\"v-*\",\"count\":3,",
            "\"worst\":[{\"thread\":1,\"name\":\"v-2\",\"start\":45000000,\"end\":70000000,"
                + "\"waker\":3,\"wakerName\":\"main\",\"carrier\":2,\"carrierName\":\"carrier-1\"}",
            "\"stacks\":[{\"stack\":null,\"count\":3,",
            "\"pinning\":{\"count\":1,\"totalNanos\":10000000,\"maxNanos\":10000000,\"sites\":["
                + "{\"stack\":null,\"reason\":\"Native\",\"operation\":\"LockSupport.park\",",
            "\"starved\":{\"nanos\":10000000,\"worst\":[{\"start\":50000000,\"end\":60000000,"
                + "\"pinned\":1,\"runnable\":1}]}",
            "{\"waker\":\"main\",\"woken\":\"v-*\",\"kind\":\"unparked\",\"count\":1,"
                + "\"runnableNanos\":1000000,\"maxRunnableNanos\":1000000}",
            "\"queues\":[{\"executor\":\"Pool@1a\",\"count\":1,\"totalNanos\":5000000,",
            "\"worst\":{\"worker\":2,\"workerName\":\"carrier-1\",\"nanos\":30000000,"
                + "\"queuedNanos\":5000000,\"submitter\":3,\"submitterName\":\"main\"}",
            "\"starvation\":{\"throttledNanos\":null,\"throttled\":[],\"stretches\":[]}",
            "\"cpu\":{\"source\":\"perf\",\"threads\":[{\"thread\":3,\"name\":\"main\","
                + "\"runNanos\":5000000,\"waitNanos\":null,\"slices\":1}]}");
  }

  @Test
  void schedulingOfAGroupAndRange_isThatPart() throws IOException {
    assertThat(json(SCHEDULED, "/api/scheduling?group=v-*&from=60000000&to=65000000"))
        .contains("\"latency\":{\"count\":1,\"totalNanos\":5000000,", "\"threads\":[]");
    assertThat(json(SCHEDULED, "/api/scheduling?group=main"))
        .contains("\"latency\":{\"count\":0,", "\"p50\":0,", "\"groups\":[]");
  }

  @Test
  void whatIsNotRecorded_isNull() throws IOException {
    assertThat(json(PLAIN, "/api/scheduling"))
        .contains(
            "\"latency\":null",
            "\"pinning\":null",
            "\"queues\":[]",
            "\"throttledNanos\":null",
            "\"stretches\":[]",
            "\"cpu\":{\"source\":\"none\",\"threads\":[]}");
    assertThat(json(PLAIN, "/api/carriers")).isEqualTo("{\"carriers\":[]}");
    assertThat(json(PLAIN, "/api/cpus"))
        .isEqualTo("{\"source\":\"none\",\"knownTo\":null,\"names\":{},\"cpus\":[]}");
  }

  @Test
  void carriers_tellWhatTheyCarried() throws IOException {
    assertThat(json(SCHEDULED, "/api/carriers"))
        .isEqualTo(
            "{\"carriers\":[{\"thread\":2,\"name\":\"carrier-1\",\"busyNanos\":47000000,"
                + "\"lifeNanos\":100000000,\"runs\":3,\"virtualThreads\":2,\"pinnedNanos\":10000000}]}");
  }

  @Test
  void cpus_tellWhoWasOnThem() throws IOException {
    assertThat(json(SCHEDULED, "/api/cpus"))
        .isEqualTo(
            "{\"source\":\"perf\",\"knownTo\":15000000,\"names\":{\"3\":\"main\"},\"cpus\":[{"
                + "\"cpu\":3,\"busyNanos\":5000000,\"slices\":[[10000000,15000000,3]],"
                + "\"buckets\":null}]}");
  }

  @Test
  void rowsByCarrier_areTheCarriersOnly() throws IOException {
    assertThat(json(SCHEDULED, "/api/rows?by=carrier"))
        .contains("\"key\":\"carrier-*\"", "\"threads\":[2]")
        .doesNotContain("\"main\"");
    int span = SCHEDULED.spans().at(2, 75_000_000);
    assertThat(json(SCHEDULED, "/api/labels?spans=" + span)).isEqualTo("{\"labels\":[\"v-2\"]}");
  }

  @Test
  void rowsByCpu_areTheProcessors() throws IOException {
    String rows =
        "{\"groups\":[{\"key\":\"processors\",\"label\":\"processors\",\"count\":1,\"threads\":[4],"
            + "\"starts\":[0],\"ends\":[100000000],\"names\":[\"CPU 3\"],\"kinds\":[\"cpu\"]}]}";

    assertThat(json(SCHEDULED, "/api/rows?by=cpu")).isEqualTo(rows);
    assertThat(json(SCHEDULED, "/api/rows?by=cpu&q=cpu+3")).isEqualTo(rows);
    assertThat(json(SCHEDULED, "/api/rows?by=cpu&q=main")).isEqualTo("{\"groups\":[]}");
    assertThat(json(PLAIN, "/api/rows?by=cpu")).isEqualTo("{\"groups\":[]}");
  }

  @Test
  void spanOfAProcessor_saysWhichThreadWasOnIt() throws IOException {
    int span = SCHEDULED.spans().size();
    String slice = json(SCHEDULED, "/api/span?thread=4&t=12000000");

    assertThat(slice)
        .contains(
            "\"thread\":4,\"threadName\":\"CPU 3\",\"index\":" + span + ",\"start\":10000000,",
            "\"end\":15000000,\"state\":\"running\",\"operation\":null,",
            "\"other\":3,\"otherName\":\"main\",",
            "\"left\":\"blocked\",\"previous\":null,\"next\":" + (span + 1) + "}");
    assertThat(json(SCHEDULED, "/api/span?index=" + span)).isEqualTo(slice);
    assertThat(json(SCHEDULED, "/api/span?thread=4&t=20000000"))
        .contains("\"state\":\"undetermined\"", "\"other\":null", "\"left\":null");
    assertThat(json(SCHEDULED, "/api/labels?spans=%d,%d".formatted(span, span + 1)))
        .isEqualTo("{\"labels\":[\"main\",\"undetermined\"]}");
  }

  @Test
  void tilesOfAProcessor_areAskedForLikeThoseOfAThread() throws IOException {
    String body = "{\"level\":20,\"first\":0,\"last\":0,\"threads\":[%d]}";
    TestedApi api = TestedApi.of(SCHEDULED);
    RecordedResponse tiles = api.post("/api/tiles", body.formatted(4));

    assertThat(tiles.status()).isEqualTo(200);
    ByteBuffer bytes = ByteBuffer.wrap(tiles.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(8)).isEqualTo(4);
    assertThat(bytes.get(13)).isEqualTo((byte) 2);
    assertThat(bytes.getInt(20)).isEqualTo(2);

    assertThat(api.post("/api/tiles", body.formatted(5)).status()).isEqualTo(400);
  }

  @Test
  void span_saysWhoWokeTheThread() throws IOException {
    assertThat(json(SCHEDULED, "/api/span?thread=0&t=30000000"))
        .contains(
            "\"wokenBy\":{\"thread\":3,\"name\":\"main\",\"nanos\":40000000,\"kind\":\"unparked\","
                + "\"runnableNanos\":1000000}",
            "\"runnableNanos\":1000000,\"samples\":[]");
    assertThat(json(SCHEDULED, "/api/span?thread=0&t=13000000"))
        .contains(
            "\"other\":2,\"otherName\":\"carrier-1\"",
            "\"samples\":[{\"kind\":\"syscall\",\"name\":\"write\",\"target\":\"socket\",\"count\":1}]");
    assertThat(json(SCHEDULED, "/api/span?thread=3&t=13000000"))
        .contains("\"wokenBy\":null,\"runnableNanos\":null");
  }
}
