package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.List;

/** {@code svg}: the call graph. What took more is larger, and redder; calls are as thick. */
final class GraphSvg {
  private static final int HEAD_HEIGHT = 16;
  private static final int MARGIN = 12;

  private final GraphPicture picture;
  private final PrintWriter out;

  private GraphSvg(GraphPicture picture, PrintWriter out) {
    this.picture = picture;
    this.out = out;
  }

  static void write(View view, PrintWriter out) {
    new GraphSvg(GraphPicture.of(view), out).write();
  }

  private void write() {
    List<String> heads = picture.heads();
    int top = heads.size() * HEAD_HEIGHT + 2 * MARGIN;
    int headWidth = heads.stream().mapToInt(line -> line.length() * 8).max().orElse(0);
    double width = Math.max(picture.widthPixels(), headWidth) + 2 * MARGIN;
    double height = picture.heightPixels() + top + MARGIN;
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
    picture.calls().forEach(this::call);
    picture.boxes().forEach(this::box);
    out.print("</g>\n</svg>\n");
  }

  private void box(GraphPicture.Box box) {
    double font = box.font();
    out.print(
        "<g><title>%s (%s)</title><rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#888\"/>"
            .formatted(
                Svg.escaped(box.name()),
                box.label(),
                Svg.number(box.x()),
                Svg.number(box.y()),
                box.width(),
                box.height(),
                heat(box.cum(), 95, 60)));
    double y = box.y() + 4 + font;
    for (String line : box.lines()) {
      out.print(
          "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"middle\">%s</text>"
              .formatted(
                  Svg.number(box.centre()), Svg.number(y), Svg.number(font), Svg.escaped(line)));
      y += box.lineHeight();
    }
    out.print("</g>\n");
  }

  /** From grey to red for more; to green for less than in the base. */
  private String heat(long value, int lightest, int darkest) {
    double share = Math.sqrt(picture.share(value));
    int light = (int) Math.round(lightest - (lightest - darkest) * share);
    return "hsl(%d,%d%%,%d%%)".formatted(value < 0 ? 145 : 10, (int) (20 + 70 * share), light);
  }

  private void call(GraphPicture.Call call) {
    GraphPicture.Box from = picture.boxes().get(call.from());
    GraphPicture.Box to = picture.boxes().get(call.to());
    double x1 = from.centre();
    double y1 = from.y() + from.height();
    double x2 = to.centre();
    double y2 = to.y();
    double bend = Math.max(20, Math.abs(y2 - y1) / 2);
    double thickness = 1 + 6 * picture.share(call.weight());
    String colour = heat(call.weight(), 70, 45);
    out.print(
        "<g><title>%s -&gt; %s (%s)</title><path d=\"M%s,%s C%s,%s %s,%s %s,%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>"
            .formatted(
                Svg.escaped(from.name()),
                Svg.escaped(to.name()),
                call.label(),
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
                call.isResidual() ? " stroke-dasharray=\"4 3\"" : ""));
    out.print(
        "<path d=\"M%1$s,%2$s l-4,-8 l8,0 z\" fill=\"%3$s\"/>"
            .formatted(Svg.number(x2), Svg.number(y2), colour));
    out.print(
        "<text x=\"%s\" y=\"%s\" font-size=\"10\">%s%s</text></g>\n"
            .formatted(
                Svg.number((x1 + x2) / 2 + 4),
                Svg.number((y1 + y2) / 2),
                call.label(),
                call.isInline() ? " (inline)" : ""));
  }
}
