package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same damage at every place of a recording. Of three chunks the middle one is damaged; the
 * others must come out whole, and what is gone must be said.
 */
class DamageSweepTest {
  private static final int FIRST_EVENTS = 12;
  private static final int MIDDLE_EVENTS = 15;
  private static final int LAST_EVENTS = 9;

  private static final byte[] FIRST = Scripts.parks(second(0), FIRST_EVENTS).bytes();
  private static final byte[] MIDDLE = middle();
  private static final byte[] LAST = Scripts.parks(second(2), LAST_EVENTS).bytes();
  private static final byte[] WHOLE = join(FIRST, MIDDLE, LAST);

  /** Where the middle chunk's metadata ends. */
  private static final int MIDDLE_EVENTS_AT = (int) second(1).metadata().here();

  /** Returns a chunk of one second of the recording. */
  private static ScriptedRecording second(long number) {
    long nanos = number * 1_000_000_000;
    return Scripts.peopled().clock(START_NANOS + nanos, 77 + nanos, 1_000_000_000);
  }

  /** Metadata first and constants between the events, as in a chunk that was flushed. */
  private static byte[] middle() {
    ScriptedRecording script = second(1).metadata();
    for (int i = 0; i < 3; i++) {
      script = Scripts.parks(script, MIDDLE_EVENTS / 3).thread(30 + i, "t" + i, 30 + i, 0);
      script.checkpoint();
    }
    return script.bytes();
  }

  @Test
  void cutAtEveryByte_neverLosesAnEventThatAnEarlierCutKept() {
    long eventsBefore = 0;
    for (int length = 0; length <= WHOLE.length; length++) {
      String where = "cut at " + length;
      Optional<Trace> read = RecordingCheck.read(Arrays.copyOf(WHOLE, length));
      // Metadata is what events are read by, and the first chunk's is at its end.
      assertThat(read.isPresent() || length < FIRST.length).as(where).isTrue();
      if (read.isPresent()) {
        Trace trace = read.get();
        assertThat(trace.facts().eventCount()).as(where).isGreaterThanOrEqualTo(eventsBefore);
        assertThat(trace.facts().sizeBytes()).as(where).isEqualTo(length);
        eventsBefore = trace.facts().eventCount();
        boolean isBoundary =
            length == FIRST.length
                || length == FIRST.length + MIDDLE.length
                || length == WHOLE.length;
        assertThat(trace.diagnostics().lostBytes() == 0).as(where).isEqualTo(isBoundary);
        assertThat(trace.lostPercent() == 0).as(where).isEqualTo(isBoundary);
      }
    }
    assertThat(eventsBefore).isEqualTo(FIRST_EVENTS + MIDDLE_EVENTS + LAST_EVENTS);
  }

  /** A killed JVM's chunk has its metadata near the beginning: behind it cuts lie close. */
  @ParameterizedTest
  @CsvSource({"jdk17-killed.jfr.gz", "jdk25-killed.jfr.gz"})
  void recordingOfAKilledJvmCutAnywhere_neverLosesAnEventThatAnEarlierCutKept(String name) {
    byte[] whole = FuzzCorpus.decompressed(name);
    long eventsBefore = 0;
    for (int length = 0; length <= whole.length; length += eventsBefore == 0 ? 97 : 17) {
      Optional<Trace> read = RecordingCheck.read(Arrays.copyOf(whole, length));
      long events = read.map(trace -> trace.facts().eventCount()).orElse(0L);
      assertThat(events).as("cut at " + length).isGreaterThanOrEqualTo(eventsBefore);
      eventsBefore = events;
    }
    assertThat(eventsBefore).isGreaterThan(300);
  }

  @Test
  void bytesCutOutOfTheMiddle_leaveTheChunksAround() {
    for (int from = 0; from < MIDDLE.length; from += 3) {
      for (int count : new int[] {1, 7, MIDDLE.length / 2}) {
        if (from + count <= MIDDLE.length) {
          byte[] shorter = Mutations.remove(MIDDLE, from, count);
          assertOthersAreWhole(join(FIRST, shorter, LAST), count + " bytes out at " + from);
        }
      }
    }
  }

  @Test
  void middleChunkGone_leavesTheChunksAround() {
    Recording recording = RecordingReader.read(join(FIRST, LAST));

    assertThat(recording.eventCount()).isEqualTo(FIRST_EVENTS + LAST_EVENTS);
    assertThat(recording.chunks()).isEqualTo(2);
  }

  @Test
  void anyBitFlipped_leavesTheChunksAround() {
    for (int at = 0; at < MIDDLE.length; at++) {
      byte[] flipped = MIDDLE.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertOthersAreWhole(join(FIRST, flipped, LAST), "a bit flipped at " + at);
    }
    for (int bit = 0; bit < ScriptedRecording.HEADER_BYTES * 8; bit++) {
      byte[] flipped = MIDDLE.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertOthersAreWhole(join(FIRST, flipped, LAST), "bit " + bit + " of the header flipped");
    }
  }

  @Test
  void zeroedBlockAnywhere_leavesTheChunksAround() {
    for (int blockBytes : new int[] {8, 64, 512}) {
      for (int at = 0; at < MIDDLE.length; at += 3) {
        byte[] zeroed = MIDDLE.clone();
        Arrays.fill(zeroed, at, Math.min(zeroed.length, at + blockBytes), (byte) 0);
        assertOthersAreWhole(join(FIRST, zeroed, LAST), blockBytes + " bytes zeroed at " + at);
      }
    }
  }

  @Test
  void zeroedBlockAmongTheEvents_isSaid() {
    int blockBytes = 64;
    for (int at = MIDDLE_EVENTS_AT; at + blockBytes <= MIDDLE.length; at++) {
      byte[] zeroed = MIDDLE.clone();
      Arrays.fill(zeroed, at, at + blockBytes, (byte) 0);
      Recording recording = RecordingReader.read(join(FIRST, zeroed, LAST));
      assertThat(recording.diagnostics().lostBytes()).as("zeroed at " + at).isPositive();
    }
  }

  @Test
  void randomDamageAnywhere_neverThrowsAnythingElse() {
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      byte[] damaged = WHOLE.clone();
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + random.nextInt(300));
      for (int at = from; at < to; at++) {
        damaged[at] = (byte) random.nextInt();
      }
      RecordingCheck.read(damaged);
    }
  }

  private static void assertOthersAreWhole(byte[] file, String damage) {
    Recording recording = RecordingReader.read(file);
    long events = recording.events(ConsumedEvent.THREAD_PARK).size();
    assertThat(events)
        .as(damage)
        .isBetween(
            (long) FIRST_EVENTS + LAST_EVENTS, (long) FIRST_EVENTS + MIDDLE_EVENTS + LAST_EVENTS);
    assertThat(recording.lostPercent()).as(damage).isBetween(0.0, 100.0);
  }
}
