package io.jtrace.agent.weave;

import io.jtrace.boot.DatagramHooks;
import io.jtrace.boot.FileHooks;
import io.jtrace.boot.ForkJoinHooks;
import io.jtrace.boot.LockHooks;
import io.jtrace.boot.NetworkHooks;
import io.jtrace.boot.TaskHooks;
import io.jtrace.boot.UnparkHooks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.jfr.Recording;

/**
 * What calls of hooks cost the thread that makes them, without the operation around them: processor
 * nanoseconds, the least of several windows, for these calls are short and the machine is not ours.
 */
public final class HookCallBench {

  private static final int WINDOWS = 15;
  private static final int CALLS = 200_000;
  private static final List<String> EVENTS =
      List.of(
          "Unpark",
          "Select",
          "SocketAccept",
          "DatagramReceive",
          "FileTransfer",
          "TaskQueued",
          "LockWait");

  private static final ByteBuffer BUFFER = ByteBuffer.allocate(8);

  private HookCallBench() {}

  /** Runs, in a worker: tasks of a {@code ForkJoinPool} start in no other thread. */
  public static void main(String[] arguments) {
    new ForkJoinPool(1).submit(HookCallBench::run).join();
  }

  private static void run() {
    Map<String, Runnable> calls = calls();
    Map<String, Double> off = measure(calls);
    Map<String, Double> again;
    Map<String, Double> below;
    Map<String, Double> on;
    try (Recording recording = new Recording()) {
      recording.setMaxSize(100_000_000);
      EVENTS.forEach(event -> recording.enable("jtrace." + event).withoutStackTrace());
      recording.start();
      on = measure(calls);
      EVENTS.forEach(
          event -> recording.enable("jtrace." + event).withThreshold(Duration.ofDays(1)));
      below = measure(calls);
      EVENTS.forEach(event -> recording.disable("jtrace." + event));
      again = measure(calls);
    }
    System.out.printf("JDK %s%n", System.getProperty("java.version"));
    System.out.println("| | JFR not used yet | recorded | below its threshold | switched off |");
    for (String name : calls.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f |%n",
          name,
          off.get(name),
          on.get(name),
          below.get(name),
          again.get(name));
    }
  }

  private static Map<String, Runnable> calls() {
    Thread thread = Thread.currentThread();
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    Object executor = new Object();
    LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("unpark", () -> UnparkHooks.unparking(thread));
    calls.put("select", () -> NetworkHooks.selectEnds(1, NetworkHooks.selectBegins(5), 5));
    calls.put("selectNow", () -> NetworkHooks.selectEnds(1, NetworkHooks.selectBegins(0), 0));
    calls.put(
        "datagram",
        () -> DatagramHooks.readEnds(1, DatagramHooks.readBegins(peer, BUFFER), peer, BUFFER));
    calls.put(
        "file transfer",
        () -> FileHooks.transferEnds(1, FileHooks.transferBegins("a file"), "a file"));
    calls.put("contended lock", () -> LockHooks.parking(queue, thread));
    calls.put(
        "task, handed in and started",
        () -> {
          Object task = new Object();
          TaskHooks.submitting(task, executor);
          TaskHooks.taken(task, executor, queue);
          TaskHooks.executing(task, executor, queue);
        });
    forkJoin(calls);
    return calls;
  }

  private static void forkJoin(Map<String, Runnable> calls) {
    ForkJoinPool pool = ForkJoinTask.getPool();
    Runnable nothing = () -> {};
    calls.put(
        "the same, of a ForkJoinPool",
        () -> {
          ForkJoinTask<?> task = ForkJoinTask.adapt(nothing);
          ForkJoinHooks.submitting(task, pool, pool.getFactory());
          ForkJoinHooks.starting(task);
        });
    ForkJoinTask<?> forked = ForkJoinTask.adapt(nothing);
    calls.put("task that was forked starts", () -> ForkJoinHooks.starting(forked));
  }

  private static Map<String, Double> measure(Map<String, Runnable> calls) {
    Map<String, Double> nanos = new LinkedHashMap<>();
    calls.forEach((name, call) -> nanos.put(name, least(call)));
    return nanos;
  }

  private static double least(Runnable call) {
    double least = Double.MAX_VALUE;
    for (int window = 0; window < WINDOWS; window++) {
      least = Math.min(least, window(call));
    }
    return least;
  }

  private static double window(Runnable call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (double) (threads.getCurrentThreadCpuTime() - before) / CALLS;
  }
}
