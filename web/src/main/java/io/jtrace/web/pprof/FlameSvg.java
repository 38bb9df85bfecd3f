package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.List;

/** {@code flamegraph}: callers above, callees below, as wide as their values. */
final class FlameSvg {
  private static final int WIDTH = 1200;
  private static final int ROW_HEIGHT = 18;
  private static final int HEAD_HEIGHT = 16;
  private static final double CHARACTER_WIDTH = 6.6;
  private static final double LEAST_WIDTH = 0.4;
  private static final int MOST_ROWS = 500;

  private final View view;
  private final PrintWriter out;
  private final double unitsPerPixel;
  private final int top;

  private FlameSvg(View view, FlameTree root, int top, PrintWriter out) {
    this.view = view;
    this.out = out;
    this.top = top;
    this.unitsPerPixel = Math.max(1e-9, (double) root.width() / WIDTH);
  }

  static void write(View view, PrintWriter out) {
    FlameTree root = FlameTree.of(view);
    List<String> heads = Heads.ofProfile(view);
    int top = (heads.size() + 1) * HEAD_HEIGHT;
    FlameSvg svg = new FlameSvg(view, root, top, out);
    int height = top + (svg.depth(root, 0) + 1) * ROW_HEIGHT;
    out.print(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n")
            .formatted(WIDTH, height, WIDTH, height));
    out.print("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for (int i = 0; i < heads.size(); i++) {
      out.print(
          "<text x=\"4\" y=\"%d\">%s</text>\n"
              .formatted((i + 1) * HEAD_HEIGHT, Svg.escaped(heads.get(i))));
    }
    svg.box(root, 0, 0);
    out.print("</svg>\n");
  }

  private double pixels(FlameTree node) {
    return node.width() / unitsPerPixel;
  }

  private int depth(FlameTree node, int above) {
    int depth = above;
    for (FlameTree child : node.children()) {
      if (isShown(child, above + 1)) {
        depth = Math.max(depth, depth(child, above + 1));
      }
    }
    return depth;
  }

  /** What is too narrow is not seen, and nobody looks at what is too far below. */
  private boolean isShown(FlameTree node, int depth) {
    return pixels(node) >= LEAST_WIDTH && depth <= MOST_ROWS;
  }

  private void box(FlameTree node, double left, int depth) {
    double width = pixels(node);
    if (!isShown(node, depth)) {
      return;
    }
    int y = top + depth * ROW_HEIGHT;
    out.print(
        "<g><title>%s: %s (%s)</title><rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>"
            .formatted(
                Svg.escaped(node.name()),
                view.format(node.value()),
                view.percentage(node.value()).strip(),
                Svg.number(left),
                y,
                Svg.number(Math.max(0.1, width - 0.5)),
                ROW_HEIGHT - 1,
                colour(node)));
    int characters = (int) ((width - 6) / CHARACTER_WIDTH);
    if (characters >= 3) {
      out.print(
          "<text x=\"%s\" y=\"%d\">%s</text>"
              .formatted(Svg.number(left + 3), y + 13, Svg.escaped(fit(node.name(), characters))));
    }
    out.print("</g>\n");
    double x = left;
    for (FlameTree child : node.children()) {
      box(child, x, depth + 1);
      x += pixels(child);
    }
  }

  private static String colour(FlameTree node) {
    boolean isDifference = node.value() != node.width();
    return Svg.colour(node.name(), isDifference ? (double) node.value() / node.width() : 0);
  }

  private static String fit(String name, int characters) {
    return name.length() <= characters
        ? name
        : "\u2026" + name.substring(name.length() - characters + 1);
  }
}
