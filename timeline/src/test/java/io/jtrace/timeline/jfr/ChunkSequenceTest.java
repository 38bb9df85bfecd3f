package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.PARK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the headers of chunks that follow each other tell together. */
class ChunkSequenceTest {
  private static final long SECOND = 1_000_000_000;

  /** A chunk of one second with parks of the worker 0.1 and 0.9 seconds after its start. */
  private static byte[] chunk(long startNanos, long startTicks, long stated, long real) {
    ScriptedRecording script = Scripts.peopled();
    for (long tenths : new long[] {1, 9}) {
      script.event(PARK, startTicks + tenths * real / 10, real / 100, 2, 7, 5, 0, 0, 4096);
    }
    script.checkpointsAt(startTicks + real).checkpoint();
    return script.clock(START_NANOS + startNanos, startTicks, stated).lasting(SECOND).bytes();
  }

  private static byte[] chunk(long startNanos) {
    return chunk(startNanos, startNanos, SECOND, SECOND);
  }

  @Test
  void chunkMissingFromTheMiddle_isALossWithItsTime() {
    byte[] file = join(chunk(0), chunk(2 * SECOND), chunk(3 * SECOND));

    Recording recording = RecordingReader.read(file);

    Diagnostics.Entry loss = recording.diagnostics().entries().get(0);
    assertThat(loss.diagnostic()).isEqualTo(Diagnostic.CHUNK_MISSING);
    assertThat(loss.count()).isEqualTo(1);
    assertThat(loss.fromNanos()).isEqualTo(SECOND);
    assertThat(loss.toNanos()).isEqualTo(2 * SECOND);
    assertThat(loss.offsetBytes()).isEqualTo(chunk(0).length);
    assertThat(recording.gaps().count(0)).isEqualTo(1);
    assertThat(recording.gaps().fromNanos(0, 0)).isEqualTo(SECOND);
    assertThat(recording.gaps().toNanos(0, 0)).isEqualTo(2 * SECOND);
  }

  @Test
  void chunksThatFollowEachOther_leaveNoGap() {
    Recording recording =
        RecordingReader.read(join(chunk(SECOND), chunk(0), chunk(2 * SECOND + 900_000)));

    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_MISSING)).isZero();
    assertThat(recording.gaps().count(0)).isZero();
  }

  @Test
  void chunkWithoutAnEnd_isFollowedByNoGap() {
    ScriptedRecording killed = Scripts.parks(Scripts.peopled().metadata(), 3).unfinished();

    Recording recording = RecordingReader.read(join(killed.bytesAsTheyAre(), chunk(5 * SECOND)));

    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_MISSING)).isZero();
  }

  @Test
  void chunkOutsideTheWindow_isNotMissing() throws IOException {
    byte[] file = join(chunk(0), chunk(SECOND), chunk(2 * SECOND));
    ReadOptions last = ReadOptions.defaults().withWindow(2 * SECOND, 3 * SECOND);

    Recording recording = RecordingReader.read(new ByteArrayInputStream(file), last);

    assertThat(recording.diagnostics().count(Diagnostic.OUTSIDE_WINDOW)).isEqualTo(2);
    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_MISSING)).isZero();
  }

  @Test
  void wrongClockRate_isCorrectedByTheNextChunk() {
    long stated = 1_800_000_000L;
    long real = 2_304_000_000L;
    byte[] file = join(chunk(0, 77, stated, real), chunk(SECOND, 77 + real, stated, real));

    Recording recording = RecordingReader.read(file);

    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    assertThat(IntStream.range(0, 4).mapToLong(parks::startNanos))
        .containsExactly(SECOND / 10, 9 * SECOND / 10, 11 * SECOND / 10, 19 * SECOND / 10);
    assertThat(parks.durations().at(3)).isEqualTo(SECOND / 100);
    Diagnostics.Entry repair = recording.diagnostics().entries().get(0);
    assertThat(repair.diagnostic()).isEqualTo(Diagnostic.CLOCK_CORRECTED);
    assertThat(repair.detail()).isEqualTo("1800000000 ticks per second stated, 2304000000 counted");
    assertThat(repair.count()).isEqualTo(2);
  }

  @Test
  void damagedStartOfTheNextChunk_isNoReasonToCorrectAClock() {
    byte[] file =
        join(chunk(0, 77, SECOND, SECOND), chunk(SECOND, 77 + 3 * SECOND, SECOND, SECOND));

    Recording recording = RecordingReader.read(file);

    assertThat(recording.diagnostics().count(Diagnostic.CLOCK_CORRECTED)).isZero();
    assertThat(recording.events(ConsumedEvent.THREAD_PARK).startNanos(1))
        .isEqualTo(9 * SECOND / 10);
  }

  @Test
  void wallClockThatIsSlewed_isNotTakenForAWrongRate() {
    byte[] file =
        join(chunk(0, 0, SECOND, SECOND), chunk(SECOND, SECOND + SECOND / 25, SECOND, SECOND));

    Recording recording = RecordingReader.read(file);

    assertThat(recording.diagnostics().count(Diagnostic.CLOCK_CORRECTED)).isZero();
    assertThat(recording.events(ConsumedEvent.THREAD_PARK).startNanos(0)).isEqualTo(SECOND / 10);
  }
}
