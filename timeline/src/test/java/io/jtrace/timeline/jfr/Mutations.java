package io.jtrace.timeline.jfr;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes, the same way for the same seed. */
final class Mutations {
  private Mutations() {}

  /** Changes, cuts, doubles or removes some bytes, more often few than many. */
  static byte[] mutate(byte[] original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(1 << random.nextInt(6));
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(10)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 1 -> bytes = remove(bytes, at, Math.min(bytes.length - at - 1, random.nextInt(30)));
        case 2 -> bytes = ScriptedRecording.join(Arrays.copyOf(bytes, at + 1), bytes);
        case 3 -> bytes[at] = (byte) 0xff;
        case 4 -> bytes[at] = 0;
        case 5 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 6 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 12), (byte) 0xff);
        case 7 -> copyWithin(bytes, at, random);
        case 8 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> bytes[at] = (byte) random.nextInt();
      }
      if (bytes.length > 4 * original.length) {
        bytes = Arrays.copyOf(bytes, original.length);
      }
    }
    return bytes;
  }

  private static void copyWithin(byte[] bytes, int at, Random random) {
    int from = random.nextInt(bytes.length);
    int count = Math.min(random.nextInt(60), bytes.length - Math.max(from, at));
    System.arraycopy(bytes, from, bytes, at, count);
  }

  static byte[] remove(byte[] bytes, int at, int count) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, at + count, result, at, bytes.length - at - count);
    return result;
  }
}
