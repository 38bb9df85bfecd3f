package io.jtrace.timeline.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown; what is not a number is an empty cell. */
final class Markdown {
  private Markdown() {}

  static void print(List<String> columns, List<List<String>> rows) {
    System.out.println();
    print(columns);
    print(Collections.nCopies(columns.size(), "---"));
    rows.forEach(Markdown::print);
  }

  private static void print(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Returns two digits or more of a time. */
  static String seconds(double value) {
    return digits(value < 0.1 ? 3 : value < 10 ? 2 : 1, value);
  }

  static String whole(double value) {
    return digits(0, value);
  }

  static String digits(int fraction, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + fraction + "f", value) : "";
  }
}
