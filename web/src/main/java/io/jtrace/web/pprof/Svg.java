package io.jtrace.web.pprof;

import java.util.Locale;

/** Text of SVG, in which names cannot become markup. */
final class Svg {
  private static final double DARK = 0.5;

  private Svg() {}

  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(isAllowed(c) ? c : '\ufffd');
      }
    }
    return out.toString();
  }

  private static boolean isAllowed(char c) {
    return c >= ' ' && c != '\ufffe' && c != '\uffff' && !Character.isSurrogate(c);
  }

  static String number(double value) {
    return Units.fixed(value, 1);
  }

  /** Returns a warm colour for what has become more, a cool one for less; of the package else. */
  static String colour(String name, double change) {
    if (change != 0) {
      int light = (int) Math.round(95 - 40 * Math.min(1, Math.abs(change)));
      return (change > 0 ? "hsl(6,75%," : "hsl(145,45%,") + light + "%)";
    }
    int hue = Math.floorMod(packageOf(name).hashCode() * 37, 360);
    return String.format(Locale.ROOT, "hsl(%d,55%%,%d%%)", hue, (int) (160 * DARK));
  }

  /** Returns what comes before the class or the last part of a path. */
  static String packageOf(String name) {
    int slash = name.lastIndexOf('/');
    int end = name.indexOf('.', Math.max(0, slash));
    int last = end;
    while (end >= 0 && end + 1 < name.length() && Character.isLowerCase(name.charAt(end + 1))) {
      last = end;
      end = name.indexOf('.', end + 1);
      last = end < 0 ? last : end;
    }
    return last < 0 ? name : name.substring(0, last);
  }
}
