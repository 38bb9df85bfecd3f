package io.jtrace.web.pprof;

import java.util.List;
import java.util.Locale;

/** What is one entry of a report. */
enum Granularity {
  FUNCTIONS,
  FILEFUNCTIONS,
  FILES,
  LINES,
  ADDRESSES;

  static Granularity of(Settings settings) {
    return valueOf(settings.text(Setting.GRANULARITY).toUpperCase(Locale.ROOT));
  }

  /** Returns the entries that a location counts for, the innermost first. */
  List<NodeKey> keys(Location location, boolean hasInlines) {
    List<Line> lines = location.lines();
    if (lines.isEmpty()) {
      long address = this == ADDRESSES ? location.address() : 0;
      return List.of(new NodeKey("", "", 0, address, object(location)));
    }
    if (!hasInlines && lines.size() > 1) {
      lines = lines.subList(lines.size() - 1, lines.size());
    }
    return lines.stream().map(line -> key(location, line)).toList();
  }

  private NodeKey key(Location location, Line line) {
    Function function = line.function();
    String name = this == FILES ? "" : function.name();
    boolean hasLines = this == LINES || this == ADDRESSES;
    return new NodeKey(
        name,
        this == FUNCTIONS ? "" : function.file(),
        hasLines ? line.number() : 0,
        this == ADDRESSES ? location.address() : 0,
        name.isEmpty() ? object(location) : "");
  }

  private static String object(Location location) {
    Mapping mapping = location.mapping();
    return mapping == null ? "" : mapping.file();
  }
}
