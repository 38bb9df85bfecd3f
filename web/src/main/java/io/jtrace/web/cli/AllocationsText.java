package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.AllocationStalls;
import io.jtrace.timeline.analysis.Allocations;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;
import java.util.OptionalLong;

/** The part of {@code report} about allocation: who, what, and who waited for memory. */
final class AllocationsText {
  private static final int ROWS_SHOWN = 8;
  private static final int NAME_WIDTH = 36;
  private static final int SITE_WIDTH = 44;

  private static final List<TextTable.Align> ALIGNS =
      List.of(
          TextTable.Align.LEFT,
          TextTable.Align.RIGHT,
          TextTable.Align.RIGHT,
          TextTable.Align.RIGHT,
          TextTable.Align.LEFT);

  private AllocationsText() {}

  static void append(Trace trace, TimeRange range, StringBuilder out) {
    Allocations allocations = Allocations.of(trace, range);
    if (!allocations.threads().isEmpty()) {
      out.append("\nAllocated: about ").append(Amounts.bytes(allocations.estimatedBytes()));
      out.append(", from ").append(Amounts.counted(allocations.samples(), "sample"));
      out.append(", scaled where the JVM counted\n");
      threads(allocations.threads(), out);
      classes(allocations.classes(), out);
    }
    stalls(AllocationStalls.of(trace, range), out);
  }

  private static void threads(List<Allocations.ByThread> threads, StringBuilder out) {
    TextTable table =
        new TextTable(
            List.of("Allocated by", "Samples", "Estimate", "Counted", "Mostly in"), ALIGNS);
    for (Allocations.ByThread row : first(threads)) {
      table.row(
          List.of(
              TextTable.fit(row.threadName() == null ? "(unknown)" : row.threadName(), NAME_WIDTH),
              Amounts.count(row.samples()),
              Amounts.bytes(row.estimatedBytes()),
              counted(row.countedBytes()),
              TextTable.fit(row.site() == null ? "" : row.site(), SITE_WIDTH)));
    }
    print(table, threads.size(), "more thread", out);
  }

  private static void classes(List<Allocations.ByClass> classes, StringBuilder out) {
    if (classes.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("Allocated class", "Samples", "Estimate", "Threads", "Mostly in"), ALIGNS);
    for (Allocations.ByClass row : first(classes)) {
      table.row(
          List.of(
              TextTable.fit(
                  row.className().isEmpty() ? "(not recorded)" : row.className(), NAME_WIDTH),
              Amounts.count(row.samples()),
              Amounts.bytes(row.estimatedBytes()),
              Amounts.count(row.threads()),
              TextTable.fit(row.site() == null ? "" : row.site(), SITE_WIDTH)));
    }
    out.append('\n');
    print(table, classes.size(), "more type", out);
  }

  private static String counted(OptionalLong bytes) {
    return bytes.isPresent() ? Amounts.bytes(bytes.getAsLong()) : "\u2013";
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(ROWS_SHOWN, rows.size()));
  }

  private static void print(TextTable table, int rows, String more, StringBuilder out) {
    table.appendTo(out);
    if (rows > ROWS_SHOWN) {
      out.append("\u2026 and ").append(Amounts.counted(rows - ROWS_SHOWN, more));
      out.append(", see --json\n");
    }
  }

  private static void stalls(AllocationStalls stalls, StringBuilder out) {
    if (stalls.count() > 0) {
      out.append("\nThreads waited for memory ").append(Amounts.counted(stalls.count(), "time"));
      out.append(", ").append(Amounts.duration(stalls.totalNanos())).append(" together, longest ");
      out.append(Amounts.duration(stalls.maxNanos())).append(" (jdk.ZAllocationStall)\n");
    }
  }
}
