package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent, hooks and all, beside other tools in the same JVM. */
final class CoexistenceIT {
  private static final String PROGRAM = "Neighbours";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> OUTPUT = List.of("begin", "wrong 0, answer 204");

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void compile() throws Exception {
    try (InputStream in = CoexistenceIT.class.getResourceAsStream(PROGRAM + ".java.txt")) {
      assertThat(in).isNotNull();
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Jar.compile(directory, PROGRAM, source, List.of());
    }
  }

  private static Path neighbour(String file) {
    Path folder = Path.of(System.getProperty("jtrace.neighbours", "target/neighbours"));
    return folder.resolve(file).toAbsolutePath();
  }

  /** Runs the program to its end, with two traces meanwhile, and returns what it printed. */
  private Said run(List<String> options) throws Exception {
    List<String> program = List.of("-cp", directory.toString(), PROGRAM);
    try (AgentProcess process = AgentProcess.start(directory, options, program)) {
      await().atMost(PATIENCE).until(() -> process.output().contains("begin"));
      HookedProgram.trace(process, directory.resolve("first.jfr"));
      HookedProgram.trace(process, directory.resolve("second.jfr"));
      Files.createFile(process.temporary().resolve("stop"));
      process.awaitEnd();
      return new Said(process.output().lines().toList(), process.errors().lines().toList());
    }
  }

  private record Said(List<String> output, List<String> errors) {}

  private void assertTracesAreWhole() throws Exception {
    for (String file : List.of("first.jfr", "second.jfr")) {
      Recording recording = RecordingReader.read(directory.resolve(file));
      Trace trace = Traces.of(recording);
      assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
      assertThat(recording.events(ConsumedEvent.UNPARK).size()).as(file).isPositive();
      if (Runtime.version().feature() >= 21) {
        int runnables = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).size();
        assertThat(runnables).as(file).isPositive();
        assertThat(trace.carrierRuns().size()).as(file).isPositive();
      }
      assertBooksClose(trace);
    }
  }

  private static void assertBooksClose(Trace trace) {
    Spans spans = trace.spans();
    Threads threads = trace.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      long sum = 0;
      for (int span = spans.first(thread); span < spans.end(thread); span++) {
        sum += spans.durationNanos(span);
      }
      assertThat(sum)
          .as(trace.threadName(thread))
          .isEqualTo(threads.endNanos(thread) - threads.startNanos(thread));
    }
  }

  @Test
  void otherRecording_isCompleteAndGetsItsSettingsBack() throws Exception {
    Path other = directory.resolve("other.jfr");

    Said said =
        run(
            List.of(
                "-Xlog:jfr+startup=off",
                "-XX:StartFlightRecording:settings=default,filename=" + other,
                AgentProcess.agent("")));

    assertThat(said.output()).isEqualTo(OUTPUT);
    assertThat(said.errors()).as("the agent's one sentence").hasSize(1);
    assertTracesAreWhole();
    assertThat(Switches.read(directory.resolve("second.jfr")).limits())
        .containsKey("* otherRecording");
    assertOtherIsAsItWas(RecordingFile.readAllEvents(other));
  }

  private void assertOtherIsAsItWas(List<RecordedEvent> other) throws Exception {
    List<RecordedEvent> ours = RecordingFile.readAllEvents(directory.resolve("second.jfr"));
    Instant end = ours.stream().map(RecordedEvent::getEndTime).max(Instant::compareTo).get();
    assertThat(other).anyMatch(event -> event.getEndTime().isAfter(end));
    assertThat(parkThresholds(other)).startsWith("20 ms").contains("0 ns").endsWith("20 ms");
    assertThat(other.stream().filter(CoexistenceIT::isShortPark))
        .isNotEmpty()
        .allMatch(event -> event.getStartTime().isBefore(end));
  }

  private static List<String> parkThresholds(List<RecordedEvent> events) {
    long park = typeOf(events, "jdk.ThreadPark");
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("jdk.ActiveSetting"))
        .filter(event -> event.getLong("id") == park)
        .filter(event -> event.getString("name").equals("threshold"))
        .sorted((one, two) -> one.getStartTime().compareTo(two.getStartTime()))
        .map(event -> event.getString("value"))
        .toList();
  }

  private static long typeOf(List<RecordedEvent> events, String name) {
    return events.stream()
        .map(RecordedEvent::getEventType)
        .filter(type -> type.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  private static boolean isShortPark(RecordedEvent event) {
    return event.getEventType().getName().equals("jdk.ThreadPark")
        && event.getDuration().toMillis() < 20;
  }

  @ParameterizedTest(name = "ours first: {0}")
  @ValueSource(booleans = {true, false})
  void agentThatObservesRequests_stillDoes(boolean oursFirst) throws Exception {
    String theirs = "-javaagent:" + neighbour("opentelemetry-javaagent.jar");
    String ours = AgentProcess.agent("");
    List<String> options =
        new ArrayList<>(oursFirst ? List.of(ours, theirs) : List.of(theirs, ours));
    options.addAll(
        List.of(
            "-Dotel.traces.exporter=console",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none"));

    Said said = run(options);

    assertThat(said.output()).isEqualTo(OUTPUT);
    assertThat(said.errors()).filteredOn(line -> line.contains("jtrace")).hasSize(1);
    assertThat(said.errors()).noneMatch(line -> line.contains("Exception"));
    assertThat(said.errors()).as("their spans").anyMatch(line -> line.contains("SpanExporter"));
    assertTracesAreWhole();
  }

  /** Its signal is the one by which JDK 25 takes samples of processor time. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void samplingProfiler_keepsItsSignal() throws Exception {
    boolean isArm = System.getProperty("os.arch", "").equals("aarch64");
    Path library = neighbour(isArm ? "linux-arm64" : "linux-x64").resolve("libasyncProfiler.so");
    Path samples = directory.resolve("samples.jfr");

    Said said =
        run(
            List.of(
                AgentProcess.agent(""),
                "-agentpath:" + library + "=start,event=cpu,wall=10ms,jfr,file=" + samples));

    assertThat(said.output().stream().filter(line -> !line.equals("Profiling started")).toList())
        .isEqualTo(OUTPUT);
    assertThat(said.errors()).as("the agent's one sentence").hasSize(1);
    assertTracesAreWhole();
    assertThat(types(samples)).contains("jdk.ExecutionSample", "profiler.WallClockSample");
    if (Runtime.version().feature() >= 25) {
      assertThat(
              Switches.read(directory.resolve("first.jfr"))
                  .limits()
                  .get("jdk.ExecutionSample sampling"))
          .contains("libasyncProfiler.so");
    }
  }

  private static Stream<String> types(Path file) throws Exception {
    return RecordingReader.read(file).eventTypes().stream().map(type -> type.name());
  }
}
