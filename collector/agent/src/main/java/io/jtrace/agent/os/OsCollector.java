package io.jtrace.agent.os;

import io.jtrace.agent.options.CpuSource;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that is collected, and when. Used by one thread. */
final class OsCollector implements AutoCloseable {

  private static final long CLOCK_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Where no rate is too high, the rings must be emptied more often. */
  private static final long SHORT_DRAIN_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** With very many threads a look takes long; it then comes less often. */
  private static final int REST_PER_WORK = 50;

  private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
  private final CpuSource wanted;
  private final TaskPoll tasks;
  private final @Nullable SyscallSampler syscalls;
  private final CpuIntervals intervals;
  private final long drainPeriodNanos;
  private long nextClockNanos;
  private long nextLookNanos;
  private long nextDrainNanos;
  private long longestPeriodNanos = LOOK_PERIOD_NANOS;

  OsCollector(Options options, ProcDirectory proc, NativeAccess access) {
    this.wanted = options.get(OptionKey.CPU).source();
    this.syscalls = options.get(OptionKey.SYSCALLS) ? sampler(proc) : null;
    this.tasks = new TaskPoll(proc, bean::getTotalStartedThreadCount, syscalls);
    this.intervals = CpuIntervals.open(wanted, proc, access);
    this.drainPeriodNanos = wanted == CpuSource.PERF ? SHORT_DRAIN_PERIOD_NANOS : LOOK_PERIOD_NANOS;
    this.nextClockNanos = System.nanoTime();
    this.nextLookNanos = nextClockNanos;
    this.nextDrainNanos = nextClockNanos;
  }

  /** Writes everything: a trace starts or ends here. */
  void writeAll() {
    writeClock();
    lookAtTasks(true);
    intervals.drainAll();
  }

  /** Does what is due and returns how long to wait until something is. */
  long tick() {
    if (isDue(nextClockNanos)) {
      writeClock();
    }
    if (isDue(nextDrainNanos)) {
      nextDrainNanos = System.nanoTime() + drainPeriodNanos;
      intervals.drain();
    }
    if (isDue(nextLookNanos)) {
      lookAtTasks(false);
    }
    long nextNanos = nextClockNanos;
    if (wanted != CpuSource.OFF) {
      nextNanos = Math.min(nextNanos, nextLookNanos);
    }
    if (intervals.isOpen()) {
      nextNanos = Math.min(nextNanos, nextDrainNanos);
    }
    return nextNanos - System.nanoTime();
  }

  private static boolean isDue(long nanoTime) {
    return System.nanoTime() - nanoTime >= 0;
  }

  private void writeClock() {
    nextClockNanos = System.nanoTime() + CLOCK_PERIOD_NANOS;
    ClockSync.write();
  }

  private void lookAtTasks(boolean all) {
    long beginNanos = System.nanoTime();
    long beginCpuNanos = bean.getCurrentThreadCpuTime();
    if (wanted != CpuSource.OFF) {
      tasks.look(all);
    }
    long cpuNanos = bean.getCurrentThreadCpuTime() - beginCpuNanos;
    long periodNanos = Math.max(LOOK_PERIOD_NANOS, REST_PER_WORK * cpuNanos);
    nextLookNanos = beginNanos + periodNanos;
    if (!all) { // else it had to open the files
      longestPeriodNanos = Math.max(longestPeriodNanos, periodNanos);
    }
  }

  /** Says what the trace holds of it, and why no more. */
  void addLimits(OsLimits limits) {
    String period = "at least every " + TimeUnit.NANOSECONDS.toMillis(longestPeriodNanos) + " ms";
    Optional<String> refusal = refusal();
    String source = intervals.isOpen() ? "perf" : refusal.isPresent() ? "none" : "schedstat";
    String totals = refusal.orElse("totals of threads that ran, " + period);
    limits.add(
        "jtrace.ThreadCpu",
        "cpu",
        source,
        intervals.meaning().map(meaning -> totals + "; " + meaning).orElse(totals));
    Optional<String> noSamples = syscallRefusal();
    limits.add(
        "jtrace.SyscallSample",
        "syscalls",
        noSamples.isPresent() ? "off" : "sampled",
        noSamples.orElse("threads that ran are asked " + period + ", shorter calls are not seen"));
  }

  private Optional<String> refusal() {
    return wanted == CpuSource.OFF ? Optional.of("cpu=off was asked for") : tasks.refusal();
  }

  private Optional<String> syscallRefusal() {
    return syscalls == null
        ? Optional.of("syscalls=off was asked for")
        : refusal().or(syscalls::refusal);
  }

  private static SyscallSampler sampler(ProcDirectory proc) {
    return new SyscallSampler(proc, SyscallTable.of(System.getProperty("os.arch", "")));
  }

  @Override
  public void close() {
    intervals.close();
    tasks.close();
  }
}
