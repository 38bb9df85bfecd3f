package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.CustomEventSummary;
import io.jtrace.timeline.analysis.Deadlocks;
import io.jtrace.timeline.analysis.Findings;
import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.LockSummary;
import io.jtrace.timeline.analysis.Overview;
import io.jtrace.timeline.analysis.RegionSummary;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.analysis.TaskQuery;
import io.jtrace.timeline.analysis.TaskSummary;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.cli.TextTable.Align;
import io.jtrace.web.load.LoadedTrace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** {@code report} for people: threads by state, what they waited for, GC; the worst first. */
final class ReportText {
  private static final int GROUPS_SHOWN = 15;
  private static final int LOCKS_SHOWN = 8;
  private static final int EVENT_TYPES_SHOWN = 8;
  private static final int NAME_WIDTH = 36;

  private final LoadedTrace loaded;
  private final Trace trace;
  private final TimeRange range;
  private final StringBuilder out = new StringBuilder();

  ReportText(LoadedTrace loaded, TimeRange range) {
    this.loaded = loaded;
    this.trace = loaded.trace();
    this.range = range;
  }

  String text() {
    Overview overview = Overview.of(trace, range, 1);
    headline(overview.numbers());
    FindingsText.append(Findings.of(trace, range), out);
    DeadlocksText.append(Deadlocks.of(trace, range), out);
    threads(overview.groups().groups());
    locks(LockSummary.of(trace, range).locks());
    IoText.append(trace, range, out);
    SchedulingText.append(SchedulingOverview.of(trace, range, Grouping.NAME, null, 1), out);
    AnnotationsText.append(
        TaskSummary.of(trace, range, TaskQuery.longest(0)),
        RegionSummary.of(trace, range, TaskQuery.longest(0)),
        out);
    GcText.append(trace, range, out);
    AllocationsText.append(trace, range, out);
    events(CustomEventSummary.of(trace, range).types());
    return out.toString();
  }

  private void headline(Overview.Numbers numbers) {
    boolean whole = range.equals(trace.range());
    out.append(loaded.name()).append(": ").append(Amounts.duration(range.durationNanos()));
    if (!whole) {
      out.append(" from ").append(Amounts.duration(range.startNanos()));
    }
    out.append(", ").append(ThreadCounts.counted(trace));
    if (numbers.cpuCores().isPresent()) {
      out.append(", ")
          .append(Amounts.decimal(numbers.cpuCores().getAsDouble(), 2))
          .append(" of ")
          .append(numbers.processors())
          .append(" processors busy");
    }
    numbers
        .allocatedBytes()
        .ifPresent(bytes -> out.append(", ").append(Amounts.bytes(bytes)).append(" allocated"));
    numbers
        .exceptions()
        .ifPresent(count -> out.append(", ").append(Amounts.counted(count, "exception")));
    if (trace.diagnostics().lostBytes() > 0) {
      out.append(", ")
          .append(Amounts.percent(trace.lostPercent()))
          .append(" of the recording lost");
    }
    out.append('\n');
  }

  private void threads(List<ThreadGroups.Group> groups) {
    List<State> states = new ArrayList<>();
    for (State state : State.values()) {
      if (groups.stream().anyMatch(group -> group.states().nanos(state) > 0)) {
        states.add(state);
      }
    }
    List<String> head = new ArrayList<>(List.of("Threads by name", "Count"));
    states.forEach(state -> head.add(capitalised(state.label())));
    List<Align> aligns = new ArrayList<>(Collections.nCopies(head.size(), Align.RIGHT));
    aligns.set(0, Align.LEFT);
    TextTable table = new TextTable(head, aligns);
    List<ThreadGroups.Group> worstFirst =
        groups.stream()
            .sorted(
                Comparator.comparingLong((ThreadGroups.Group g) -> -blocked(g))
                    .thenComparing(g -> -g.states().nanos(State.RUNNING)))
            .toList();
    for (ThreadGroups.Group group : first(worstFirst, GROUPS_SHOWN)) {
      List<String> cells = new ArrayList<>();
      cells.add(TextTable.fit(group.key(), NAME_WIDTH));
      cells.add(Amounts.count(group.count()));
      states.forEach(state -> cells.add(time(group.states().nanos(state))));
      table.row(cells);
    }
    print(table, groups.size() - GROUPS_SHOWN, "more group");
  }

  private static long blocked(ThreadGroups.Group group) {
    return group.states().nanos(State.BLOCKED);
  }

  private void locks(List<LockSummary.Lock> locks) {
    if (locks.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("Waited for", "Waits", "Total", "Longest", "How", "Mostly because of"),
            List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.LEFT));
    List<LockSummary.Lock> worstFirst =
        locks.stream().sorted(Comparator.comparing(lock -> lock.state() != State.BLOCKED)).toList();
    for (LockSummary.Lock lock : first(worstFirst, LOCKS_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(lock.lock().isEmpty() ? "(not recorded)" : lock.lock(), NAME_WIDTH),
              Amounts.count(lock.waits()),
              Amounts.duration(lock.totalNanos()),
              Amounts.duration(lock.maxNanos()),
              lock.operation(),
              lock.owners().isEmpty() ? "" : TextTable.fit(lock.owners().get(0).name(), 30)));
    }
    print(table, locks.size() - LOCKS_SHOWN, "more kind");
  }

  private void events(List<CustomEventSummary.Row> types) {
    if (types.isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.ofNumbers(List.of("Events of the program", "Count", "Total", "Longest"));
    for (CustomEventSummary.Row type : first(types, EVENT_TYPES_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(type.name(), NAME_WIDTH),
              Amounts.count(type.count()),
              time(type.totalNanos()),
              time(type.maxNanos())));
    }
    print(table, types.size() - EVENT_TYPES_SHOWN, "more type");
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

  private static String time(long nanos) {
    return nanos == 0 ? "\u2013" : Amounts.duration(nanos);
  }

  private static String capitalised(String label) {
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }
}
