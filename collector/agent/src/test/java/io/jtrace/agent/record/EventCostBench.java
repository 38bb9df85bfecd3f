package io.jtrace.agent.record;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/**
 * What one event costs, in processor microseconds of the thread that writes it: without and with
 * its stack, at two stack depths, and when a threshold keeps it out. The four cases take turns.
 */
public final class EventCostBench {

  private static final int ROUNDS = 12;
  private static final int WARM_UP_ROUNDS = 3;
  private static final String NEVER = "100 s";

  private record Case(boolean records, String threshold, boolean stack) {}

  private static final List<Case> CASES =
      List.of(
          new Case(false, "", false),
          new Case(true, "0 ns", false),
          new Case(true, "0 ns", true),
          new Case(true, NEVER, true));

  private interface Operation {
    void run() throws Exception;
  }

  private EventCostBench() {}

  /** Runs; takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "JDK %s, microseconds%n%-20s %6s %9s %9s %9s %9s%n",
        System.getProperty("java.version"),
        "event",
        "frames",
        "operation",
        "no stack",
        "stack",
        "filtered");
    File file = File.createTempFile("event-cost", ".bin");
    byte[] data = new byte[100];
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket server = listener.accept();
        RandomAccessFile random = new RandomAccessFile(file, "rw")) {
      client.setTcpNoDelay(true);
      OutputStream out = client.getOutputStream();
      InputStream in = server.getInputStream();
      random.write(data);
      for (int frames : new int[] {5, 40}) {
        measure("jdk.ThreadPark", frames, 4_000, () -> LockSupport.parkNanos(1));
        Operation roundTrip =
            () -> {
              out.write(data);
              in.readNBytes(data, 0, data.length);
            };
        measure("jdk.SocketRead", frames, 4_000, roundTrip);
        measure("jdk.SocketWrite", frames, 4_000, roundTrip);
        Operation read =
            () -> {
              random.seek(0);
              random.readFully(data);
            };
        measure("jdk.FileRead", frames, 6_000, read);
      }
    } finally {
      if (!file.delete()) {
        System.err.println("could not delete " + file);
      }
    }
  }

  private static void measure(String event, int frames, int count, Operation operation)
      throws Exception {
    double[][] micros = new double[CASES.size()][ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < CASES.size(); i++) {
        double spent = spent(event, CASES.get(i), frames, count, operation);
        if (round >= 0) {
          micros[i][round] = spent;
        }
      }
    }
    double[] medians = Arrays.stream(micros).mapToDouble(EventCostBench::median).toArray();
    System.out.printf(
        Locale.ROOT,
        "%-20s %6d %9.2f %+9.2f %+9.2f %+9.2f%n",
        event,
        frames,
        medians[0],
        medians[1] - medians[0],
        medians[2] - medians[0],
        medians[3] - medians[0]);
  }

  private static double spent(String event, Case how, int frames, int count, Operation operation)
      throws Exception {
    if (!how.records) {
      return cpuMicros(frames, count, operation);
    }
    Map<String, String> settings =
        Map.of(
            event + "#enabled",
            "true",
            event + "#threshold",
            how.threshold,
            event + "#throttle",
            "off",
            event + "#stackTrace",
            Boolean.toString(how.stack));
    try (Recording recording = new Recording(settings)) {
      recording.start();
      return cpuMicros(frames, count, operation);
    }
  }

  private static double cpuMicros(int frames, int count, Operation operation) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    repeat(frames, count, operation);
    return (threads.getCurrentThreadCpuTime() - before) / 1e3 / count;
  }

  private static void repeat(int frames, int count, Operation operation) throws Exception {
    if (frames > 0) {
      repeat(frames - 1, count, operation);
      return;
    }
    for (int i = 0; i < count; i++) {
      operation.run();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
