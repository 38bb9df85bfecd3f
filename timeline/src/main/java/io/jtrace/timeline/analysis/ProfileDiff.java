package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import io.jtrace.timeline.model.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The call trees of two traces as one. Nodes are the same if the names on their paths are: ids of
 * frames mean nothing in another trace.
 *
 * @param weight total or count
 * @param nodes callers before callees, the root first; the root alone where the two cannot be
 *     compared
 */
public record ProfileDiff(
    ProfileKind kind, ProfileWeight weight, Seen first, Seen second, List<Node> nodes) {
  private static final int ROOT = 0;

  /**
   * What one trace knows.
   *
   * @param isRecorded whether its recording would tell if there was anything
   */
  public record Seen(TimeRange range, Profile.Source source, boolean isRecorded) {}

  /**
   * A node of the merged tree.
   *
   * @param parent its index, -1 for the root
   * @param changePerSecond of the totals, each per second of its trace
   * @param widthPerSecond the larger of the two selves, and the same of everything below: both what
   *     is gone and what is new have a width, and widths add up
   */
  public record Node(
      int parent,
      Name name,
      long firstSelf,
      long secondSelf,
      long firstTotal,
      long secondTotal,
      double changePerSecond,
      double widthPerSecond) {}

  /** Copies the list. */
  public ProfileDiff {
    nodes = List.copyOf(nodes);
  }

  /**
   * Compares the profiles of all threads.
   *
   * @throws IllegalArgumentException if {@code weight} is the maximum, of which no difference tells
   *     anything
   */
  public static ProfileDiff of(
      TraceDiff.Side first, TraceDiff.Side second, ProfileKind kind, ProfileWeight weight) {
    if (weight == ProfileWeight.MAX) {
      throw new IllegalArgumentException("expected weight=total or count to compare, found max");
    }
    Profile one = profile(first, kind);
    Profile other = profile(second, kind);
    MergedTrees merged = new MergedTrees();
    if (one.source() == other.source()) {
      merged.add(CallTree.of(first.trace(), one, weight, StackFilter.ALL), 0);
      merged.add(CallTree.of(second.trace(), other, weight, StackFilter.ALL), 1);
    }
    return new ProfileDiff(
        kind,
        weight,
        new Seen(first.range(), one.source(), one.isRecorded()),
        new Seen(second.range(), other.source(), other.isRecorded()),
        merged.nodes(first.range(), second.range()));
  }

  private static Profile profile(TraceDiff.Side side, ProfileKind kind) {
    return Profile.of(side.trace(), side.range(), thread -> true, kind);
  }

  /** Returns the node of everything. */
  public Node root() {
    return nodes.get(ROOT);
  }

  /**
   * Returns whether both traces measured the same. CPU time of one and samples by wall time of the
   * other have no difference.
   */
  public boolean isComparable() {
    return first.source() == second.source();
  }

  /** Returns the unit of values: that of the source, or {@code count}. */
  public String unit() {
    return weight == ProfileWeight.COUNT ? "count" : second.source().unit();
  }

  /** Returns the nodes that changed most by themselves or below, largest first. */
  public List<Node> mostChanged(int limit) {
    return nodes.stream()
        .skip(1)
        .filter(node -> node.changePerSecond() != 0)
        .sorted(Comparator.comparingDouble(node -> -Math.abs(node.changePerSecond())))
        .limit(limit)
        .toList();
  }

  /**
   * Returns the difference with nodes narrower than {@code share} of the root merged, and more
   * until there are at most about {@code mostNodes}.
   */
  public ProfileDiff pruned(double share, int mostNodes) {
    double least = Math.max(root().widthPerSecond() * share, widthOfRank(mostNodes));
    List<Node> kept = new ArrayList<>();
    Map<Integer, List<Node>> smaller = new HashMap<>();
    int[] places = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      int parent = node.parent() < 0 ? -1 : places[node.parent()];
      boolean isBelowMerged = node.parent() >= 0 && parent < 0;
      places[i] = -1;
      if (!isBelowMerged && isKept(node, least)) {
        places[i] = kept.size();
        kept.add(placed(parent, node));
      } else if (!isBelowMerged) {
        smaller.computeIfAbsent(parent, key -> new ArrayList<>()).add(node);
      }
    }
    smaller.forEach((parent, merged) -> kept.add(MergedTrees.smaller(parent, merged)));
    return new ProfileDiff(kind, weight, first, second, kept);
  }

  private static boolean isKept(Node node, double least) {
    return node.parent() < 0
        || node.widthPerSecond() >= least
        || node.name().kind() == CallTree.NameKind.MISSING;
  }

  private double widthOfRank(int rank) {
    return nodes.size() <= rank
        ? 0
        : nodes.stream().mapToDouble(node -> -node.widthPerSecond()).sorted().toArray()[rank] * -1;
  }

  private static Node placed(int parent, Node node) {
    return new Node(
        parent,
        node.name(),
        node.firstSelf(),
        node.secondSelf(),
        node.firstTotal(),
        node.secondTotal(),
        node.changePerSecond(),
        node.widthPerSecond());
  }
}
