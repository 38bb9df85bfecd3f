package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arbitrary bytes give a recording or one exception, and cost memory in proportion. */
class MutatedRecordingTest {
  private static final int ROUNDS = 6_000;

  @Test
  void mutatedRecording_isReadOrRefused() {
    List<byte[]> originals =
        List.of(
            Scripts.jvm(Scripts.parks(Scripts.peopled(), 40), 1, 2).bytes(),
            Scripts.parks(Scripts.peopled().metadata(), 40).unfinished().bytes(),
            ScriptedRecording.join(
                Scripts.parks(Scripts.peopled().sizesIn(5), 10).bytes(),
                Scripts.parks(Scripts.peopled(), 10).bytes()));
    int readable = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = mutate(originals.get(seed % originals.size()), random);
      readable += read(bytes, seed) ? 1 : 0;
    }
    // Both outcomes must occur, or the mutations are too tame or too wild to show anything.
    assertThat(readable).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 100);
  }

  @Test
  void randomBytesBehindAHeader_areReadOrRefused() {
    byte[] header = Arrays.copyOf(Scripts.peopled().bytes(), ChunkHeader.SIZE_BYTES);
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      read(ScriptedRecording.join(header, noise), seed);
    }
  }

  private static boolean read(byte[] bytes, int seed) {
    try {
      Recording recording = RecordingReader.read(bytes);
      assertThat(recording.lostPercent()).isBetween(0.0, 100.0);
      assertThat(recording.eventCount()).isLessThanOrEqualTo(bytes.length);
      return true;
    } catch (MalformedRecordingException e) {
      assertThat(e.offsetBytes()).as("seed %s", seed).isBetween(0L, (long) bytes.length);
      return false;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /** Changes, cuts, doubles or removes some bytes, more often few than many. */
  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(1 << random.nextInt(6));
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(8)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 1 -> bytes = remove(bytes, at, Math.min(bytes.length - at - 1, random.nextInt(30)));
        case 2 -> bytes = ScriptedRecording.join(Arrays.copyOf(bytes, at + 1), bytes);
        case 3 -> bytes[at] = (byte) 0xff;
        case 4 -> bytes[at] = 0;
        case 5 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 6 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 12), (byte) 0xff);
        default -> bytes[at] = (byte) random.nextInt();
      }
      if (bytes.length > 4 * original.length) {
        bytes = Arrays.copyOf(bytes, original.length);
      }
    }
    return bytes;
  }

  private static byte[] remove(byte[] bytes, int at, int count) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, at + count, result, at, bytes.length - at - count);
    return result;
  }
}
