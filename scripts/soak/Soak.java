import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands things over between virtual threads at a steady rate, and says once a minute how much memory the process takes. For
 * {@code scripts/bench soak}; runs until killed.
 *
 * <p>Arguments: hand-overs a second, 0 for as many as possible.
 */
public class Soak {
  private static final int PAIRS = 10;
  private static final AtomicLong HAND_OVERS = new AtomicLong();

  public static void main(String[] arguments) throws Exception {
    long perSecond = Long.parseLong(arguments[0]);
    for (int i = 0; i < PAIRS; i++) {
      SynchronousQueue<Long> queue = new SynchronousQueue<>();
      Thread.ofVirtual().name("putter-" + i).start(() -> put(queue, perSecond));
      Thread.ofVirtual().name("taker-" + i).start(() -> take(queue));
    }
    for (int minute = 0; ; minute++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          "minute %d: %d hand-overs, heap %d kB, resident %s%n",
          minute,
          HAND_OVERS.get(),
          (runtime.totalMemory() - runtime.freeMemory()) >> 10,
          resident());
      Thread.sleep(60_000);
    }
  }

  private static void put(SynchronousQueue<Long> queue, long perSecond) {
    try {
      while (true) {
        queue.put(HAND_OVERS.incrementAndGet());
        if (perSecond > 0) {
          Thread.sleep(1_000 * PAIRS / perSecond);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void take(SynchronousQueue<Long> queue) {
    try {
      while (true) {
        queue.take();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.substring("VmRSS:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}
