package io.jtrace.agent.weave;

import com.sun.management.OperatingSystemMXBean;
import io.jtrace.agent.spi.WovenHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks cost: processor time and bytes of a switch of virtual threads, an unpark, a wait.
 *
 * <p>In one JVM the cases take turns: not woven, woven while nothing records, woven and recorded.
 * Weaving throws compiled code away, so each turn begins with a warm-up that is not counted.
 */
public final class HookBench {

  private static final int WARM_UP_MILLIS = 2_500;
  private static final int WINDOW_MILLIS = 1_000;
  private static final List<String> EVENTS =
      List.of(
          "VirtualThreadRun",
          "VirtualThreadRunnable",
          "Unpark",
          "Nop",
          "Select",
          "DatagramSend",
          "DatagramReceive",
          "FileTransfer",
          "TaskQueued",
          "LockWait");

  private enum Case {
    NOT_WOVEN,
    WOVEN,
    RECORDED
  }

  /** What a window showed. */
  private record Cost(double nanos, double bytes) {}

  interface Work {

    /** Returns how many operations were done so far. */
    long count();

    /** Returns the processor time that counts. */
    long cpuNanos();

    void end();
  }

  private static @Nullable Instrumentation instrumentation;

  private HookBench() {}

  /** Called by the JVM, for this class is its own agent. */
  public static void premain(String argument, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * Runs.
   *
   * @param arguments rounds, and words that the names of what is measured contain
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    System.out.printf(
        Locale.ROOT,
        "JDK %s, processor nanoseconds; median (quartiles) of %d rounds%n",
        System.getProperty("java.version"),
        rounds);
    Map<String, BenchWorks.Supply> works = new LinkedHashMap<>();
    works.put("unpark", Unparks::start);
    if (Runtime.version().feature() >= VirtualThreadPoint.FIRST_FEATURE) {
      works.put("switch of a virtual thread", Switches::start);
    }
    works.putAll(BenchWorks.all());
    List<String> words = List.of(arguments).subList(1, arguments.length);
    for (Map.Entry<String, BenchWorks.Supply> work : works.entrySet()) {
      if (words.isEmpty() || words.stream().anyMatch(work.getKey()::contains)) {
        measure(work.getKey(), rounds, work.getValue().start());
      }
    }
    System.exit(0);
  }

  private static void measure(String what, int rounds, Work work) throws Exception {
    double[][] nanos = new double[Case.values().length][rounds];
    double[] bytes = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      for (Case how : Case.values()) {
        Cost cost = window(how, work);
        nanos[how.ordinal()][round] = cost.nanos;
        if (how == Case.RECORDED) {
          bytes[round] = cost.bytes;
        }
      }
    }
    work.end();
    System.out.printf("%s, not woven: %s%n", what, spread(nanos[0]));
    System.out.printf("  woven, nothing records: %s%n", spread(less(nanos[1], nanos[0])));
    System.out.printf(
        "  recorded: %s, bytes %s%n", spread(less(nanos[2], nanos[0])), spread(bytes));
  }

  private static Cost window(Case how, Work work) throws Exception {
    if (how == Case.NOT_WOVEN) {
      return warmAndMeasure(work);
    }
    try (WovenHooks woven = new JdkWeaver().weave(Objects.requireNonNull(instrumentation))) {
      if (!woven.missing().isEmpty()) {
        throw new IllegalStateException(woven.missing().toString());
      }
      return how == Case.WOVEN ? warmAndMeasure(work) : recordAndMeasure(work);
    }
  }

  private static Cost recordAndMeasure(Work work) throws Exception {
    Cost cost;
    long operations;
    try (Recording recording = new Recording(Map.of("jdk.ActiveSetting#enabled", "false"))) {
      recording.setMaxSize(200_000_000);
      EVENTS.forEach(
          event -> recording.enable("jtrace." + event).withoutStackTrace().withoutThreshold());
      long before = work.count();
      recording.start();
      cost = warmAndMeasure(work);
      operations = work.count() - before;
      recording.stop();
      return new Cost(cost.nanos, (double) recording.getSize() / operations);
    }
  }

  private static Cost warmAndMeasure(Work work) throws InterruptedException {
    Thread.sleep(WARM_UP_MILLIS);
    long cpuNanos = work.cpuNanos();
    long count = work.count();
    Thread.sleep(WINDOW_MILLIS);
    count = work.count() - count;
    return new Cost((double) (work.cpuNanos() - cpuNanos) / count, 0);
  }

  private static double[] less(double[] values, double[] base) {
    double[] differences = values.clone();
    Arrays.setAll(differences, i -> values[i] - base[i]);
    return differences;
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f to %.1f)",
        sorted[sorted.length / 2],
        sorted[sorted.length / 4],
        sorted[sorted.length * 3 / 4]);
  }

  /** A thread that unparks one that does not park. */
  private static final class Unparks implements Work {

    private volatile long count;
    private volatile boolean ended;
    private final Thread thread = new Thread(this::run, "unparks");

    static Unparks start() {
      Unparks unparks = new Unparks();
      unparks.thread.setDaemon(true);
      unparks.thread.start();
      return unparks;
    }

    @Override
    public long cpuNanos() {
      return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    private void run() {
      Thread target = Thread.currentThread();
      long done = 0;
      while (!ended) {
        for (int i = 0; i < 1_000; i++) {
          LockSupport.unpark(target);
        }
        done += 1_000;
        count = done;
      }
    }

    @Override
    public long count() {
      return count;
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  /** Pairs of virtual threads that wake each other and park. */
  private static final class Switches implements Work {

    private static final int PAIRS = 50;

    private final List<long[]> counts = new ArrayList<>();
    private volatile boolean ended;

    static Switches start() throws Exception {
      Switches switches = new Switches();
      ThreadFactory factory = virtualThreads();
      for (int i = 0; i < PAIRS; i++) {
        long[] count = new long[1];
        switches.counts.add(count);
        Thread[] pair = new Thread[2];
        AtomicInteger turn = new AtomicInteger();
        for (int side = 0; side < 2; side++) {
          int own = side;
          pair[side] = factory.newThread(() -> switches.play(pair, turn, own, count));
        }
        pair[0].start();
        pair[1].start();
      }
      return switches;
    }

    private static ThreadFactory virtualThreads() throws IOException {
      try {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        return (ThreadFactory) type.getMethod("factory").invoke(builder);
      } catch (ReflectiveOperationException missing) {
        throw new IOException("this JDK has no virtual threads", missing);
      }
    }

    private void play(Thread[] pair, AtomicInteger turn, int own, long[] count) {
      while (!ended) {
        turns(pair, turn, own, count);
      }
    }

    /** Some turns; the loop above soon calls it anew once it has been compiled again. */
    private static void turns(Thread[] pair, AtomicInteger turn, int own, long[] count) {
      for (int i = 0; i < 200; i++) {
        while (turn.get() != own) {
          LockSupport.park();
        }
        count[0]++; // one of the two at a time
        turn.set(1 - own);
        LockSupport.unpark(pair[1 - own]);
      }
    }

    /** Of the whole process: the carriers, and whoever works for them. */
    @Override
    public long cpuNanos() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public long count() {
      return counts.stream().mapToLong(count -> count[0]).sum();
    }
  }
}
