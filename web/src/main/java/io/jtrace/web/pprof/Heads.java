package io.jtrace.web.pprof;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines above a report. */
final class Heads {
  private static final int MAX_FILTER_LENGTH = 80;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d, yyyy 'at' h:mm", Locale.US);
  private static final DateTimeFormatter HALF = DateTimeFormatter.ofPattern("a", Locale.US);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("(z)", Locale.US);

  private Heads() {}

  /** Returns what a profile says of itself. */
  static List<String> ofProfile(View view) {
    Header header = view.profile().header();
    List<String> lines = new ArrayList<>();
    if (!view.profile().mappings().isEmpty()) {
      Mapping program = view.profile().mappings().get(0);
      addUnlessEmpty(lines, "File: ", program.baseName());
      addUnlessEmpty(lines, "Build ID: ", program.buildId());
    }
    header.comments().stream()
        .filter(comment -> !comment.startsWith("#"))
        .forEach(comment -> lines.add(Plain.line(comment)));
    addUnlessEmpty(lines, "Type: ", view.typeName());
    if (header.timeNanos() != 0) {
      lines.add("Time: " + time(header.timeNanos()));
    }
    if (header.durationNanos() != 0) {
      lines.add(duration(view, header.durationNanos()));
    }
    return lines;
  }

  private static void addUnlessEmpty(List<String> lines, String name, String text) {
    if (!text.isEmpty()) {
      lines.add(name + Plain.line(text));
    }
  }

  private static String time(long epochNanos) {
    var time = Instant.ofEpochSecond(0, epochNanos).atZone(ZoneId.systemDefault());
    return DAY.format(time) + HALF.format(time).toLowerCase(Locale.ROOT) + " " + ZONE.format(time);
  }

  private static String duration(View view, long nanos) {
    Units.Scaled total = Units.scale(view.total(), view.type().unit(), "nanoseconds");
    boolean isTime = total.unit().equals("ns") && total.value() != 0;
    return "Duration: %s, Total samples = %s %s"
        .formatted(
            Units.label(nanos, "nanoseconds", Units.AUTO),
            view.format(view.total()),
            isTime ? "(" + Units.percentage((long) total.value(), nanos) + ")" : "");
  }

  /** Returns the lines above a table or a picture. */
  static List<String> ofGraph(View view, TrimmedGraph graph) {
    List<String> lines = new ArrayList<>();
    if (!view.settings().is(Setting.COMPACT_LABELS)) {
      lines.addAll(ofProfile(view));
    }
    filters(view, lines);
    long flat = 0;
    for (Node node : graph.nodes()) {
      flat += node.flat();
    }
    lines.add(
        "Showing nodes accounting for %s, %s of %s total"
            .formatted(
                view.format(flat), view.percentage(flat).strip(), view.format(view.total())));
    if (view.total() != 0) {
      dropped(view, graph, lines);
    }
    return lines;
  }

  private static void dropped(View view, TrimmedGraph graph, List<String> lines) {
    if (graph.droppedNodes() > 0) {
      double share = view.fraction(Setting.NODEFRACTION);
      lines.add(
          "Dropped %d %s (cum <= %s)"
              .formatted(
                  graph.droppedNodes(),
                  graph.droppedNodes() > 1 ? "nodes" : "node",
                  view.format(Math.abs((long) (view.total() * share)))));
    }
    if (!graph.nodes().isEmpty() && graph.nodes().size() < graph.originalCount()) {
      lines.add(
          "Showing top %d nodes out of %d".formatted(graph.nodes().size(), graph.originalCount()));
    }
  }

  private static void filters(View view, List<String> lines) {
    List<String> filters = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String value = view.settings().text(setting);
      if (setting.isFilter() && !value.isEmpty()) {
        String line = Plain.line(setting.key() + "=" + value);
        filters.add(
            "   "
                + (line.length() > MAX_FILTER_LENGTH
                    ? line.substring(0, MAX_FILTER_LENGTH) + "\u2026"
                    : line));
      }
    }
    if (!filters.isEmpty()) {
      lines.add("Active filters:");
      lines.addAll(filters);
    }
  }
}
