package io.jtrace.agent.os;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Daemon threads that do what their names say, whose ids at the operating system are known. */
final class KnownThreads {

  /** How much processor time a spinner takes. */
  static final long SPIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  interface Body {
    void run() throws IOException;
  }

  private final Map<String, Long> osThreadIds = new ConcurrentHashMap<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch spun;

  /** Starts them; spinners wait for {@link #spin}. */
  KnownThreads(int spinners) throws Exception {
    spun = new CountDownLatch(spinners);
    for (int i = 0; i < spinners; i++) {
      start("spinner" + i, this::takeProcessorTime);
    }
    start("parked", LockSupport::park);
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    Socket peer = server.accept();
    start("acceptor", server::accept);
    start("reader", () -> read(client, peer));
    Selector selector = Selector.open();
    start("selector", selector::select);
  }

  private void start(String name, Body body) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                osThreadIds.put(name, currentOsThreadId());
                ready.countDown();
                body.run();
              } catch (IOException failed) {
                throw new AssertionError(failed);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    ready.await();
  }

  /** Keeps the other end: the JDK would close it as garbage, which ends the read. */
  private static void read(Socket client, Socket peer) throws IOException {
    try (peer) {
      client.getInputStream().read();
    }
  }

  private static long currentOsThreadId() throws IOException {
    return Long.parseLong(
        Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
  }

  private void takeProcessorTime() {
    awaitUninterrupted(go);
    long endNanos = cpuNanos() + SPIN_NANOS;
    while (cpuNanos() < endNanos) {
      Thread.onSpinWait();
    }
    spun.countDown();
    LockSupport.park();
  }

  /** Has all spinners take their processor time and waits until they have. */
  void spin() {
    go.countDown();
    awaitUninterrupted(spun);
  }

  /** Has two threads, giver and taker, wait for each other again and again. */
  void handOver(int times) throws InterruptedException {
    SynchronousQueue<Integer> queue = new SynchronousQueue<>();
    CountDownLatch done = new CountDownLatch(2);
    start("giver", () -> repeat(times, () -> queue.put(1), done));
    start("taker", () -> repeat(times, queue::take, done));
    done.await();
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void repeat(int times, Step step, CountDownLatch done) {
    try {
      for (int i = 0; i < times; i++) {
        step.run();
      }
      done.countDown();
      LockSupport.park();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  long osThreadId(String name) {
    Long id = osThreadIds.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no thread " + name);
    }
    return id;
  }

  Map<String, Long> osThreadIds() {
    return Map.copyOf(osThreadIds);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
