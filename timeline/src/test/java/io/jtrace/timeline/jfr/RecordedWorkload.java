package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A program that records itself doing a bit of everything that jtrace reads, in two chunks. Started
 * as a process of its own, so that the collector can be chosen and no test disturbs it.
 */
final class RecordedWorkload {
  private static final int ROUNDS = 25;

  /** Keeps results alive. */
  @SuppressWarnings("UnusedVariable")
  private static volatile Object sink = "";

  private RecordedWorkload() {}

  /** Records into the file that the first argument names. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    try (Recording recording = new Recording()) {
      for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
        recording.enable(type.getName()).withThreshold(Duration.ZERO).withStackTrace();
      }
      recording.start();
      run(file.resolveSibling("scratch"));
      // Another recording that begins ends the chunk of this one.
      try (Recording rotation = new Recording()) {
        rotation.start();
        run(file.resolveSibling("scratch"));
      }
      recording.stop();
      recording.dump(file);
    }
  }

  private static void run(Path scratch) throws Exception {
    List<Thread> threads = new ArrayList<>();
    Object monitor = new Object();
    ReentrantLock lock = new ReentrantLock();
    for (int i = 0; i < 4; i++) {
      int number = i;
      threads.add(new Thread(() -> work(number, monitor, lock, scratch), "worker-" + i));
    }
    for (int i = 0; i < 8; i++) {
      Runnable task = () -> block(monitor, lock);
      Thread virtual = virtualThread("virtual-" + i, task);
      threads.add(virtual == null ? new Thread(task, "light-" + i) : virtual);
    }
    threads.forEach(Thread::start);
    sockets();
    System.gc();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(int number, Object monitor, ReentrantLock lock, Path scratch) {
    Path file = scratch.resolveSibling(scratch.getFileName() + "-" + number);
    for (int round = 0; round < ROUNDS; round++) {
      block(monitor, lock);
      List<byte[]> garbage = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        garbage.add(new byte[1000 + i * 10]);
      }
      sink = garbage;
      try {
        Files.write(file, new byte[100]);
        sink = Files.readAllBytes(file);
        throw new IllegalStateException("round " + round % 5 + " grün \u4e2d");
      } catch (IllegalStateException | IOException e) {
        sink = e;
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // it waits for nothing but to have waited
  private static void block(Object monitor, ReentrantLock lock) {
    LockSupport.parkNanos(monitor, 50_000);
    synchronized (monitor) {
      try {
        monitor.wait(1);
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts", e);
      }
      monitor.notifyAll();
    }
    lock.lock();
    try {
      Thread.onSpinWait();
    } finally {
      lock.unlock();
    }
  }

  private static void sockets() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      OutputStream out = client.getOutputStream();
      InputStream in = accepted.getInputStream();
      for (int i = 0; i < ROUNDS; i++) {
        out.write(new byte[10 + i]);
        sink = in.readNBytes(10 + i);
      }
    }
  }

  /** Returns an unstarted virtual thread, or null before JDK 21. */
  private static @Nullable Thread virtualThread(String name, Runnable task)
      throws ReflectiveOperationException {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    Object named = type.getMethod("name", String.class).invoke(builder, name);
    return (Thread) type.getMethod("unstarted", Runnable.class).invoke(named, task);
  }
}
