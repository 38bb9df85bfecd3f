package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM leaves behind that is killed while it records, whole, growing, and cut anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledJvmTest {
  /** Where the header says how many bytes of the chunk are valid: updated by each flush. */
  private static final int SIZE_OFFSET = 8;

  private static final int WANTED_FLUSHES = 3;

  /** A step that shares no factor with the sizes of events. */
  private static final int CUT_EVERY_BYTES = 331;

  private Path chunk = Path.of("");
  private byte[] bytes = new byte[0];

  /** What was read of the growing file, each time something had been added to it. */
  private final StringBuilder shrunk = new StringBuilder();

  private long eventsWhileGrowing;

  @BeforeAll
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void recordAndKill(@TempDir Path directory) throws IOException, InterruptedException {
    try (KilledJvm jvm = KilledJvm.start(directory)) {
      long flushedBytes = 0;
      for (int flushes = 0; flushes < WANTED_FLUSHES; ) {
        assertThat(jvm.isAlive()).as(directory + "/output.txt").isTrue();
        Thread.sleep(50);
        Path file = jvm.chunk();
        long now = file == null ? 0 : flushedBytes(file);
        if (file != null && now > flushedBytes) {
          flushedBytes = now;
          flushes++;
          chunk = file;
          noteWhatIsRead(file);
        }
      }
      Thread.sleep(300); // so that something follows the last flush
      jvm.kill();
    }
    bytes = Files.readAllBytes(chunk);
  }

  private static long flushedBytes(Path file) throws IOException {
    byte[] head = new byte[ScriptedRecording.HEADER_BYTES];
    try (var input = Files.newInputStream(file)) {
      return input.readNBytes(head, 0, head.length) < head.length
          ? 0
          : ByteBuffer.wrap(head).getLong(SIZE_OFFSET);
    }
  }

  private void noteWhatIsRead(Path growing) throws IOException {
    long events = eventsIn(Files.readAllBytes(growing));
    if (events < eventsWhileGrowing) {
      shrunk.append(eventsWhileGrowing).append(" then ").append(events).append('\n');
    }
    eventsWhileGrowing = events;
  }

  @Test
  void growingFile_neverLosesAnEventThatWasThere() {
    assertThat(shrunk).isEmpty();
    assertThat(eventsWhileGrowing).isPositive();
    assertThat(RecordingReader.read(bytes).eventCount()).isGreaterThanOrEqualTo(eventsWhileGrowing);
  }

  @Test
  void fileOfAKilledJvm_givesAtLeastWhatTheJdkReads() {
    Recording recording = RecordingReader.read(bytes);

    assertThat(recording.eventCount()).isGreaterThanOrEqualTo(eventsOfTheJdk());
    assertThat(recording.eventCount()).isGreaterThan(500);
    assertThat(recording.events(ConsumedEvent.THREAD_SLEEP).size()).isPositive();
    assertThat(Traces.of(recording).threads().size()).isPositive();
  }

  @Test
  void fileOfAKilledJvm_isSaidToBeUnfinished() {
    Recording recording = RecordingReader.read(bytes);

    assertThat(
            recording.diagnostics().count(Diagnostic.STILL_WRITING)
                + recording.diagnostics().count(Diagnostic.TRUNCATED))
        .isPositive();
    assertThat(recording.lostPercent()).isBetween(0.0, 10.0);
  }

  @Test
  void fileCutAnywhere_neverLosesAnEventThatAnEarlierCutKept() {
    long eventsBefore = 0;
    for (int length = 0; length <= bytes.length; length += CUT_EVERY_BYTES) {
      long events = eventsIn(Arrays.copyOf(bytes, length));
      assertThat(events)
          .as("cut at %s of %s", length, bytes.length)
          .isGreaterThanOrEqualTo(eventsBefore);
      eventsBefore = events;
    }
    assertThat(eventsBefore).isPositive();
  }

  /** Returns how many events can be read; none before there is metadata. */
  private static long eventsIn(byte[] file) {
    return RecordingCheck.read(file).map(trace -> trace.facts().eventCount()).orElse(0L);
  }

  /** The JDK's reader gives events until it throws. */
  private long eventsOfTheJdk() {
    long count = 0;
    try (RecordingFile theirs = new RecordingFile(chunk)) {
      while (theirs.hasMoreEvents()) {
        theirs.readEvent();
        count++;
      }
    } catch (IOException | RuntimeException e) {
      return count; // this is the point of the test: it gets no further
    }
    return count;
  }
}
