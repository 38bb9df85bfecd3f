package workload;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A producer and a consumer, each waiting for the other when the queue is full or empty. */
final class QueuePair {
  private static final int CAPACITY = 8;

  private QueuePair() {}

  static void start(int number) {
    BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
    Daemon.start(
        "producer-" + number,
        () -> {
          queue.put(new byte[100]);
          Operations.burn(3_000);
        });
    Daemon.start(
        "consumer-" + number,
        () -> {
          Operations.sink = queue.take();
          Operations.burn(3_000);
        });
  }
}
