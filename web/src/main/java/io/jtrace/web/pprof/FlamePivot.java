package io.jtrace.web.pprof;

import java.util.List;
import java.util.function.Predicate;

/**
 * What functions call, and who calls them: a flame graph to both sides. Of a stack in which several
 * frames match, the outermost counts.
 *
 * @param callees from those functions on; empty rows but the root if none matches
 * @param callers whose rows are the callers of the rows that they come after
 */
public record FlamePivot(Flame callees, Flame callers) {

  /**
   * Returns both sides of functions.
   *
   * @param regex of their names, as flame graphs have them
   * @throws ProfileException if it is no regular expression
   */
  public static FlamePivot of(View view, String regex) throws ProfileException {
    Predicate<String> pivot = Settings.pattern("pivot", regex);
    FlameTree.Sides sides = FlameTree.around(view, pivot);
    List<FlameTree> matches = sides.callees().children();
    if (matches.size() == 1) {
      FlameTree callees = matches.get(0);
      Flame.Name name = new Flame.Name(callees.name(), Flame.Kind.FRAME);
      return new FlamePivot(
          Flame.of(callees, name), Flame.of(sides.callers().children().get(0), name));
    }
    Flame.Name all = new Flame.Name(matches.size() + " functions that match", Flame.Kind.ROOT);
    return new FlamePivot(Flame.of(sides.callees(), all), Flame.of(sides.callers(), all));
  }
}
