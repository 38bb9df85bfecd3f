package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every consumed field of every event equals what the JDK's own reader says. */
class DifferentialTest {
  @ParameterizedTest
  @ValueSource(strings = {"G1", "Parallel", "Serial", "Z"})
  void recordingOfThisJdk_equalsWhatTheJdkReads(String collector, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("recording.jfr");
    record(collector, file, directory.resolve("output.txt"));

    Recording ours = RecordingReader.read(file);

    assertThat(ours.chunks()).isGreaterThan(1);
    assertThat(ours.jvms()).isEqualTo(1);
    assertThat(ours.diagnostics().lostBytes()).isZero();
    long theirs = compare(ours, file);
    assertThat(ours.eventCount()).isEqualTo(theirs);
    for (ConsumedEvent event :
        List.of(
            ConsumedEvent.THREAD_PARK,
            ConsumedEvent.THREAD_SLEEP,
            ConsumedEvent.MONITOR_WAIT,
            ConsumedEvent.SOCKET_READ,
            ConsumedEvent.FILE_WRITE,
            ConsumedEvent.EXCEPTION_THROW,
            ConsumedEvent.GARBAGE_COLLECTION,
            ConsumedEvent.COMPILATION)) {
      assertThat(ours.events(event).size()).as(event.typeName()).isPositive();
    }
    if (Runtime.version().feature() >= 21) {
      assertThat(ours.events(ConsumedEvent.VIRTUAL_THREAD_START).size()).isEqualTo(16);
      assertThat(virtualThreads(ours)).isGreaterThanOrEqualTo(16);
    }
  }

  @ParameterizedTest
  @MethodSource("io.jtrace.timeline.jfr.ForeignRecordings#readByTheJdk")
  void recordingOfAnotherTool_equalsWhatTheJdkReads(String name) throws IOException {
    Path file = ForeignRecordings.find(name);

    Recording ours = RecordingReader.read(file);

    assertThat(ours.eventCount()).isEqualTo(compare(ours, file));
  }

  /** Compares event by event and returns how many the JDK's reader found. */
  private static long compare(Recording ours, Path file) throws IOException {
    Map<ConsumedEvent, Integer> rows = new HashMap<>();
    RecordedEventComparison comparison = new RecordedEventComparison(ours);
    long count = 0;
    try (RecordingFile theirs = new RecordingFile(file)) {
      while (theirs.hasMoreEvents()) {
        RecordedEvent event = theirs.readEvent();
        count++;
        ConsumedEvent consumed = ConsumedEvent.named(event.getEventType().getName()).orElse(null);
        if (consumed != null) {
          int row = rows.merge(consumed, 1, Integer::sum) - 1;
          assertThat(row).as(consumed.typeName()).isLessThan(ours.events(consumed).size());
          comparison.compare(consumed, row, event);
        }
      }
    }
    ours.tables()
        .forEach(
            (event, table) ->
                assertThat(table.size())
                    .as(event.typeName())
                    .isEqualTo(rows.getOrDefault(event, 0)));
    return count;
  }

  private static long virtualThreads(Recording recording) {
    long count = 0;
    for (int thread = 0; thread < recording.threads().size(); thread++) {
      count += recording.threads().isVirtual(thread) ? 1 : 0;
    }
    return count;
  }

  private static void record(String collector, Path file, Path output) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+Use" + collector + "GC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RecordedWorkload.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the workload ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assumeTrue(
        !said.contains("not supported"), "this JVM has no " + collector + " collector; skipped");
    assertThat(process.exitValue()).as(said).isZero();
  }
}
