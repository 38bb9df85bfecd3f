package io.jtrace.agent.os;

import io.jtrace.agent.options.CpuSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What looking at threads costs the thread that looks, in processor time.
 *
 * <p>Run with {@code --enable-native-access=ALL-UNNAMED}, as there is no agent here.
 */
public final class OsBench {

  private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
  private static final ProcDirectory PROC = ProcDirectory.ofThisProcess();
  private static final int LOOKS = 40;
  private static final int OPENINGS = 5;

  private OsBench() {}

  /**
   * Runs.
   *
   * @param arguments numbers of threads, rising
   */
  public static void main(String[] arguments) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("jtrace.ThreadCpu");
      recording.enable("jtrace.SyscallSample");
      recording.enable("jtrace.CpuSlice");
      recording.start();
      System.out.printf(
          "JDK %s, processor time in ms%n%8s %10s %10s %10s %10s %10s %10s%n",
          System.getProperty("java.version"),
          "threads",
          "first look",
          "none ran",
          "all ran",
          "+ syscalls",
          "perf open",
          "perf close");
      for (String threads : arguments) {
        measure(Integer.parseInt(threads));
      }
    }
  }

  private static void measure(int threads) throws InterruptedException {
    start(threads - PROC.threadIds().length);
    double[] perf = perfOpenAndClose();
    double[] none = looks(null, false);
    double[] all = looks(null, true);
    double[] calls = looks(sampler(), true);
    System.out.printf(
        Locale.ROOT,
        "%8d %10.1f %10.3f %10.3f %10.3f %10.1f %10.1f%n",
        PROC.threadIds().length,
        none[0],
        none[1],
        all[1],
        calls[1],
        perf[0],
        perf[1]);
  }

  private static double[] perfOpenAndClose() {
    NativeAccess access = new NativeAccess(null);
    double[] millis = new double[2];
    for (int i = 0; i < OPENINGS; i++) {
      long before = BEAN.getCurrentThreadCpuTime();
      CpuIntervals intervals = CpuIntervals.open(CpuSource.PERF, PROC, access);
      millis[0] = millisSince(before);
      long opened = BEAN.getCurrentThreadCpuTime();
      intervals.close();
      millis[1] = millisSince(opened);
    }
    return millis;
  }

  private static SyscallSampler sampler() {
    return new SyscallSampler(PROC, SyscallTable.of(System.getProperty("os.arch", "")));
  }

  /** Returns the first look and the mean of later ones. */
  private static double[] looks(@Nullable SyscallSampler sampler, boolean all)
      throws InterruptedException {
    try (TaskPoll poll = new TaskPoll(PROC, BEAN::getTotalStartedThreadCount, sampler)) {
      long before = BEAN.getCurrentThreadCpuTime();
      poll.look(false);
      double first = millisSince(before);
      double sum = 0;
      for (int i = 0; i < LOOKS; i++) {
        TimeUnit.MILLISECONDS.sleep(10);
        long begin = BEAN.getCurrentThreadCpuTime();
        poll.look(all);
        sum += millisSince(begin);
      }
      return new double[] {first, sum / LOOKS};
    }
  }

  private static double millisSince(long cpuNanos) {
    return (BEAN.getCurrentThreadCpuTime() - cpuNanos) / 1e6;
  }

  private static void start(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(LockSupport::park, "bench-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
  }
}
