package io.jtrace.web.pprof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call graph with a place for everything. What took more itself has larger letters. Lengths are
 * in pixels.
 *
 * @param heads lines that say what the profile is and what was left out
 * @param total what all shares are of
 */
public record GraphPicture(
    List<String> heads,
    long total,
    double widthPixels,
    double heightPixels,
    List<Box> boxes,
    List<Call> calls) {
  private static final double LEAST_FONT = 9;
  private static final double MOST_FONT = 24;
  private static final double CHARACTER_WIDTH = 0.62;
  private static final double LINE_HEIGHT = 1.25;

  /**
   * A function.
   *
   * @param label the value with callees, as it is written
   * @param lines what stands in the box, the short name first
   * @param font the height of letters
   */
  public record Box(
      String name,
      String label,
      List<String> lines,
      long flat,
      long cum,
      double font,
      double x,
      double y,
      int width,
      int height) {

    double centre() {
      return x + width / 2.0;
    }

    double lineHeight() {
      return font * LINE_HEIGHT;
    }
  }

  /**
   * Calls from one function to another.
   *
   * @param from the index of the caller's box
   * @param to the index of the callee's box
   * @param label the value, as it is written
   * @param isResidual whether functions between both were left out
   */
  public record Call(
      int from, int to, long weight, String label, boolean isResidual, boolean isInline) {}

  /** Copies what it is given. */
  public GraphPicture {
    heads = List.copyOf(heads);
    boxes = List.copyOf(boxes);
    calls = List.copyOf(calls);
  }

  /** Returns the call graph of a view. */
  public static GraphPicture of(View whole) {
    TrimmedGraph graph = TrimmedGraph.ofPicture(whole);
    View view = ReportUnits.chosen(whole, graph.nodes());
    return new Painter(view).of(graph);
  }

  double share(long value) {
    return total == 0 ? 0 : Math.min(1, Math.abs((double) value / total));
  }

  /** Sizes boxes by what is written in them. */
  private record Painter(View view) {
    GraphPicture of(TrimmedGraph graph) {
      List<Node> nodes = graph.nodes();
      GraphLayout layout = GraphLayout.of(nodes.stream().map(this::sized).toList());
      Map<Node, Integer> indexes = new HashMap<>();
      nodes.forEach(node -> indexes.put(node, indexes.size()));
      List<Call> calls =
          nodes.stream()
              .flatMap(node -> node.out().stream())
              .map(edge -> call(edge, indexes))
              .toList();
      return new GraphPicture(
          Heads.ofGraph(view, graph),
          view.total(),
          layout.width(),
          layout.height(),
          nodes.stream().map(node -> placed(node, layout.box(node))).toList(),
          calls);
    }

    private Call call(Edge edge, Map<Node, Integer> indexes) {
      return new Call(
          indexes.getOrDefault(edge.from(), 0),
          indexes.getOrDefault(edge.to(), 0),
          edge.weight(),
          view.format(edge.weight()),
          edge.isResidual(),
          edge.isInline());
    }

    private GraphLayout.Box sized(Node node) {
      List<String> lines = lines(node);
      double font = font(node);
      int longest = lines.stream().mapToInt(String::length).max().orElse(1);
      return new GraphLayout.Box(
          node,
          (int) (longest * font * CHARACTER_WIDTH) + 10,
          (int) (lines.size() * font * LINE_HEIGHT) + 8);
    }

    private Box placed(Node node, GraphLayout.Box box) {
      return new Box(
          node.name(),
          view.format(node.cum()),
          lines(node),
          node.flat(),
          node.cum(),
          font(node),
          box.x(),
          box.y(),
          box.width(),
          box.height());
    }

    private double font(Node node) {
      double share =
          view.total() == 0 ? 0 : Math.min(1, Math.abs((double) node.flat() / view.total()));
      return LEAST_FONT + (MOST_FONT - LEAST_FONT) * Math.sqrt(share);
    }

    private List<String> lines(Node node) {
      String flat = view.format(node.flat()) + share(node.flat());
      return node.flat() == node.cum()
          ? List.of(ShortName.of(node.name()), flat)
          : List.of(
              ShortName.of(node.name()), flat, "of " + view.format(node.cum()) + share(node.cum()));
    }

    private String share(long value) {
      return " (" + view.percentage(value).strip() + ")";
    }
  }
}
