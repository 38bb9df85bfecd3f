package io.jtrace.web.pprof;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The entries of a report, sorted, without those that matter little.
 *
 * @param originalCount entries before {@code nodecount} was heard
 */
record TrimmedGraph(List<Node> nodes, int originalCount, int droppedNodes, int droppedEdges) {
  private static final Comparator<Node> BY_FLAT =
      Comparator.comparingLong((Node node) -> -Math.abs(node.flatAmount().sum()))
          .thenComparing(Node::name)
          .thenComparing(node -> -Math.abs(node.cumAmount().sum()))
          .thenComparing(node -> node.key().object());

  /** Returns what a table lists. */
  static TrimmedGraph of(View view) {
    return of(view, order(view));
  }

  /** Returns what a picture shows, which is more interesting than what is merely large. */
  static TrimmedGraph ofPicture(View view) {
    TrimmedGraph graph = of(view, byInterest(Graph.of(view, null)));
    removeRedundantEdges(graph.nodes());
    return graph;
  }

  private static TrimmedGraph of(View view, Comparator<Node> order) {
    List<Node> nodes = Graph.of(view, null);
    long total = 0;
    for (Node node : nodes) {
      total += node.flatAmount().sum();
    }
    long nodeCutoff = Math.abs((long) (total * view.fraction(Setting.NODEFRACTION)));
    long edgeCutoff = Math.abs((long) (total * view.fraction(Setting.EDGEFRACTION)));
    int dropped = 0;
    if (nodeCutoff > 0) {
      List<Node> large =
          nodes.stream().filter(node -> Math.abs(node.cumAmount().sum()) >= nodeCutoff).toList();
      dropped = nodes.size() - large.size();
      nodes = dropped == 0 ? nodes : Graph.of(view, Graph.keys(large));
    }
    int count = nodes.size();
    nodes.sort(order);
    if (view.nodeCount() > 0 && view.nodeCount() < count) {
      Set<NodeKey> top = Graph.keys(nodes.subList(0, view.nodeCount()));
      nodes = Graph.of(view, top);
      nodes.sort(order);
    }
    return new TrimmedGraph(nodes, count, dropped, dropEdges(nodes, edgeCutoff));
  }

  private static Comparator<Node> order(View view) {
    return view.settings().isCumulative() ? byScore(node -> node.cumAmount().sum()) : BY_FLAT;
  }

  private static Comparator<Node> byScore(ToLongFunction<Node> score) {
    return Comparator.comparingLong((Node node) -> -Math.abs(score.applyAsLong(node)))
        .thenComparing(Node::name)
        .thenComparing(node -> -Math.abs(node.flatAmount().sum()))
        .thenComparing(node -> node.key().object());
  }

  /** Scores are those of the whole graph: the same entry is as interesting in part of it. */
  private static Comparator<Node> byInterest(List<Node> all) {
    Map<NodeKey, Long> scores = new HashMap<>();
    all.forEach(node -> scores.put(node.key(), interest(node)));
    return byScore(node -> scores.getOrDefault(node.key(), 0L));
  }

  /** What merely passes calls on is of little interest, where paths meet or end of much. */
  private static long interest(Node node) {
    List<Edge> in = node.in();
    List<Edge> out = node.out();
    double score = in.isEmpty() ? 1 : entropy(in, 0);
    score += out.isEmpty() ? 1 : entropy(out, node.flatAmount().sum());
    return (long) (score * node.cumAmount().sum()) + node.flatAmount().sum();
  }

  private static double entropy(List<Edge> edges, long self) {
    double total = Math.abs(self);
    for (Edge edge : edges) {
      total += Math.abs(edge.weight());
    }
    double entropy = part(self, total);
    for (Edge edge : edges) {
      entropy += part(edge.weight(), total);
    }
    return entropy;
  }

  private static double part(long weight, double total) {
    double share = total == 0 ? 0 : Math.abs(weight) / total;
    return share == 0 ? 0 : -share * Math.log(share) / Math.log(2);
  }

  private static int dropEdges(List<Node> nodes, long cutoff) {
    int dropped = 0;
    for (Node node : nodes) {
      for (Edge edge : node.in()) {
        if (Math.abs(edge.weight()) < cutoff) {
          node.removeEdgeFrom(edge.from());
          dropped++;
        }
      }
    }
    return dropped;
  }

  /** Removes calls past others where the callee is reached another way, the lightest first. */
  private static void removeRedundantEdges(List<Node> nodes) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      List<Edge> in = nodes.get(i).in();
      for (int j = in.size() - 1; j >= 0 && in.get(j).isResidual(); j--) {
        Edge edge = in.get(j);
        if (isReachedWithout(edge)) {
          nodes.get(i).removeEdgeFrom(edge.from());
        }
      }
    }
  }

  private static boolean isReachedWithout(Edge left) {
    ArrayDeque<Node> open = new ArrayDeque<>(List.of(left.to()));
    Set<Node> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      for (Edge edge : open.remove().in()) {
        if (edge != left && edge.from() == left.from()) {
          return true;
        }
        if (edge != left && seen.add(edge.from())) {
          open.add(edge.from());
        }
      }
    }
    return false;
  }
}
