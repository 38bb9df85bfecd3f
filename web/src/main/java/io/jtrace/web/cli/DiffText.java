package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.FindingKind;
import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.web.cli.TextTable.Align;
import java.util.List;

/** {@code diff} for people: the largest changes first. */
final class DiffText {
  private static final int ROWS_SHOWN = 12;
  private static final int NAME_WIDTH = 44;

  private final String firstName;
  private final String secondName;
  private final TraceDiff diff;
  private final StringBuilder out = new StringBuilder();

  DiffText(String firstName, String secondName, TraceDiff diff) {
    this.firstName = firstName;
    this.secondName = secondName;
    this.diff = diff;
  }

  String text() {
    out.append("A: ").append(firstName).append(", ");
    out.append(Amounts.duration(diff.first().durationNanos())).append("\nB: ");
    out.append(secondName).append(", ");
    out.append(Amounts.duration(diff.second().durationNanos()));
    out.append("\nChange is from A to B, in time per second of each trace.\n");
    findings();
    unknown("A", diff.unknownInFirst());
    unknown("B", diff.unknownInSecond());
    rows("Threads by name, state", "Threads", diff.groups());
    rows("Waited for", "Waits", diff.locks());
    rows("Read and wrote", "Operations", diff.io());
    rows("GC pauses by cause", "Pauses", diff.gc());
    rows("Tasks by type", "Tasks", diff.tasks());
    waits(diff.waits());
    return out.toString();
  }

  private void findings() {
    if (diff.findings().isEmpty()) {
      return;
    }
    out.append("\nStands out in one only\n");
    for (TraceDiff.OneSided found : diff.findings()) {
      out.append(found.isInSecond() ? "  B: " : "  A: ").append(found.finding().kind().heading());
      if (!found.finding().subject().isEmpty()) {
        out.append(": ").append(TextTable.fit(found.finding().subject(), NAME_WIDTH));
      }
      out.append('\n');
    }
  }

  private void unknown(String trace, List<FindingKind> kinds) {
    if (!kinds.isEmpty()) {
      out.append(trace).append(" cannot show: ").append(FindingsText.listed(kinds)).append('\n');
    }
  }

  private void rows(String title, String counted, List<TraceDiff.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.ofNumbers(
            List.of(title, counted + " A", counted + " B", "Time A", "Time B", "Change per s"));
    for (TraceDiff.Row row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
      table.row(
          List.of(
              TextTable.fit(name(row), NAME_WIDTH),
              Amounts.count(row.first().count()),
              Amounts.count(row.second().count()),
              Amounts.duration(row.first().nanos()),
              Amounts.duration(row.second().nanos()),
              change(row.changeNanosPerSecond())));
    }
    out.append('\n');
    table.appendTo(out);
    int more = rows.size() - ROWS_SHOWN;
    if (more > 0) {
      out.append("\u2026 and ").append(Amounts.counted(more, "more row")).append(", see --json\n");
    }
  }

  private static String name(TraceDiff.Row row) {
    String subject = row.subject().isEmpty() ? "(not recorded)" : row.subject();
    return row.part().isEmpty() ? subject : subject + ", " + row.part();
  }

  private void waits(ProfileDiff profile) {
    List<ProfileDiff.Node> changed = profile.mostChanged(ROWS_SHOWN);
    if (changed.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("Waits by code, with callees", "Time A", "Time B", "Change per s"),
            List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT));
    for (ProfileDiff.Node node : changed) {
      table.row(
          List.of(
              TextTable.fit(node.name().text(), NAME_WIDTH),
              Amounts.duration(node.firstTotal()),
              Amounts.duration(node.secondTotal()),
              change(node.changeNanosPerSecond())));
    }
    out.append('\n');
    table.appendTo(out);
  }

  private static String change(double nanosPerSecond) {
    long nanos = Math.round(Math.abs(nanosPerSecond));
    if (nanos == 0) {
      return "0";
    }
    return (nanosPerSecond < 0 ? "\u2212" : "+") + Amounts.duration(nanos);
  }
}
