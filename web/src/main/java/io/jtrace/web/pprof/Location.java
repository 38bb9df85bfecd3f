package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A frame, or several where functions were inlined.
 *
 * @param lines the innermost first; empty if only the address is known
 */
record Location(
    @Nullable Mapping mapping,
    long address,
    List<Line> lines,
    boolean folded,
    UnknownFieldSet unknown) {

  Location {
    lines = List.copyOf(lines);
  }

  static Location of(Line... lines) {
    return new Location(null, 0, List.of(lines), false, UnknownFieldSet.getDefaultInstance());
  }

  Location withLines(List<Line> others) {
    return new Location(mapping, address, others, folded, unknown);
  }

  /** Returns whether the file of the mapping fulfils a condition. */
  boolean isOfFile(Predicate<String> condition) {
    return mapping != null && condition.test(mapping.file());
  }

  /** Returns whether a function's name, its file, or the mapped file fulfils a condition. */
  boolean matches(Predicate<String> condition) {
    return isOfFile(condition) || lines.stream().anyMatch(line -> matches(line, condition));
  }

  static boolean matches(Line line, Predicate<String> condition) {
    return condition.test(line.function().name()) || condition.test(line.function().file());
  }
}
