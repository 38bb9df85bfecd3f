package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Threads that could run and did not: pinned carriers, too few processors, a throttled container.
 */
final class SchedulingFindings {
  private static final long LONG_PIN_NANOS = 10_000_000;
  private static final long STARVED_NANOS = 1_000_000;
  private static final long LONG_QUEUE_NANOS = 10_000_000;
  private static final int TOLD = 3;

  private SchedulingFindings() {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    pinning(trace, range, found);
    CpuStarvation starvation = CpuStarvation.of(trace, range);
    backlog(starvation, range, found);
    throttling(starvation, range, found);
    executors(trace, range, found);
  }

  private static void pinning(Trace trace, TimeRange range, Findings.Collector found) {
    Optional<Pinning> recorded = Pinning.of(trace, range, thread -> true);
    if (recorded.isEmpty()) {
      boolean hasVirtual =
          IntStream.range(0, trace.threads().size())
              .anyMatch(thread -> trace.threads().kind(thread) == ThreadKind.VIRTUAL);
      if (hasVirtual) {
        found.unknown(FindingKind.PINNING);
      }
      return;
    }
    Pinning pinning = recorded.get();
    long starvedNanos = pinning.starved().map(StarvedCarriers::nanos).orElse(0L);
    boolean standsOut = pinning.maxNanos() >= LONG_PIN_NANOS || starvedNanos >= STARVED_NANOS;
    if (!standsOut || pinning.longest().isEmpty()) {
      return;
    }
    Pinning.Stretch longest = pinning.longest().get(0);
    Pinning.Site site = pinning.sites().get(0);
    List<Measure> evidence = new ArrayList<>();
    evidence.add(Measure.count("times", pinning.count()));
    evidence.add(Measure.nanos("longest", pinning.maxNanos()));
    if (starvedNanos > 0) {
      evidence.add(Measure.nanos("others had no carrier for", starvedNanos));
    }
    found.add(
        new Finding(
            FindingKind.PINNING,
            place(site.stack()),
            evidence,
            site.reason(),
            new TimeRange(longest.startNanos(), longest.endNanos()),
            pinning.totalNanos(),
            null));
  }

  /** Returns the innermost frame of the program itself. */
  static String place(List<StackFrame> stack) {
    return stack.stream()
        .map(StackFrame::method)
        .filter(method -> !method.matches("(java|javax|jdk|sun)\\..*"))
        .findFirst()
        .or(() -> stack.stream().map(StackFrame::method).findFirst())
        .orElse("a place whose stack was not recorded");
  }

  private static void backlog(CpuStarvation starvation, TimeRange range, Findings.Collector found) {
    if (starvation.stretches().isEmpty()) {
      found.unknown(FindingKind.RUNNABLE_BACKLOG);
      return;
    }
    List<CpuStarvation.Stretch> longest = starvation.stretches().get();
    long together = starvation.crowdedNanos().orElse(0);
    if (longest.isEmpty() || !Findings.isOverPercent(together, range)) {
      return;
    }
    int most = longest.stream().mapToInt(CpuStarvation.Stretch::maxRunnable).max().orElse(0);
    found.add(
        new Finding(
            FindingKind.RUNNABLE_BACKLOG,
            "",
            List.of(
                Measure.nanos("together", together),
                Measure.count("runnable at once", most),
                Measure.nanos("longest stretch", longest.get(0).durationNanos())),
            null,
            new TimeRange(longest.get(0).startNanos(), longest.get(0).endNanos()),
            together,
            null));
  }

  private static void throttling(
      CpuStarvation starvation, TimeRange range, Findings.Collector found) {
    long nanos = starvation.throttledNanos().orElse(0);
    if (!Findings.isOverPercent(nanos, range)) {
      return;
    }
    CpuStarvation.Throttled worst =
        starvation.throttled().stream()
            .reduce((one, other) -> other.nanos() > one.nanos() ? other : one)
            .orElseThrow();
    found.add(
        new Finding(
            FindingKind.THROTTLED,
            "",
            List.of(Measure.nanos("together", nanos)),
            null,
            new TimeRange(worst.startNanos(), worst.endNanos()),
            nanos,
            null));
  }

  private static void executors(Trace trace, TimeRange range, Findings.Collector found) {
    Optional<QueueDelays> delays = QueueDelays.of(trace, range, thread -> true);
    if (delays.isEmpty()) {
      found.unknown(FindingKind.EXECUTOR_BACKLOG);
      return;
    }
    delays.get().queues().stream()
        .filter(queue -> queue.delays().p99Nanos() >= LONG_QUEUE_NANOS)
        .limit(TOLD)
        .forEach(queue -> found.add(executor(trace, queue)));
  }

  private static Finding executor(Trace trace, QueueDelays.Queue queue) {
    QueueDelays.Task worst = queue.worst();
    String group = worst.worker() < 0 ? null : Grouping.NAME.key(trace, worst.worker());
    return new Finding(
        FindingKind.EXECUTOR_BACKLOG,
        group == null ? queue.executor() : group,
        List.of(
            Measure.count("tasks", queue.delays().count()),
            Measure.nanos("99 % began within", queue.delays().p99Nanos()),
            Measure.nanos("longest", queue.delays().maxNanos()),
            Measure.count("queued at once", queue.maxQueueSize())),
        null,
        new TimeRange(Math.max(0, worst.nanos() - worst.queuedNanos()), worst.nanos()),
        queue.delays().totalNanos(),
        group);
  }
}
