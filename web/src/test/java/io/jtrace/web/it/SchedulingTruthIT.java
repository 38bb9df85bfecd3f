package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.EventTable;
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
import java.util.ArrayList;
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
  private static final String STRUCTURED_PROGRAM = "StructuredTruth";
  private static final int RELEASE_OF_ITS_PREVIEW = 25;
  private static final String SECONDS = "20";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How far the clocks of the program and of the recording may be apart. */
  private static final long CLOCK_NANOS = 200_000;

  private final Map<String, Long> truths = new HashMap<>();
  private final List<Measured> measured = new ArrayList<>();
  private final Map<String, Integer> threadIds = new HashMap<>();
  private @Nullable Trace trace;

  /** How often a virtual thread was made runnable. */
  private long runnables;

  /** What the program said of one wait or run, on the clock of the trace. */
  private record Measured(String what, String thread, long startNanos, long endNanos) {

    long nanos() {
      return endNanos - startNanos;
    }

    Measured later(long nanos) {
      return new Measured(what, thread, startNanos + nanos, endNanos + nanos);
    }
  }

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
    List<String> options = compile(directory);
    Path file = directory.resolve("trace.out");
    List<String> program = List.of("-cp", directory.toString(), PROGRAM);
    try (AgentProcess process = AgentProcess.start(directory, options, program)) {
      URI address = process.resolve("/debug/pprof/trace?seconds=" + SECONDS);
      CompletableFuture<HttpResponse<Path>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
      await().atMost(PATIENCE).until(() -> process.jcmd("JFR.check").contains("(running)"));
      TimeUnit.SECONDS.sleep(2); // the first trace of a program also weaves the hooks
      Files.createFile(process.temporary().resolve("go"));
      assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      await().atMost(PATIENCE).until(() -> process.output().contains("done"));
      assertThat(process.output()).doesNotContain("failed");
      assertThat(process.errors().lines()).as("the agent's one sentence").hasSize(1);
      process.output().lines().map(line -> line.split(" ")).forEach(this::note);
    }
    Recording recording = RecordingReader.read(file);
    long originNanos = clockOrigin(recording.events(ConsumedEvent.CLOCK_SYNC));
    measured.replaceAll(one -> one.later(originNanos));
    runnables = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).size();
    trace = Traces.of(recording);
    Threads threads = trace.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      threadIds.put(trace.threadName(thread), thread);
    }
  }

  /** Returns the options that the compiled program needs. */
  private static List<String> compile(Path directory) throws Exception {
    Jar.compile(directory, PROGRAM, source(PROGRAM), List.of());
    List<String> options = new ArrayList<>(List.of(AgentProcess.agent("")));
    if (hasStructuredPart()) {
      Jar.compile(
          directory,
          STRUCTURED_PROGRAM,
          source(STRUCTURED_PROGRAM),
          List.of(directory),
          "--enable-preview",
          "--release",
          Integer.toString(RELEASE_OF_ITS_PREVIEW));
      options.add("--enable-preview");
    }
    return options;
  }

  private static boolean hasStructuredPart() {
    return Runtime.version().feature() == RELEASE_OF_ITS_PREVIEW;
  }

  /** Returns what the trace's clock shows when the program's shows 0. */
  private static long clockOrigin(EventTable clocks) {
    long[] distances =
        IntStream.range(0, clocks.size())
            .mapToLong(row -> clocks.starts().at(row) - clocks.number("nanoTime", row))
            .sorted()
            .toArray();
    return distances[distances.length / 2];
  }

  private static String source(String name) throws Exception {
    try (InputStream in = SchedulingTruthIT.class.getResourceAsStream(name + ".java.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void note(String[] words) {
    if (words[0].equals("truth")) {
      truths.put(words[1] + " " + words[2], Long.parseLong(words[3]));
    } else if (words[0].equals("wait") || words[0].equals("run")) {
      measured.add(
          new Measured(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3])));
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

  /** Threads that do the same in turn have the same name and a number. */
  private static String group(String name) {
    return name.replaceFirst("-\\d+$", "");
  }

  private List<Measured> measured(String what, String group) {
    return measured.stream()
        .filter(one -> one.what.equals(what) && group(one.thread).equals(group))
        .toList();
  }

  /** The spans of a thread while it did what it measured, running or not running. */
  private List<Integer> spans(Measured one, boolean running) {
    Spans spans = trace().spans();
    return spans(one.thread)
        .filter(span -> (spans.state(span) == State.RUNNING) == running)
        .filter(span -> spans.endNanos(span) > one.startNanos + CLOCK_NANOS)
        .filter(span -> spans.startNanos(span) < one.endNanos - CLOCK_NANOS)
        .boxed()
        .toList();
  }

  /** The median of how much of what a thread measured the trace shows. */
  private double medianShare(List<Measured> all, boolean running) {
    Spans spans = trace().spans();
    double[] shares =
        all.stream()
            .mapToDouble(
                one ->
                    (double) spans(one, running).stream().mapToLong(spans::durationNanos).sum()
                        / one.nanos())
            .sorted()
            .toArray();
    return shares[shares.length / 2];
  }

  private IntStream virtualThreads() {
    Threads threads = trace().threads();
    return IntStream.range(0, threads.size()).filter(t -> threads.kind(t) == ThreadKind.VIRTUAL);
  }

  @Test
  void noSchedulingEvent_isLost() {
    assertThat(trace().diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
    assertThat(virtualThreads().count()).isGreaterThan(100_000);
    assertThat(trace().carrierRuns().size()).isEqualTo(runnables).isGreaterThan(100_000);
  }

  @Test
  void carrier_runsOneVirtualThreadAtATime() {
    CarrierRuns runs = trace().carrierRuns();
    assertThat(runs.size()).isGreaterThan(100_000);
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

  /**
   * However busy the machine: the thread read its clock before it stopped, and when it ran again.
   */
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
  void wait_liesWithinWhatTheThreadMeasured(String group, State state) {
    assertWaits(group, state);
  }

  @Test
  void structuredConcurrency_isWaitsOfParentAndSubtasks() {
    assumeTrue(hasStructuredPart(), "the preview looks different here");

    assertThat(truth("program structured")).isEqualTo(9 * (1 + 2 + 3));
    assertThat(measured("wait", "subtask")).hasSize(27);
    assertWaits("subtask", State.SLEEPING);
    assertWaits("parent", State.PARKED);
    // A subtask is taken off the books by its carrier, once it has ended.
    assertThat(flowsTo("parent"))
        .contains("UNPARK from ForkJoinPool-1-worker")
        .isSubsetOf("START from main", "UNPARK from ForkJoinPool-1-worker");
    assertThat(flowsTo("subtask")).contains("START from parent");
  }

  private void assertWaits(String group, State state) {
    Spans spans = trace().spans();
    List<Measured> waits = measured("wait", group);
    assertThat(waits).hasSizeGreaterThanOrEqualTo(9);
    for (Measured wait : waits) {
      List<Integer> found = spans(wait, false);
      assertThat(found).as(wait.thread).extracting(spans::state).contains(state);
      assertThat(spans.startNanos(found.get(0))).isGreaterThan(wait.startNanos - CLOCK_NANOS);
      assertThat(spans.endNanos(found.get(found.size() - 1)))
          .isLessThan(wait.endNanos + CLOCK_NANOS);
    }
    assertThat(medianShare(waits, false)).as("of %s", group).isBetween(0.99, 1.01);
  }

  @Test
  void running_isAsLongAsTheThreadMeasured() {
    assertThat(measured("run", "mix")).hasSize(9);
    assertThat(medianShare(measured("run", "mix"), true)).isBetween(0.99, 1.01);
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
        .isBetween(truth("pinned pinned") * 99 / 100, truth("pinned pinned") + CLOCK_NANOS);
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
        .filter(flow -> group(trace().threadName(flows.toThread(flow))).equals(woken))
        .mapToObj(
            flow -> flows.kind(flow) + " from " + group(trace().threadName(flows.fromThread(flow))))
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
    assertThat(truth("program masses")).isEqualTo(100_000);
  }
}
