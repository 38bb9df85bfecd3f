package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Well-formed recordings that the JDK's own reader gets wrong: what it makes of them, and why ours
 * is right. Where these tests fail on a newer JDK because its reader was mended, so much the
 * better.
 */
class JdkReaderErrorsTest {
  @TempDir Path directory = Path.of("");

  /**
   * A chunk's ticks count from the start in its own header. The JDK's reader converts those of all
   * chunks by the header of the first, so the second chunk here, whose clock is another, lies
   * minutes away.
   */
  @Test
  void chunkWithAClockOfItsOwn_isTimedByIt() throws IOException {
    long secondStart = START_NANOS + 5_000_000_000L;
    byte[] file =
        join(
            Scripts.peopled()
                .clock(START_NANOS, 0, 1_000_000_000)
                .event(SLEEP, 10, 1, 1, 0, 1)
                .bytes(),
            Scripts.peopled()
                .clock(secondStart, 900_000_000_000L, 1_000_000)
                .event(SLEEP, 900_000_000_100L, 1, 1, 0, 1)
                .bytes());

    Recording ours = RecordingReader.read(file);
    List<RecordedEvent> theirs = jdk(file);

    EventTable sleeps = ours.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(ours.startEpochNanos() + sleeps.startNanos(1)).isEqualTo(secondStart + 100_000);
    assertThat(sleeps.durationNanos(1)).isEqualTo(1_000);
    assertThat(nanos(theirs.get(1).getStartTime())).isEqualTo(START_NANOS + 900_000_000_100L);
    assertThat(theirs.get(1).getDuration().toNanos()).isEqualTo(1);
  }

  /**
   * Each JVM counts its metadata from 0 or 1. The JDK's reader keeps what it made of the first
   * metadata when the second has the same number, and here reads the second sleep's time as its
   * start.
   */
  @Test
  void equalMetadataIdsOfDifferentContents_areReadByContent() throws IOException {
    byte[] file =
        join(
            new ScriptedRecording()
                .eventType(SLEEP, "long startTime Timestamp=TICKS", "long time")
                .event(SLEEP, 1, 7)
                .bytes(),
            new ScriptedRecording()
                .eventType(SLEEP, "long time", "long startTime Timestamp=TICKS")
                .event(SLEEP, 9, 2)
                .bytes());

    EventTable sleeps = RecordingReader.read(file).events(ConsumedEvent.THREAD_SLEEP);
    List<RecordedEvent> theirs = jdk(file);

    assertThat(sleeps.number("time", 1)).isEqualTo(9);
    assertThat(sleeps.startNanos(1)).isEqualTo(2);
    assertThat(theirs.get(1).getLong("time")).isEqualTo(2);
    assertThat(nanos(theirs.get(1).getStartTime())).isEqualTo(START_NANOS + 9);
  }

  /**
   * Two JVMs number their types as they like. In recordings joined with {@code cat} the JDK's
   * reader goes on with the types of the first one and loses the events of the second, silently.
   */
  @Test
  void recordingsOfTwoJvmsJoined_areTwoProcesses() throws IOException {
    byte[] one = Scripts.jvm(Scripts.peopled(), 1, 1_000_000).event(SLEEP, 5, 1, 1, 0, 5).bytes();
    ScriptedRecording other =
        new ScriptedRecording()
            .typeIdsFrom(500)
            .eventType(SLEEP, "long startTime", "@java.lang.Thread eventThread")
            .eventType(Scripts.JVM, "long startTime", "long jvmStartTime", "long pid")
            .thread(1, "main", 7, 1)
            .event(Scripts.JVM, 0, 2_000_000, 2)
            .event(SLEEP, 5, 1);
    byte[] file = join(one, other.bytes());

    Recording ours = RecordingReader.read(file);
    Trace trace = Traces.of(ours);

    assertThat(ours.eventCount()).isEqualTo(4);
    assertThat(ours.jvms()).isEqualTo(2);
    assertThat(IntStream.range(0, 3).map(trace.threads()::jvm)).containsExactly(0, 0, 1);
    assertThat(trace.facts().jvms()).extracting("pid").containsExactly(1L, 2L);
    assertThat(jdk(file)).hasSize(2);
  }

  /**
   * Profilers write a pool even if it has no constants. The JDK's reader throws an error that is
   * not even an exception, and nothing of the file can be read.
   */
  @Test
  void emptyPool_isNothing() {
    ScriptedRecording script = Scripts.peopled();
    long type = script.typeId("jdk.types.Symbol");
    script.checkpoint(new JfrBytes().varint(1).varint(type).varint(0).toByteArray());
    byte[] file = script.event(SLEEP, 1, 1, 1, 0, 1).bytes();

    Recording ours = RecordingReader.read(file);

    assertThat(ours.eventCount()).isEqualTo(1);
    assertThat(ours.diagnostics().entries()).isEmpty();
    assertThatThrownBy(() -> jdk(file)).isInstanceOf(InternalError.class);
  }

  /** The same of a type that no metadata describes: there is nothing in it to understand. */
  @Test
  void emptyPoolOfAnUnknownType_isNothing() {
    ScriptedRecording script = Scripts.peopled();
    script.checkpoint(new JfrBytes().varint(1).varint(9999).varint(0).toByteArray());
    byte[] file = script.event(SLEEP, 1, 1, 1, 0, 1).bytes();

    Recording ours = RecordingReader.read(file);

    assertThat(ours.eventCount()).isEqualTo(1);
    assertThat(ours.diagnostics().entries()).isEmpty();
    assertThatThrownBy(() -> jdk(file)).isInstanceOf(IOException.class);
  }

  private static long nanos(Instant instant) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
  }

  private List<RecordedEvent> jdk(byte[] file) throws IOException {
    return RecordingFile.readAllEvents(Files.write(directory.resolve("scripted.jfr"), file));
  }
}
