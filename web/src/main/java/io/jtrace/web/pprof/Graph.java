package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls whom, and what it costs. Recursion counts once for each sample. */
final class Graph {
  private record Frame(@Nullable Node node, boolean isInline) {}

  private final View view;
  private final @Nullable Set<NodeKey> kept;
  private final Map<NodeKey, Node> nodes = new LinkedHashMap<>();
  private final IdentityHashMap<Location, List<Frame>> frames = new IdentityHashMap<>();

  private Graph(View view, @Nullable Set<NodeKey> kept) {
    this.view = view;
    this.kept = kept;
  }

  /**
   * Returns the entries of a view's samples, in the order in which samples name them.
   *
   * @param kept entries to have, all if null; calls go past others
   */
  static List<Node> of(View view, @Nullable Set<NodeKey> kept) {
    Graph graph = new Graph(view, kept);
    List<Sample> samples = view.profile().samples();
    for (int i = 0; i < samples.size(); i++) {
      graph.add(samples.get(i), i);
    }
    boolean isNegativeDropped = view.settings().is(Setting.DROP_NEGATIVE);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes.values()) {
      boolean isEmpty = node.flatAmount().sum() == 0 && node.cumAmount().sum() == 0;
      if (!isEmpty && !(isNegativeDropped && isNegative(node))) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private static boolean isNegative(Node node) {
    long flat = node.flatAmount().sum();
    return flat < 0 || (flat == 0 && node.cumAmount().sum() < 0);
  }

  private void add(Sample sample, int number) {
    long value = view.value(sample);
    long divisor = view.divisor(sample);
    if (value == 0 && divisor == 0) {
      return;
    }
    Node caller = null;
    boolean isResidual = false;
    for (int i = sample.stack().size() - 1; i >= 0; i--) {
      List<Frame> lines = frames.computeIfAbsent(sample.stack().get(i), this::frames);
      for (int j = lines.size() - 1; j >= 0; j--) {
        Node node = lines.get(j).node();
        if (node == null) {
          isResidual = true;
          continue;
        }
        if (node.isFirstIn(number)) {
          node.cumAmount().add(value, divisor);
        }
        if (caller != null && caller != node) {
          caller.edgeTo(node).addOnce(number, value, divisor, isResidual, lines.get(j).isInline());
        }
        caller = node;
        isResidual = false;
      }
    }
    if (caller != null && !isResidual) {
      caller.flatAmount().add(value, divisor);
    }
  }

  private List<Frame> frames(Location location) {
    List<NodeKey> keys = view.keys(location);
    List<Frame> found = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      found.add(new Frame(node(keys.get(i), location, i), i < keys.size() - 1));
    }
    return found;
  }

  private @Nullable Node node(NodeKey key, Location location, int line) {
    if (kept != null && !kept.contains(key)) {
      return null;
    }
    long startLine =
        line < location.lines().size() ? location.lines().get(line).function().startLine() : 0;
    return nodes.computeIfAbsent(key, each -> new Node(each, startLine));
  }

  /** Returns the keys of nodes. */
  static Set<NodeKey> keys(List<Node> nodes) {
    Set<NodeKey> keys = new HashSet<>();
    nodes.forEach(node -> keys.add(node.key()));
    return keys;
  }
}
