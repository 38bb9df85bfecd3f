package workload;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Thousands of ways through the layers of an imaginary application, so that stacks differ: most are
 * 8 to 36 frames deep, some over 120. A few ways are taken often and most of them rarely.
 */
final class CallPaths {
  private static final int PATHS = 3000;
  private static final int FREQUENT_PATHS = 400;
  private static final int DEEP_EVERY = 50;
  private static final int DEEP_LAYERS = 60;
  private static final double SPREAD = 700;

  private final int[][] paths = new int[PATHS][];

  CallPaths() {
    Random random = new Random(42); // the same ways in every recording
    for (int i = 0; i < PATHS; i++) {
      int depth = i % DEEP_EVERY == 0 ? DEEP_LAYERS : 4 + random.nextInt(14);
      paths[i] = random.ints(depth, 0, Layers.COUNT).toArray();
    }
  }

  /** Runs {@code operation} at the end of any way. */
  void call(Runnable operation) {
    double distance = Math.abs(ThreadLocalRandom.current().nextGaussian()) * SPREAD;
    new Layers(paths[(int) distance % PATHS], operation).descend(0);
  }

  /** Runs {@code operation} at the end of one of the ways that are taken often. */
  void callFrequent(Runnable operation) {
    int way = ThreadLocalRandom.current().nextInt(FREQUENT_PATHS);
    new Layers(paths[way], operation).descend(0);
  }
}
