package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.StopReason;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A program that measures what its virtual threads do, and a trace of it that must say the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchedulingTruthIT {
  private static final String PROGRAM = "SchedulingTruth";
  private static final String SECONDS = "12";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What lies between a clock reading of the program and the moment it means. */
  private static final long SLACK_NANOS = 3_000_000;

  private final Map<String, Long> truths = new HashMap<>();
  private final Map<String, Integer> threadIds = new HashMap<>();
  private @Nullable Trace trace;

  /** How often a virtual thread was made runnable. */
  private long runnables;

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
    Jar.compile(directory, PROGRAM, source(), List.of());
    Path file = directory.resolve("trace.out");
    try (AgentProcess program = AgentProcess.start(directory, PROGRAM, List.of())) {
      URI address = program.resolve("/debug/pprof/trace?seconds=" + SECONDS);
      CompletableFuture<HttpResponse<Path>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
      await().atMost(PATIENCE).until(() -> program.jcmd("JFR.check").contains("(running)"));
      TimeUnit.SECONDS.sleep(2); // the first trace of a program also weaves the hooks
      Files.createFile(program.temporary().resolve("go"));
      assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      await().atMost(PATIENCE).until(() -> program.output().contains("done"));
      assertThat(program.output()).doesNotContain("failed");
      assertThat(program.errors().lines()).as("the agent's one sentence").hasSize(1);
      program.output().lines().map(line -> line.split(" ")).forEach(this::note);
    }
    Recording recording = RecordingReader.read(file);
    runnables = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).size();
    trace = Traces.of(recording);
    Threads threads = trace.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      threadIds.put(trace.threadName(thread), thread);
    }
  }

  private static String source() throws Exception {
    try (InputStream in = SchedulingTruthIT.class.getResourceAsStream(PROGRAM + ".java.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void note(String[] words) {
    if (words[0].equals("truth")) {
      truths.put(words[1] + " " + words[2], Long.parseLong(words[3]));
    }
  }

  private Trace trace() {
    if (trace == null) {
      throw new IllegalStateException("not recorded");
    }
    return trace;
  }

  private long truth(String name) {
    return truths.getOrDefault(name, -1L);
  }

  private int thread(String name) {
    return threadIds.getOrDefault(name, -1);
  }

  private IntStream spans(String name) {
    Spans spans = trace().spans();
    return IntStream.range(spans.first(thread(name)), spans.end(thread(name)));
  }

  private long nanos(String name, State state) {
    Spans spans = trace().spans();
    return spans(name).filter(s -> spans.state(s) == state).mapToLong(spans::durationNanos).sum();
  }

  private IntStream virtualThreads() {
    Threads threads = trace().threads();
    return IntStream.range(0, threads.size()).filter(t -> threads.kind(t) == ThreadKind.VIRTUAL);
  }

  @Test
  void noSchedulingEvent_isLost() {
    assertThat(trace().diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
    assertThat(virtualThreads().count()).isGreaterThan(20_000);
    assertThat(trace().carrierRuns().size()).isEqualTo(runnables).isGreaterThan(25_000);
  }

  @Test
  void carrier_runsOneVirtualThreadAtATime() {
    CarrierRuns runs = trace().carrierRuns();
    assertThat(runs.size()).isGreaterThan(25_000);
    for (int run = 1; run < runs.size(); run++) {
      if (runs.carrier(run) == runs.carrier(run - 1)) {
        assertThat(runs.startNanos(run)).isGreaterThanOrEqualTo(runs.endNanos(run - 1));
      }
    }
  }

  @Test
  void booksOfEachVirtualThread_closeWithoutAnythingUndetermined() {
    Spans spans = trace().spans();
    Threads threads = trace().threads();
    virtualThreads()
        .forEach(
            thread -> {
              long sum = 0;
              for (int span = spans.first(thread); span < spans.end(thread); span++) {
                sum += spans.durationNanos(span);
                boolean isOurs = trace().threadName(thread).matches("[a-zA-Z]+(-\\d+)?");
                assertThat(isOurs && spans.state(span) == State.UNDETERMINED)
                    .as("%s, %s", trace().threadName(thread), spans.startNanos(span))
                    .isFalse();
              }
              assertThat(sum).isEqualTo(threads.endNanos(thread) - threads.startNanos(thread));
            });
  }

  /** What a thread measured as waiting is waiting and runnable; a few of its instructions run. */
  @ParameterizedTest
  @CsvSource({
    "sleep, SLEEPING",
    "mix, SLEEPING",
    "parkNanos, PARKED",
    "parked, PARKED",
    "lockWaiter, PARKED",
    "monitorWaiter, BLOCKED",
    "waiter, WAITING",
    "timedWaiter, WAITING",
    "client, SOCKET_IO",
  })
  void wait_isAsLongAsTheThreadMeasured(String name, State state) {
    long measured = truth(name + " notRunning");
    long waited = nanos(name, state);
    long offCarrier = waited + nanos(name, State.RUNNABLE);

    assertThat(measured).isPositive();
    assertThat(offCarrier)
        .isBetween(measured * 9 / 10 - SLACK_NANOS, measured * 11 / 10 + SLACK_NANOS);
    assertThat(waited).isGreaterThan(measured / 2);
  }

  @Test
  void running_isAsLongAsTheThreadMeasured() {
    assertThat(nanos("mix", State.RUNNING))
        .isBetween(truth("mix running") * 99 / 100, truth("mix running") * 3 / 2);
  }

  @Test
  void yields_makeRunnableAtOnce() {
    Spans spans = trace().spans();
    CarrierRuns runs = trace().carrierRuns();
    long yielded =
        IntStream.range(0, runs.size())
            .filter(r -> runs.virtualThread(r) == thread("yield"))
            .filter(r -> runs.reason(r) == StopReason.YIELDED)
            .count();

    assertThat(yielded).isEqualTo(truth("yield yields"));
    assertThat(spans("yield").mapToObj(spans::state)).containsOnly(State.RUNNING, State.RUNNABLE);
  }

  @Test
  void pinnedSleep_isPinnedAndKeepsItsCarrier() {
    Spans spans = trace().spans();
    long pinned = spans("pinned").filter(spans::isPinned).mapToLong(spans::durationNanos).sum();

    assertThat(pinned)
        .isBetween(truth("pinned pinned") * 9 / 10, truth("pinned pinned") + SLACK_NANOS);
  }

  @ParameterizedTest
  @CsvSource({
    "unparker, parked, UNPARK",
    "lockOwner, lockWaiter, UNPARK",
    "notifier, waiter, NOTIFY",
  })
  void waker_isNamed(String waker, String woken, Flows.Kind kind) {
    assertThat(flowsTo(woken)).contains(kind + " from " + waker);
  }

  /** JDK 25 does not record who let go of a monitor that an unmounted thread waits for. */
  @Test
  void wakerThatIsNotRecorded_isNotGuessed() {
    assertThat(flowsTo("monitorWaiter"))
        .isSubsetOf("START from main", "MONITOR_HANDOVER from monitorOwner");
  }

  private List<String> flowsTo(String woken) {
    Flows flows = trace().flows();
    return IntStream.range(0, flows.size())
        .filter(flow -> flows.toThread(flow) == thread(woken))
        .mapToObj(flow -> flows.kind(flow) + " from " + trace().threadName(flows.fromThread(flow)))
        .toList();
  }

  @Test
  void handOffs_areBetweenPartners() {
    Flows flows = trace().flows();
    for (int pair = 0; pair < 20; pair++) {
      int taker = thread("taker-" + pair);
      int putter = thread("putter-" + pair);
      for (int flow = 0; flow < flows.size(); flow++) {
        if (flows.kind(flow) == Flows.Kind.UNPARK && flows.toThread(flow) == taker) {
          assertThat(flows.fromThread(flow)).isEqualTo(putter);
        }
      }
    }
  }

  @Test
  void stackOverflowInHooks_harmsNothing() {
    assertThat(truth("program overflows")).isEqualTo(3);
    assertThat(truth("program masses")).isEqualTo(20_000);
  }
}
