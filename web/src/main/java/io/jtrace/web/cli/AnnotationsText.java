package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.Distribution;
import io.jtrace.timeline.analysis.RegionSummary;
import io.jtrace.timeline.analysis.TaskSummary;
import io.jtrace.timeline.model.State;
import io.jtrace.web.cli.TextTable.Align;
import java.util.List;

/** The part of {@code report} about what the program told its trace. */
final class AnnotationsText {
  private static final int TYPES_SHOWN = 10;
  private static final int NAME_WIDTH = 36;

  private final StringBuilder out;

  private AnnotationsText(StringBuilder out) {
    this.out = out;
  }

  /** Appends nothing of what there is none of: most programs name no tasks. */
  static void append(TaskSummary tasks, RegionSummary regions, StringBuilder out) {
    AnnotationsText text = new AnnotationsText(out);
    text.tasks(tasks.types());
    text.regions(regions.types());
  }

  private void tasks(List<TaskSummary.Type> types) {
    if (types.isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.ofNumbers(List.of("Tasks", "Count", "Open", "Total", "50 %", "99 %", "Longest"));
    for (TaskSummary.Type type : first(types)) {
      Distribution lengths = type.lengths();
      table.row(
          List.of(
              name(type.name()),
              Amounts.count(lengths.count()),
              type.open() == 0 ? "\u2013" : Amounts.count(type.open()),
              Amounts.duration(lengths.totalNanos()),
              Amounts.duration(lengths.p50Nanos()),
              Amounts.duration(lengths.p99Nanos()),
              Amounts.duration(lengths.maxNanos())));
    }
    print(table, types.size());
  }

  private void regions(List<RegionSummary.Type> types) {
    if (types.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("Regions", "Count", "Total", "50 %", "99 %", "Longest", "Mostly"),
            List.of(
                Align.LEFT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.LEFT));
    for (RegionSummary.Type type : first(types)) {
      Distribution lengths = type.lengths();
      table.row(
          List.of(
              name(type.name()),
              Amounts.count(lengths.count()),
              Amounts.duration(lengths.totalNanos()),
              Amounts.duration(lengths.p50Nanos()),
              Amounts.duration(lengths.p99Nanos()),
              Amounts.duration(lengths.maxNanos()),
              mostly(type)));
    }
    print(table, types.size());
  }

  private static String mostly(RegionSummary.Type type) {
    State most = State.UNDETERMINED;
    for (State state : State.values()) {
      if (type.states().nanos(state) > type.states().nanos(most)) {
        most = state;
      }
    }
    return type.coveredNanos() == 0
        ? ""
        : most.label()
            + ", "
            + Amounts.percent(type.states().nanos(most), type.states().totalNanos());
  }

  private static String name(String type) {
    return type.isEmpty() ? "(not recorded)" : TextTable.fit(type, NAME_WIDTH);
  }

  private void print(TextTable table, int count) {
    out.append('\n');
    table.appendTo(out);
    if (count > TYPES_SHOWN) {
      out.append("\u2026 and ")
          .append(Amounts.counted(count - TYPES_SHOWN, "more type"))
          .append(", see --json\n");
    }
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(TYPES_SHOWN, all.size()));
  }
}
