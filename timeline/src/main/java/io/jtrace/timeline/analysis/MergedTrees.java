package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import io.jtrace.timeline.analysis.CallTree.NameKind;
import io.jtrace.timeline.analysis.ProfileDiff.Node;
import io.jtrace.timeline.model.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays the call trees of two traces over one another. Not safe for use by several threads. */
final class MergedTrees {
  private static final Name ALL = new Name("all", NameKind.ROOT);

  private record Path(int parent, Name name) {}

  private final Map<Path, Integer> ids = new HashMap<>();
  private final List<Path> paths = new ArrayList<>();

  /** By node: self in the first and second tree, total in the first and second. */
  private final List<long[]> values = new ArrayList<>();

  MergedTrees() {
    id(new Path(-1, ALL));
  }

  /** Adds the tree of a side, 0 or 1. */
  void add(CallTree tree, int side) {
    int[] merged = new int[tree.size()];
    for (int node = 0; node < tree.size(); node++) {
      int parent = tree.parents().at(node);
      merged[node] = id(new Path(parent < 0 ? -1 : merged[parent], tree.name(node)));
      long[] sums = values.get(merged[node]);
      sums[side] += tree.selves().at(node);
      sums[2 + side] += tree.totals().at(node);
    }
  }

  private int id(Path path) {
    Integer known = ids.putIfAbsent(path, paths.size());
    if (known != null) {
      return known;
    }
    paths.add(path);
    values.add(new long[4]);
    return paths.size() - 1;
  }

  /** Returns the nodes, parents before their children. */
  List<Node> nodes(TimeRange first, TimeRange second) {
    double[] widths = widths(first, second);
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < paths.size(); node++) {
      Path path = paths.get(node);
      long[] its = values.get(node);
      double change = TraceDiff.perSecond(its[3], second) - TraceDiff.perSecond(its[2], first);
      nodes.add(
          new Node(
              path.parent(), path.name(), its[0], its[1], its[2], its[3], change, widths[node]));
    }
    return nodes;
  }

  private double[] widths(TimeRange first, TimeRange second) {
    double[] widths = new double[paths.size()];
    for (int node = widths.length - 1; node >= 0; node--) {
      long[] its = values.get(node);
      widths[node] +=
          Math.max(TraceDiff.perSecond(its[0], first), TraceDiff.perSecond(its[1], second));
      int parent = paths.get(node).parent();
      if (parent >= 0) {
        widths[parent] += widths[node];
      }
    }
    return widths;
  }

  /** Returns siblings as one node that stands for them. */
  static Node smaller(int parent, List<Node> merged) {
    long before = merged.stream().mapToLong(Node::firstTotal).sum();
    long after = merged.stream().mapToLong(Node::secondTotal).sum();
    return new Node(
        parent,
        new Name(merged.size() + " smaller", NameKind.SMALLER),
        before,
        after,
        before,
        after,
        merged.stream().mapToDouble(Node::changePerSecond).sum(),
        merged.stream().mapToDouble(Node::widthPerSecond).sum());
  }
}
