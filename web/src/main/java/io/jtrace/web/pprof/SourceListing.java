package io.jtrace.web.pprof;

import java.util.Comparator;
import java.util.List;

/**
 * Functions with the values of their lines, and their source where it is found.
 *
 * @param searchPath where sources were looked for
 * @param count how many functions match, which may be more than are listed
 */
public record SourceListing(String searchPath, int count, List<Routine> routines) {
  private static final Comparator<Routine> HEAVIEST_FIRST =
      Comparator.comparingLong((Routine routine) -> -Math.abs(routine.flat()))
          .thenComparingLong(routine -> -Math.abs(routine.cum()))
          .thenComparing(Routine::name);

  /** Copies what it is given. */
  public SourceListing {
    routines = List.copyOf(routines);
  }

  /**
   * Returns the functions of a view that match, those that took most themselves first.
   *
   * @param regex of their names
   * @param most functions to list
   * @throws ProfileException if it is no regular expression
   */
  public static SourceListing of(View view, String regex, int most) throws ProfileException {
    Sources sources = ListReport.sources(view);
    List<Routine> all = ListReport.routines(view, regex, sources);
    return new SourceListing(
        sources.searchPath(), all.size(), all.stream().sorted(HEAVIEST_FIRST).limit(most).toList());
  }
}
