package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.List;

/** {@code svg}: the call graph. What took more is larger, and redder; calls are as thick. */
final class GraphSvg {
  private static final int HEAD_HEIGHT = 16;
  private static final int MARGIN = 12;
  private static final double LEAST_FONT = 9;
  private static final double MOST_FONT = 24;
  private static final double CHARACTER_WIDTH = 0.62;
  private static final double LINE_HEIGHT = 1.25;

  private final View view;
  private final PrintWriter out;

  private GraphSvg(View view, PrintWriter out) {
    this.view = view;
    this.out = out;
  }

  static void write(View whole, PrintWriter out) {
    TrimmedGraph graph = TrimmedGraph.ofPicture(whole);
    View view = ReportUnits.chosen(whole, graph.nodes());
    new GraphSvg(view, out).write(graph);
  }

  private void write(TrimmedGraph graph) {
    GraphLayout layout = GraphLayout.of(graph.nodes().stream().map(this::box).toList());
    List<String> heads = Heads.ofGraph(view, graph);
    int top = heads.size() * HEAD_HEIGHT + 2 * MARGIN;
    int headWidth = heads.stream().mapToInt(line -> line.length() * 8).max().orElse(0);
    double width = Math.max(layout.width(), headWidth) + 2 * MARGIN;
    double height = layout.height() + top + MARGIN;
    out.print(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\""
                + " viewBox=\"0 0 %1$s %2$s\" font-family=\"monospace\">\n")
            .formatted(Svg.number(width), Svg.number(height)));
    out.print("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for (int i = 0; i < heads.size(); i++) {
      out.print(
          "<text x=\"%d\" y=\"%d\" font-size=\"12\">%s</text>\n"
              .formatted(MARGIN, (i + 1) * HEAD_HEIGHT, Svg.escaped(heads.get(i))));
    }
    out.print("<g transform=\"translate(%d,%d)\">\n".formatted(MARGIN, top));
    graph.nodes().forEach(node -> node.out().forEach(edge -> edge(edge, layout)));
    graph.nodes().forEach(node -> node(node, layout.box(node)));
    out.print("</g>\n</svg>\n");
  }

  private GraphLayout.Box box(Node node) {
    List<String> lines = lines(node);
    double font = font(node);
    int longest = lines.stream().mapToInt(String::length).max().orElse(1);
    return new GraphLayout.Box(
        node,
        (int) (longest * font * CHARACTER_WIDTH) + 10,
        (int) (lines.size() * font * LINE_HEIGHT) + 8);
  }

  private double share(long value) {
    return view.total() == 0 ? 0 : Math.min(1, Math.abs((double) value / view.total()));
  }

  private double font(Node node) {
    return LEAST_FONT + (MOST_FONT - LEAST_FONT) * Math.sqrt(share(node.flat()));
  }

  private List<String> lines(Node node) {
    String flat = view.format(node.flat()) + share(" (", node.flat());
    String cum = "of " + view.format(node.cum()) + share(" (", node.cum());
    return node.flat() == node.cum()
        ? List.of(ShortName.of(node.name()), flat)
        : List.of(ShortName.of(node.name()), flat, cum);
  }

  private String share(String before, long value) {
    return before + view.percentage(value).strip() + ")";
  }

  private void node(Node node, GraphLayout.Box box) {
    double font = font(node);
    out.print(
        "<g><title>%s (%s)</title><rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#888\"/>"
            .formatted(
                Svg.escaped(node.name()),
                view.format(node.cum()),
                Svg.number(box.x()),
                Svg.number(box.y()),
                box.width(),
                box.height(),
                heat(node.cum(), 95, 60)));
    double y = box.y() + 4 + font;
    for (String line : lines(node)) {
      out.print(
          "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"middle\">%s</text>"
              .formatted(
                  Svg.number(box.centre()), Svg.number(y), Svg.number(font), Svg.escaped(line)));
      y += font * LINE_HEIGHT;
    }
    out.print("</g>\n");
  }

  /** From grey to red for more; to green for less than in the base. */
  private String heat(long value, int lightest, int darkest) {
    double share = Math.sqrt(share(value));
    int light = (int) Math.round(lightest - (lightest - darkest) * share);
    return "hsl(%d,%d%%,%d%%)".formatted(value < 0 ? 145 : 10, (int) (20 + 70 * share), light);
  }

  private void edge(Edge edge, GraphLayout layout) {
    GraphLayout.Box from = layout.box(edge.from());
    GraphLayout.Box to = layout.box(edge.to());
    double x1 = from.centre();
    double y1 = from.y() + from.height();
    double x2 = to.centre();
    double y2 = to.y();
    double bend = Math.max(20, Math.abs(y2 - y1) / 2);
    double thickness = 1 + 6 * share(edge.weight());
    String colour = heat(edge.weight(), 70, 45);
    out.print(
        "<g><title>%s -&gt; %s (%s)</title><path d=\"M%s,%s C%s,%s %s,%s %s,%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>"
            .formatted(
                Svg.escaped(edge.from().name()),
                Svg.escaped(edge.to().name()),
                view.format(edge.weight()),
                Svg.number(x1),
                Svg.number(y1),
                Svg.number(x1),
                Svg.number(y1 + bend),
                Svg.number(x2),
                Svg.number(y2 - bend),
                Svg.number(x2),
                Svg.number(y2 - 6),
                colour,
                Svg.number(thickness),
                edge.isResidual() ? " stroke-dasharray=\"4 3\"" : ""));
    out.print(
        "<path d=\"M%1$s,%2$s l-4,-8 l8,0 z\" fill=\"%3$s\"/>"
            .formatted(Svg.number(x2), Svg.number(y2), colour));
    out.print(
        "<text x=\"%s\" y=\"%s\" font-size=\"10\">%s%s</text></g>\n"
            .formatted(
                Svg.number((x1 + x2) / 2 + 4),
                Svg.number((y1 + y2) / 2),
                view.format(edge.weight()),
                edge.isInline() ? " (inline)" : ""));
  }
}
