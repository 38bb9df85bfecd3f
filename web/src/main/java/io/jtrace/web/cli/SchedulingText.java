package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.CpuStarvation;
import io.jtrace.timeline.analysis.CpuTimes;
import io.jtrace.timeline.analysis.Distribution;
import io.jtrace.timeline.analysis.Pinning;
import io.jtrace.timeline.analysis.QueueDelays;
import io.jtrace.timeline.analysis.SchedulerLatency;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.analysis.StackFrame;
import io.jtrace.timeline.analysis.StarvedCarriers;
import io.jtrace.timeline.analysis.WakeUps;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.web.cli.TextTable.Align;
import java.util.ArrayList;
import java.util.List;

/** The part of {@code report} about schedulers. */
final class SchedulingText {
  private static final int GROUPS_SHOWN = 8;
  private static final int SITES_SHOWN = 5;
  private static final int PAIRS_SHOWN = 8;
  private static final int QUEUES_SHOWN = 6;
  private static final int THREADS_SHOWN = 8;
  private static final int NAME_WIDTH = 36;

  /** Of what is only itself with its end, or in the last column. */
  private static final int LONG_WIDTH = 60;

  private final SchedulingOverview overview;
  private final StringBuilder out;

  private SchedulingText(SchedulingOverview overview, StringBuilder out) {
    this.overview = overview;
    this.out = out;
  }

  static void append(SchedulingOverview overview, StringBuilder out) {
    SchedulingText text = new SchedulingText(overview, out);
    text.latency();
    text.pinning();
    text.wakers();
    text.queues();
    text.cpu();
  }

  private void latency() {
    out.append("\nScheduler latency: ");
    if (overview.latency().isEmpty()) {
      out.append("not recorded (virtual threads: JDK 21 or newer with hooks=on)\n");
      return;
    }
    SchedulerLatency latency = overview.latency().get();
    Distribution all = latency.latencies();
    if (all.count() == 0) {
      out.append("no thread was runnable\n");
      return;
    }
    out.append(Amounts.counted(all.count(), "wait"))
        .append(" for a carrier or processor, ")
        .append(Amounts.duration(all.totalNanos()))
        .append(" together; half up to ")
        .append(Amounts.duration(all.p50Nanos()))
        .append(", 99 % up to ")
        .append(Amounts.duration(all.p99Nanos()))
        .append(", the longest ")
        .append(Amounts.duration(all.maxNanos()))
        .append(" at ")
        .append(Amounts.duration(latency.worst().get(0).startNanos()))
        .append('\n');
    TextTable table =
        TextTable.ofNumbers(List.of("Runnable", "Waits", "Total", "50 %", "99 %", "Longest"));
    for (SchedulerLatency.Group group : first(latency.groups(), GROUPS_SHOWN)) {
      table.row(cells(group.key(), NAME_WIDTH, group.latencies()));
    }
    print(table, latency.groups().size() - GROUPS_SHOWN, "more group");
  }

  private static List<String> cells(String name, int width, Distribution times) {
    return List.of(
        TextTable.fit(name, width),
        Amounts.count(times.count()),
        Amounts.duration(times.totalNanos()),
        Amounts.duration(times.p50Nanos()),
        Amounts.duration(times.p99Nanos()),
        Amounts.duration(times.maxNanos()));
  }

  private void pinning() {
    out.append("\nPinning: ");
    if (overview.pinning().isEmpty()) {
      out.append("not recorded\n");
      return;
    }
    Pinning pinning = overview.pinning().get();
    if (pinning.count() == 0) {
      out.append("no virtual thread was pinned long enough to be recorded\n");
      return;
    }
    out.append("virtual threads held on to their carrier ")
        .append(Amounts.counted(pinning.count(), "time"))
        .append(", ")
        .append(Amounts.duration(pinning.totalNanos()))
        .append(" together; ")
        .append(starved(pinning))
        .append('\n');
    TextTable table =
        new TextTable(
            List.of("Pinned at", "Times", "Total", "Longest", "In", "Because of"),
            List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.LEFT));
    for (Pinning.Site site : first(pinning.sites(), SITES_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(place(site.stack()), NAME_WIDTH),
              Amounts.count(site.count()),
              Amounts.duration(site.totalNanos()),
              Amounts.duration(site.maxNanos()),
              site.operation() == null ? "" : TextTable.fit(site.operation(), NAME_WIDTH),
              site.reason() == null ? "" : TextTable.fit(site.reason(), LONG_WIDTH)));
    }
    print(table, pinning.sites().size() - SITES_SHOWN, "more place");
  }

  private static String starved(Pinning pinning) {
    if (pinning.starved().isEmpty()) {
      return "whether others had to wait for it is not recorded";
    }
    StarvedCarriers starved = pinning.starved().get();
    return starved.nanos() == 0
        ? "no other had to wait for it"
        : "others had no carrier for " + Amounts.duration(starved.nanos());
  }

  /** The innermost frame outside the JDK tells more than that of the park. */
  private static String place(List<StackFrame> stack) {
    for (StackFrame frame : stack) {
      boolean isJdk =
          frame.method().startsWith("java.")
              || frame.method().startsWith("jdk.")
              || frame.method().startsWith("sun.");
      if (!isJdk) {
        return frame.method();
      }
    }
    return stack.isEmpty() ? "(not recorded)" : stack.get(0).method();
  }

  private void wakers() {
    List<WakeUps.Pair> pairs = overview.wakers().pairs();
    if (pairs.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("Who wakes", "whom", "How", "Times", "Runnable", "Longest"),
            List.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT));
    for (WakeUps.Pair pair : first(pairs, PAIRS_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(pair.waker(), NAME_WIDTH),
              TextTable.fit(pair.woken(), NAME_WIDTH),
              pair.kind().label(),
              Amounts.count(pair.count()),
              known(pair.runnableNanos().orElse(-1)),
              known(pair.maxRunnableNanos().orElse(-1))));
    }
    print(table, pairs.size() - PAIRS_SHOWN + overview.wakers().more(), "more pair");
  }

  private void queues() {
    out.append(overview.queues().isEmpty() ? "\nExecutor queues: not recorded\n" : "");
    List<QueueDelays.Queue> queues = overview.queues().map(QueueDelays::queues).orElse(List.of());
    if (queues.isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.ofNumbers(
            List.of("Executor queues", "Tasks", "Waited", "50 %", "99 %", "Longest", "Queued"));
    for (QueueDelays.Queue queue : first(queues, QUEUES_SHOWN)) {
      List<String> cells = new ArrayList<>(cells(queue.executor(), LONG_WIDTH, queue.delays()));
      cells.add(Amounts.count(queue.maxQueueSize()));
      table.row(cells);
    }
    print(table, queues.size() - QUEUES_SHOWN, "more executor");
  }

  private void cpu() {
    CpuTimes cpu = overview.cpu();
    starvation(overview.starvation());
    if (cpu.source() == CpuSource.NONE) {
      out.append("\nCPU: time on processors by thread is not recorded\n");
      return;
    }
    TextTable table =
        TextTable.ofNumbers(
            List.of("CPU by " + cpu.source().label(), "Ran", "Waited for CPU", "Slices"));
    for (CpuTimes.Row row : first(cpu.threads(), THREADS_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(row.name(), NAME_WIDTH),
              Amounts.duration(row.runNanos()),
              known(row.waitNanos().orElse(-1)),
              Amounts.count(row.slices())));
    }
    print(table, cpu.threads().size() - THREADS_SHOWN, "more thread");
  }

  private void starvation(CpuStarvation starvation) {
    long throttledNanos = starvation.throttledNanos().orElse(0);
    if (throttledNanos > 0) {
      out.append("\nThe container was throttled for ")
          .append(Amounts.duration(throttledNanos))
          .append('\n');
    }
    List<CpuStarvation.Stretch> stretches = starvation.stretches().orElse(List.of());
    if (!stretches.isEmpty()) {
      CpuStarvation.Stretch longest = stretches.get(0);
      out.append("\nMore threads were runnable than there are processors, at the longest for ")
          .append(Amounts.duration(longest.endNanos() - longest.startNanos()))
          .append(" at ")
          .append(Amounts.duration(longest.startNanos()))
          .append(" (up to ")
          .append(Amounts.count(longest.maxRunnable()))
          .append(")\n");
    }
  }

  private static String known(long nanos) {
    return nanos < 0 ? "\u2013" : Amounts.duration(nanos);
  }

  private void print(TextTable table, int more, String noun) {
    out.append('\n');
    table.appendTo(out);
    if (more > 0) {
      out.append("\u2026 and ").append(Amounts.counted(more, noun)).append(", see --json\n");
    }
  }

  private static <T> List<T> first(List<T> all, int count) {
    return all.subList(0, Math.min(count, all.size()));
  }
}
