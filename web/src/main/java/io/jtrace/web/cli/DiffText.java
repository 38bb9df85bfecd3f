package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.FindingKind;
import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.TraceDiff;
import java.util.List;

/** {@code diff} for people: the largest changes first. */
final class DiffText {
  private static final int ROWS_SHOWN = 12;
  private static final int NAME_WIDTH = 44;

  private final Comparison comparison;
  private final TraceDiff diff;
  private final StringBuilder out = new StringBuilder();

  DiffText(Comparison comparison) {
    this.comparison = comparison;
    diff = comparison.diff();
  }

  String text() {
    out.append("A: ").append(comparison.firstName()).append(", ");
    out.append(Amounts.duration(diff.first().durationNanos())).append("\nB: ");
    out.append(comparison.secondName()).append(", ");
    out.append(Amounts.duration(diff.second().durationNanos()));
    out.append("\nChange is from A to B, per second of each trace.\n");
    findings();
    unknown("A", diff.unknownInFirst());
    unknown("B", diff.unknownInSecond());
    rows("All threads by state", "Threads", diff.states());
    rows("Threads by name, state", "Threads", diff.groups());
    rows("Waits by kind", "Waits", diff.waitKinds());
    rows("Waited for", "Waits", diff.locks());
    rows("Read and wrote", "Operations", diff.io());
    rows("GC pauses by cause", "Pauses", diff.gc());
    rows("Tasks by type", "Tasks", diff.tasks());
    rows("Regions by type", "Regions", diff.regions());
    profile("Waits by code, with callees", comparison.waits());
    comparison.samples().forEach(this::samples);
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
              change(row.changeNanosPerSecond(), "nanos")));
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

  private void samples(ProfileDiff profile) {
    String title = profile.kind() == ProfileKind.CPU ? "On CPU by code" : "Allocated by code";
    if (!profile.isComparable()) {
      out.append('\n').append(title).append(": no comparison\n  A: ");
      out.append(profile.first().source().sentence()).append("\n  B: ");
      out.append(profile.second().source().sentence()).append('\n');
    } else if (profile.first().isRecorded() && profile.second().isRecorded()) {
      profile(title + ", with callees", profile);
    }
  }

  private void profile(String title, ProfileDiff profile) {
    List<ProfileDiff.Node> changed = profile.mostChanged(ROWS_SHOWN);
    if (changed.isEmpty()) {
      return;
    }
    TextTable table = TextTable.ofNumbers(heads(title, profile.unit()));
    for (ProfileDiff.Node node : changed) {
      table.row(
          List.of(
              TextTable.fit(node.name().text(), NAME_WIDTH),
              amount(node.firstTotal(), profile.unit()),
              amount(node.secondTotal(), profile.unit()),
              change(node.changePerSecond(), profile.unit())));
    }
    out.append('\n');
    table.appendTo(out);
  }

  private static List<String> heads(String title, String unit) {
    String measured =
        switch (unit) {
          case "nanos" -> "Time";
          case "bytes" -> "Size";
          default -> "Samples";
        };
    return List.of(title, measured + " A", measured + " B", "Change per s");
  }

  private static String amount(long value, String unit) {
    return switch (unit) {
      case "nanos" -> Amounts.duration(value);
      case "bytes" -> Amounts.bytes(value);
      default -> Amounts.count(value);
    };
  }

  private static String change(double perSecond, String unit) {
    long size = Math.round(Math.abs(perSecond));
    return size == 0 ? "0" : (perSecond < 0 ? "\u2212" : "+") + amount(size, unit);
  }
}
