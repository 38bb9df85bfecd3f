package workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * A program that does a bit of everything a thread can wait for, and records itself until the
 * recording is large enough. Measurements of readers need such recordings; their truth is unknown.
 */
public final class Workload {
  private static final int WORKERS = 8;
  private static final int SOCKET_PAIRS = 3;
  private static final int QUEUE_PAIRS = 2;
  private static final int CONCURRENT_VIRTUAL_THREADS = 200;
  private static final int POLL_MILLIS = 200;

  private Workload() {}

  /**
   * Runs.
   *
   * @param arguments the file to write, the settings ({@link RecordingSettings}), the size in MB at
   *     which to stop, the number of seconds after which to stop in any case
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    long targetBytes = Long.parseLong(arguments[2]) << 20;
    long deadlineNanos =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[3]));
    try (Recording recording = new Recording(RecordingSettings.named(arguments[1]))) {
      recording.setToDisk(true);
      recording.start();
      start(Files.createTempDirectory("workload"));
      while (recording.getSize() < targetBytes && System.nanoTime() < deadlineNanos) {
        Thread.sleep(POLL_MILLIS);
      }
      recording.stop();
      recording.dump(file);
    }
    System.exit(0); // the daemons do not stop by themselves, nor do virtual threads that wait
  }

  private static void start(Path directory) throws IOException {
    Operations operations = new Operations(directory);
    CallPaths paths = new CallPaths();
    for (int i = 0; i < WORKERS; i++) {
      Daemon.start("worker-" + i, () -> paths.call(operations.any()));
    }
    for (int i = 0; i < SOCKET_PAIRS; i++) {
      EchoPair.start(i, paths);
    }
    for (int i = 0; i < QUEUE_PAIRS; i++) {
      QueuePair.start(i);
    }
    PingPong.start();
    ShortThreads.start();
    if (Runtime.version().feature() >= 21) {
      VirtualThreads.start(
          CONCURRENT_VIRTUAL_THREADS, () -> paths.callFrequent(operations.any()));
    }
    deleteAtExit(directory);
  }

  private static void deleteAtExit(Path directory) {
    directory.toFile().deleteOnExit();
    for (int i = 0; i < Operations.FILES; i++) {
      Operations.file(directory, i).deleteOnExit();
    }
  }
}
