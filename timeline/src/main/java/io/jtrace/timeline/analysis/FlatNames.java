package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import io.jtrace.timeline.analysis.CallTree.NameKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums up the nodes of a {@link CallTree} by name. */
final class FlatNames {
  private FlatNames() {}

  /** Returns all names but the root, most of its own first. */
  static List<CallTree.Flat> of(CallTree tree) {
    long[] selves = new long[tree.names().size()];
    long[] totals = new long[tree.names().size()];
    for (int node = 1; node < tree.size(); node++) {
      int name = tree.nodeNames().at(node);
      selves[name] = tree.weight().plus(selves[name], tree.selves().at(node));
      if (!isBelowItself(tree, node)) {
        totals[name] = tree.weight().plus(totals[name], tree.totals().at(node));
      }
    }
    List<CallTree.Flat> flat = new ArrayList<>();
    for (int i = 0; i < selves.length; i++) {
      Name name = tree.names().get(i);
      if (name.kind() != NameKind.ROOT && totals[i] > 0) {
        flat.add(new CallTree.Flat(name, selves[i], totals[i]));
      }
    }
    flat.sort(
        Comparator.comparingLong((CallTree.Flat row) -> -row.self())
            .thenComparing(row -> -row.total())
            .thenComparing(row -> row.name().text()));
    return flat;
  }

  private static boolean isBelowItself(CallTree tree, int node) {
    int name = tree.nodeNames().at(node);
    for (int above = tree.parents().at(node); above > 0; above = tree.parents().at(above)) {
      if (tree.nodeNames().at(above) == name) {
        return true;
      }
    }
    return false;
  }
}
