package io.jtrace.agent.record;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A small HTTP server to measure: one thread per connection, which hands each request to a pool and
 * waits for it; the work takes a contended lock, builds a page and lives on garbage.
 *
 * <p>Commands come on standard input, one per line: {@code record normal|full|<settings>}, {@code
 * stop}, {@code read}, {@code quit}. {@code read} answers requests served and processor
 * nanoseconds.
 */
final class BenchServer {

  private final ExecutorService pool;
  private final LongAdder served = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Integer> visits = new HashMap<>(); // guarded by lock
  private final int workUnits;

  private BenchServer(ExecutorService pool, int workUnits) {
    this.pool = pool;
    this.workUnits = workUnits;
  }

  public static void main(String[] arguments) throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "pool");
              thread.setDaemon(true);
              return thread;
            });
    BenchServer server = new BenchServer(pool, Integer.parseInt(arguments[0]));
    ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    start("accept", () -> server.acceptAll(socket));
    System.out.println(socket.getLocalPort());
    server.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
  }

  private void obey(BufferedReader commands) throws Exception {
    BenchRecording recording = BenchRecording.NONE;
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.startsWith("record ")) {
        recording = BenchRecording.start(line.substring("record ".length()));
        System.out.println("ok");
      } else if (line.equals("stop")) {
        System.out.println(recording.stop());
        recording = BenchRecording.NONE;
      } else if (line.equals("read")) {
        System.out.println(served.sum() + " " + cpuNanos());
      } else {
        return;
      }
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private interface Body {
    void run() throws Exception;
  }

  private static void start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception ended) {
                System.err.println(name + ": " + ended);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll(ServerSocket socket) throws IOException {
    while (true) {
      Socket connection = socket.accept();
      connection.setTcpNoDelay(true);
      start("connection", () -> serve(connection));
    }
  }

  private void serve(Socket connection) throws Exception {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (int path = readRequest(in); path >= 0; path = readRequest(in)) {
        out.write(answer(path));
        served.increment();
      }
    }
  }

  /** Returns a hash of the request line, -1 at the end of the stream. */
  private static int readRequest(InputStream in) throws IOException {
    int hash = 0;
    int newlines = 0;
    boolean inFirstLine = true;
    while (newlines < 2) {
      int next = in.read();
      if (next < 0) {
        return -1;
      }
      if (next == '\n') {
        newlines++;
        inFirstLine = false;
      } else if (next != '\r') {
        newlines = 0;
        hash = inFirstLine ? 31 * hash + next : hash;
      }
    }
    return hash & Integer.MAX_VALUE;
  }

  private byte[] answer(int path) throws InterruptedException, ExecutionException {
    return workUnits == 0 ? page(path) : pool.submit(() -> page(path)).get();
  }

  private byte[] page(int path) {
    int count;
    lock.lock();
    try {
      count = visits.merge(path % 1000, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    StringBuilder body = new StringBuilder();
    for (int row = 0; row < 5 * workUnits + 1; row++) {
      body.append("<li>").append(row * count).append(": ").append(Integer.toHexString(path + row));
    }
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.ISO_8859_1);
  }
}
