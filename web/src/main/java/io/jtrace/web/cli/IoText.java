package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.IoTable;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.cli.TextTable.Align;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The part of {@code report} about hosts and files that threads read from and wrote to. */
final class IoText {
  private static final int ROWS_SHOWN = 8;
  private static final int NAME_WIDTH = 36;

  /** Operations of one kind on one target. */
  private record Row(IoTable.Target target, IoTable.Kind kind) {
    long totalNanos() {
      return kind.times().totalNanos();
    }
  }

  private IoText() {}

  static void append(Trace trace, TimeRange range, StringBuilder out) {
    IoTable table = IoTable.of(trace, range);
    if (table.targets().isEmpty()) {
      return;
    }
    List<Row> rows =
        table.targets().stream()
            .flatMap(target -> target.kinds().stream().map(kind -> new Row(target, kind)))
            .sorted(Comparator.comparingLong(row -> -row.totalNanos()))
            .toList();
    out.append("\nI/O: ")
        .append(Amounts.counted(table.operations(), "operation"))
        .append(" on ")
        .append(Amounts.counted(table.count(), "target"))
        .append(", ")
        .append(Amounts.bytes(table.sizeBytes()))
        .append(", ")
        .append(Amounts.duration(table.totalNanos()))
        .append(" together\n\n");
    TextTable text = table();
    rows.subList(0, Math.min(ROWS_SHOWN, rows.size())).forEach(row -> text.row(cells(row)));
    text.appendTo(out);
    if (rows.size() > ROWS_SHOWN) {
      out.append("\u2026 and ")
          .append(Amounts.counted(rows.size() - ROWS_SHOWN, "more row"))
          .append(", see --json\n");
    }
  }

  private static TextTable table() {
    List<String> head =
        List.of("Host or file", "How", "Times", "Bytes", "Total", "Mean", "p99", "Longest");
    List<Align> aligns = new ArrayList<>(Collections.nCopies(head.size(), Align.RIGHT));
    aligns.set(0, Align.LEFT);
    aligns.set(1, Align.LEFT);
    return new TextTable(head, aligns);
  }

  private static List<String> cells(Row row) {
    String name = row.target().target();
    IoTable.Kind kind = row.kind();
    return List.of(
        TextTable.fit(name.isEmpty() ? "(none recorded)" : name, NAME_WIDTH),
        kind.operation(),
        Amounts.count(kind.times().count()),
        kind.sizeBytes() == 0 ? "\u2013" : Amounts.bytes(kind.sizeBytes()),
        Amounts.duration(kind.times().totalNanos()),
        Amounts.duration(kind.times().meanNanos()),
        Amounts.duration(kind.times().p99Nanos()),
        Amounts.duration(kind.times().maxNanos()));
  }
}
