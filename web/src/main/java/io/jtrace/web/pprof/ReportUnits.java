package io.jtrace.web.pprof;

import java.util.List;

/** Chooses the one unit of a table: that of its smallest value, unless others become unwieldy. */
final class ReportUnits {
  private ReportUnits() {}

  static View chosen(View view, List<Node> nodes) {
    if (!view.settings().text(Setting.UNIT).equals(Units.MINIMUM) || nodes.isEmpty()) {
      return view;
    }
    long least = 0;
    for (Node node : nodes) {
      long value = Math.abs(node.flat() == 0 ? node.cum() : node.flat());
      least = value > 0 && (least == 0 || value < least) ? value : least;
    }
    long most = view.divided(view.total());
    least = least == 0 ? most : view.divided(least);
    String unit = unit(view, least);
    if (!unit.equals(unit(view, most)) && least * 100 < most) {
      unit = unit(view, 100 * least);
    }
    return view.inUnit(unit.isEmpty() ? view.type().unit() : unit);
  }

  private static String unit(View view, long value) {
    return Units.scale(value, view.type().unit(), Units.MINIMUM).unit();
  }
}
