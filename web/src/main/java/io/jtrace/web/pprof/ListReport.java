package io.jtrace.web.pprof;

import io.jtrace.web.pprof.Routine.SourceLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code list}: source lines with their values. */
final class ListReport {
  /** Lines shown before the first and after the last that has a value. */
  static final int MARGIN = 5;

  private ListReport() {}

  static void write(View view, String regex, PrintWriter out) throws ProfileException {
    Sources sources = sources(view);
    List<Routine> routines = routines(view, regex, sources);
    if (routines.isEmpty()) {
      throw new ProfileException("no matches found for regexp: " + regex);
    }
    out.print("Total: " + view.format(view.total()) + "\n");
    for (Routine routine : routines) {
      if (routine.file().isEmpty()) {
        out.print("No source information for " + Plain.line(routine.name()) + "\n");
      } else {
        write(view, routine, sources, out);
      }
    }
  }

  static Sources sources(View view) {
    return new Sources(
        view.settings().text(Setting.SOURCE_PATH), view.settings().text(Setting.TRIM_PATH));
  }

  private static void write(View view, Routine routine, Sources sources, PrintWriter out) {
    String file = Plain.line(routine.file());
    out.print("ROUTINE ======================== " + Plain.line(routine.name()));
    out.print(" in " + file + "\n");
    out.print(Plain.right(view.format(routine.flat()), 10));
    out.print(" " + Plain.right(view.format(routine.cum()), 10));
    out.print(" (flat, cum) " + view.percentage(routine.cum()) + " of Total\n");
    if (sources.lines(routine.file()).isEmpty()) {
      out.print(" Error: could not find file " + file + " on path " + sources.searchPath() + "\n");
    }
    for (SourceLine line : routine.lines()) {
      out.print(Plain.right(view.formatOrDot(line.flat()), 10));
      out.print(" " + Plain.right(view.formatOrDot(line.cum()), 10));
      out.print(" " + Plain.right(String.valueOf(line.number()), 6));
      out.print(":" + line.text().orElse("").replaceAll("[\\p{Cntrl}&&[^\t]]", " ") + "\n");
    }
  }

  /** Returns what is known of functions that match, by name and file. */
  static List<Routine> routines(View view, String regex, Sources sources) throws ProfileException {
    Predicate<String> isShown = Settings.pattern("list", regex);
    Map<String, Map<String, List<Node>>> functions = new TreeMap<>();
    for (Node node : Graph.of(view, null)) {
      if (isShown.test(node.key().name())) {
        functions
            .computeIfAbsent(node.key().name(), name -> new TreeMap<>())
            .computeIfAbsent(node.key().file(), file -> new ArrayList<>())
            .add(node);
      }
    }
    List<Routine> routines = new ArrayList<>();
    functions.forEach(
        (name, files) -> {
          boolean isAnyKnown = files.keySet().stream().anyMatch(file -> !file.isEmpty());
          files.forEach(
              (file, nodes) -> {
                if (!file.isEmpty() || !isAnyKnown) {
                  routines.add(routine(name, file, nodes, sources));
                }
              });
        });
    return routines;
  }

  private static Routine routine(String name, String file, List<Node> nodes, Sources sources) {
    Map<Long, SourceLine> values = new TreeMap<>();
    long flat = 0;
    long cum = 0;
    for (Node node : nodes) {
      long number = node.key().line();
      SourceLine known =
          values.getOrDefault(number, new SourceLine(number, 0, 0, Optional.empty()));
      flat += node.flat();
      cum += node.cum();
      values.put(
          number,
          new SourceLine(
              number, known.flat() + node.flat(), known.cum() + node.cum(), Optional.empty()));
    }
    List<SourceLine> lines =
        sources
            .lines(file)
            .map(texts -> withTexts(nodes, values, texts))
            .orElseGet(() -> List.copyOf(values.values()));
    return new Routine(name, file, flat, cum, lines);
  }

  private static List<SourceLine> withTexts(
      List<Node> nodes, Map<Long, SourceLine> values, List<String> texts) {
    long start = Long.MAX_VALUE;
    long end = 0;
    for (Node node : nodes) {
      long line = node.key().line();
      start = Math.min(start, node.startLine() == 0 ? line - MARGIN : node.startLine());
      end = Math.max(end, line + MARGIN);
    }
    List<SourceLine> lines = new ArrayList<>();
    for (long number = Math.max(1, start); number <= Math.min(end, texts.size()); number++) {
      SourceLine value = values.get(number);
      lines.add(
          new SourceLine(
              number,
              value == null ? 0 : value.flat(),
              value == null ? 0 : value.cum(),
              Optional.of(texts.get((int) number - 1))));
    }
    return lines;
  }
}
