package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places of a call graph's nodes: callers above callees, in layers. Calls that close a circle do
 * not count for that. Within a layer, nodes stand where their callers and callees are on average.
 */
final class GraphLayout {
  private static final int SWEEPS = 8;
  private static final int GAP_X = 24;
  private static final int GAP_Y = 56;

  /** Where a node is, in pixels. */
  static final class Box {
    private final Node node;
    private final int width;
    private final int height;
    private int layer;
    private double x;
    private double y;

    Box(Node node, int width, int height) {
      this.node = node;
      this.width = width;
      this.height = height;
    }

    Node node() {
      return node;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    /** Returns the left side. */
    double x() {
      return x;
    }

    /** Returns the upper side. */
    double y() {
      return y;
    }

    double centre() {
      return x + width / 2.0;
    }
  }

  private final Map<Node, Box> boxes;
  private final Set<Edge> circular = new HashSet<>();
  private final List<List<Box>> layers = new ArrayList<>();

  private GraphLayout(Map<Node, Box> boxes) {
    this.boxes = boxes;
  }

  /** Gives each box its place. */
  static GraphLayout of(List<Box> boxes) {
    Map<Node, Box> byNode = new HashMap<>();
    boxes.forEach(box -> byNode.put(box.node(), box));
    GraphLayout layout = new GraphLayout(byNode);
    Set<Node> done = new HashSet<>();
    boxes.stream()
        .sorted(Comparator.comparingInt(box -> box.node().in().isEmpty() ? 0 : 1))
        .forEach(box -> layout.findCircles(box.node(), new HashSet<>(), done));
    layout.assignLayers(boxes);
    layout.place();
    return layout;
  }

  Box box(Node node) {
    Box box = boxes.get(node);
    if (box == null) {
      throw new IllegalArgumentException("no place for " + node.name());
    }
    return box;
  }

  double width() {
    return boxes.values().stream().mapToDouble(box -> box.x + box.width).max().orElse(0);
  }

  double height() {
    return boxes.values().stream().mapToDouble(box -> box.y + box.height).max().orElse(0);
  }

  private void findCircles(Node node, Set<Node> path, Set<Node> done) {
    if (!done.add(node)) {
      return;
    }
    path.add(node);
    for (Edge edge : node.out()) {
      if (path.contains(edge.to())) {
        circular.add(edge);
      } else {
        findCircles(edge.to(), path, done);
      }
    }
    path.remove(node);
  }

  /** The layer of a node is one below the lowest of its callers. */
  private void assignLayers(List<Box> all) {
    boolean isChanged = true;
    for (int round = 0; isChanged && round <= all.size(); round++) {
      isChanged = false;
      for (Box box : all) {
        for (Edge edge : box.node().out()) {
          Box callee = box(edge.to());
          if (!circular.contains(edge) && callee.layer <= box.layer) {
            callee.layer = box.layer + 1;
            isChanged = true;
          }
        }
      }
    }
    for (Box box : all) {
      while (layers.size() <= box.layer) {
        layers.add(new ArrayList<>());
      }
      layers.get(box.layer).add(box);
    }
  }

  private void place() {
    double y = 0;
    for (List<Box> layer : layers) {
      int height = 0;
      double x = 0;
      for (Box box : layer) {
        box.y = y;
        box.x = x;
        x += box.width + GAP_X;
        height = Math.max(height, box.height);
      }
      y += height + GAP_Y;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean isDown = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        settle(layers.get(isDown ? i : layers.size() - 1 - i), isDown);
      }
    }
    double left = boxes.values().stream().mapToDouble(Box::x).min().orElse(0);
    boxes.values().forEach(box -> box.x -= left);
  }

  private void settle(List<Box> layer, boolean isDown) {
    Map<Box, Double> wanted = new HashMap<>();
    for (Box box : layer) {
      wanted.put(box, wanted(box, isDown));
    }
    layer.sort(Comparator.comparingDouble(box -> wanted.getOrDefault(box, 0.0)));
    double free = Double.NEGATIVE_INFINITY;
    double excess = 0;
    for (Box box : layer) {
      double x = wanted.getOrDefault(box, 0.0) - box.width / 2.0;
      box.x = Math.max(x, free);
      excess += box.x - x;
      free = box.x + box.width + GAP_X;
    }
    // Pushing goes to the right only; all together move back by what it was on average.
    double shift = layer.isEmpty() ? 0 : excess / layer.size();
    layer.forEach(box -> box.x -= shift);
  }

  private double wanted(Box box, boolean isDown) {
    double sum = 0;
    double weights = 0;
    for (Edge edge : isDown ? box.node().in() : box.node().out()) {
      double weight = 1 + Math.abs(edge.weight());
      sum += weight * box(isDown ? edge.from() : edge.to()).centre();
      weights += weight;
    }
    return weights == 0 ? box.centre() : sum / weights;
  }
}
