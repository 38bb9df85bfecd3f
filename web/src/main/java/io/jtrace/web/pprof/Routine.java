package io.jtrace.web.pprof;

import java.util.List;
import java.util.Optional;

/**
 * Part of a function's source, or all that is known of it.
 *
 * @param file empty if that is not known
 */
public record Routine(String name, String file, long flat, long cum, List<SourceLine> lines) {

  /** Copies what it is given. */
  public Routine {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param number 0 if that is not known
   * @param text empty if the source is not found
   */
  public record SourceLine(long number, long flat, long cum, Optional<String> text) {}
}
