package io.jtrace.agent.os;

import io.jtrace.agent.options.CpuSource;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** All that is collected, and when. Used by one thread. */
final class OsCollector implements AutoCloseable {

  private static final long CLOCK_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LOOK_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** With very many threads a look takes long; it then comes less often. */
  private static final int REST_PER_WORK = 50;

  private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
  private final CpuSource wanted;
  private final TaskPoll tasks;
  private long nextClockNanos;
  private long nextLookNanos;
  private long longestPeriodNanos = LOOK_PERIOD_NANOS;

  OsCollector(Options options, ProcDirectory proc) {
    this.wanted = options.get(OptionKey.CPU);
    this.tasks = new TaskPoll(proc, bean::getTotalStartedThreadCount);
  }

  /** Writes everything: a trace starts or ends here. */
  void writeAll() {
    writeClock(System.nanoTime());
    lookAtTasks(true);
  }

  /** Does what is due and returns how long to wait until something is. */
  long tick() {
    long nowNanos = System.nanoTime();
    if (nowNanos - nextClockNanos >= 0) {
      writeClock(nowNanos);
    }
    if (nowNanos - nextLookNanos >= 0) {
      lookAtTasks(false);
    }
    return Math.min(nextClockNanos, nextLookNanos) - System.nanoTime();
  }

  private void writeClock(long nowNanos) {
    nextClockNanos = nowNanos + CLOCK_PERIOD_NANOS;
    ClockSync.write();
  }

  private void lookAtTasks(boolean all) {
    long beginNanos = System.nanoTime();
    long cpuNanos = bean.isCurrentThreadCpuTimeSupported() ? -bean.getCurrentThreadCpuTime() : 0;
    if (wanted != CpuSource.OFF) {
      tasks.look(all);
    }
    cpuNanos += bean.isCurrentThreadCpuTimeSupported() ? bean.getCurrentThreadCpuTime() : 0;
    long periodNanos = Math.max(LOOK_PERIOD_NANOS, REST_PER_WORK * cpuNanos);
    nextLookNanos = beginNanos + periodNanos;
    if (!all) { // else it had to open the files
      longestPeriodNanos = Math.max(longestPeriodNanos, periodNanos);
    }
  }

  /** Says what the trace holds of it, and why no more. */
  void addLimits(OsLimits limits) {
    Optional<String> refusal =
        wanted == CpuSource.OFF ? Optional.of("cpu=off was asked for") : tasks.refusal();
    limits.add(
        "jtrace.ThreadCpu",
        "cpu",
        refusal.isPresent() ? "none" : "schedstat",
        refusal.orElse(
            "totals of threads that ran, at least every "
                + TimeUnit.NANOSECONDS.toMillis(longestPeriodNanos)
                + " ms"));
  }

  @Override
  public void close() {
    tasks.close();
  }
}
