package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The call trees of two traces as one. Nodes are the same if the names on their paths are: ids of
 * frames mean nothing in another trace.
 *
 * @param nodes callers before callees, the root first
 */
public record ProfileDiff(ProfileKind kind, List<Node> nodes) {
  private static final int ROOT = 0;

  /**
   * A node of the merged tree.
   *
   * @param parent its index, -1 for the root
   * @param changeNanosPerSecond of the totals, each per second of its trace
   */
  public record Node(
      int parent,
      Name name,
      long firstSelf,
      long secondSelf,
      long firstTotal,
      long secondTotal,
      double changeNanosPerSecond) {}

  private record Path(int parent, Name name) {}

  /** Copies the list. */
  public ProfileDiff {
    nodes = List.copyOf(nodes);
  }

  /** Compares profiles of a kind whose unit is time. */
  static ProfileDiff of(TraceDiff.Side first, TraceDiff.Side second, ProfileKind kind) {
    Merge merge = new Merge();
    merge.add(tree(first, kind), 0);
    merge.add(tree(second, kind), 1);
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < merge.paths.size(); node++) {
      Path path = merge.paths.get(node);
      long[] values = merge.values.get(node);
      double change =
          TraceDiff.perSecond(values[3], second.range())
              - TraceDiff.perSecond(values[2], first.range());
      nodes.add(
          new Node(path.parent(), path.name(), values[0], values[1], values[2], values[3], change));
    }
    return new ProfileDiff(kind, nodes);
  }

  private static CallTree tree(TraceDiff.Side side, ProfileKind kind) {
    Profile profile = Profile.of(side.trace(), side.range(), thread -> true, kind);
    return CallTree.of(side.trace(), profile, ProfileWeight.TOTAL, StackFilter.ALL);
  }

  /** Returns the node of everything. */
  public Node root() {
    return nodes.get(ROOT);
  }

  /** Returns the leaves and methods that changed most by themselves or below, largest first. */
  public List<Node> mostChanged(int limit) {
    return nodes.stream()
        .skip(1)
        .filter(node -> node.changeNanosPerSecond() != 0)
        .sorted(Comparator.comparingDouble(node -> -Math.abs(node.changeNanosPerSecond())))
        .limit(limit)
        .toList();
  }

  /** Values by node: self in the first and second tree, total in the first and second. */
  private static final class Merge {
    private final Map<Path, Integer> ids = new HashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<long[]> values = new ArrayList<>();

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
  }
}
