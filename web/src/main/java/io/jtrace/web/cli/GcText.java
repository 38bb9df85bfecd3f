package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.GcDetails;
import io.jtrace.timeline.analysis.GcSummary;
import io.jtrace.timeline.analysis.MutatorUtilisation;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.cli.TextTable.Align;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** The part of {@code report} about garbage collection and other stops of the world. */
final class GcText {
  private static final int PAUSES_SHOWN = 5;
  private static final int OPERATIONS_SHOWN = 5;
  private static final int NAME_WIDTH = 36;
  private static final long MILLI = 1_000_000;
  private static final long[] WINDOWS_NANOS = {MILLI, 10 * MILLI, 100 * MILLI, 1000 * MILLI};

  private final StringBuilder out;

  private GcText(StringBuilder out) {
    this.out = out;
  }

  static void append(Trace trace, TimeRange range, StringBuilder out) {
    GcDetails gc = GcDetails.of(trace, range);
    GcText text = new GcText(out);
    text.headline(gc.summary(), range);
    if (!gc.pauses().isEmpty()) {
      MutatorUtilisation.of(trace, range, MutatorUtilisation.Options.PAUSES)
          .ifPresent(utilisation -> text.utilisation(utilisation, range));
      text.pauses(gc);
    }
    text.safepoints(gc.safepoints());
  }

  private void headline(GcSummary gc, TimeRange range) {
    out.append("\nGarbage collection: ");
    if (!gc.recorded()) {
      out.append("not recorded\n");
      return;
    }
    if (gc.pauses().isEmpty()) {
      out.append("no pause\n");
      return;
    }
    GcSummary.Pause longest = gc.longest(1).get(0);
    out.append(Amounts.counted(gc.pauses().size(), "pause"))
        .append(", ")
        .append(Amounts.duration(gc.pauseTotalNanos()))
        .append(" together (")
        .append(Amounts.percent(gc.pauseTotalNanos(), range.durationNanos()))
        .append(" of the time), the longest ")
        .append(Amounts.duration(longest.durationNanos()))
        .append(" at ")
        .append(Amounts.duration(longest.startNanos()))
        .append(longest.cause().isEmpty() ? "" : " (" + longest.cause() + ")")
        .append('\n');
  }

  private void utilisation(MutatorUtilisation utilisation, TimeRange range) {
    StringJoiner sizes = new StringJoiner(", ");
    for (long window : WINDOWS_NANOS) {
      if (window < range.durationNanos()) {
        sizes.add(
            Amounts.percent(100 * utilisation.minimum(window))
                + " of any "
                + Amounts.duration(window));
      }
    }
    if (sizes.length() > 0) {
      out.append("Minimum mutator utilisation: the program keeps at least ")
          .append(sizes)
          .append('\n');
    }
  }

  private void pauses(GcDetails gc) {
    TextTable table =
        new TextTable(
            List.of("Longest GC pauses", "Cause", "At", "Length", "Heap before", "Heap after"),
            List.of(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT));
    for (GcDetails.Pause row : gc.longest(PAUSES_SHOWN)) {
      table.row(
          List.of(
              TextTable.fit(row.pause().name(), NAME_WIDTH),
              row.pause().cause().isEmpty() ? "(not recorded)" : row.pause().cause(),
              Amounts.duration(row.pause().startNanos()),
              Amounts.duration(row.pause().durationNanos()),
              bytes(row.heap().beforeBytes()),
              bytes(row.heap().afterBytes())));
    }
    print(table, gc.pauses().size() - PAUSES_SHOWN, "more pause");
  }

  private static String bytes(OptionalLong sizeBytes) {
    return sizeBytes.isPresent() ? Amounts.bytes(sizeBytes.getAsLong()) : "\u2013";
  }

  private void safepoints(List<GcDetails.Safepoints> operations) {
    if (operations.isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.ofNumbers(
            List.of("All threads stopped for", "Times", "Total", "Longest", "Longest to reach"));
    for (GcDetails.Safepoints row :
        operations.subList(0, Math.min(OPERATIONS_SHOWN, operations.size()))) {
      table.row(
          List.of(
              TextTable.fit(row.operation(), NAME_WIDTH),
              Amounts.count(row.count()),
              Amounts.duration(row.totalNanos()),
              Amounts.duration(row.maxNanos()),
              row.maxReachNanos() == 0 ? "\u2013" : Amounts.duration(row.maxReachNanos())));
    }
    print(table, operations.size() - OPERATIONS_SHOWN, "more operation");
  }

  private void print(TextTable table, int more, String noun) {
    out.append('\n');
    table.appendTo(out);
    if (more > 0) {
      out.append("\u2026 and ").append(Amounts.counted(more, noun)).append(", see --json\n");
    }
  }
}
