package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code tags}: by key, what samples with each value took. */
final class TagsReport {
  private static final Comparator<Map.Entry<String, Long>> BY_VALUE =
      Comparator.comparingLong((Map.Entry<String, Long> each) -> -Math.abs(each.getValue()))
          .thenComparing(Map.Entry::getKey);

  private TagsReport() {}

  static void write(View view, PrintWriter out) {
    String unit = view.settings().text(Setting.UNIT);
    Map<String, Map<String, Long>> keys = new TreeMap<>();
    for (Sample sample : view.profile().samples()) {
      for (Label label : sample.labels()) {
        if (label.isText() || label.isNumber()) {
          String text = label.isText() ? label.text() : view.number(label, unit);
          keys.computeIfAbsent(label.key(), key -> new HashMap<>())
              .merge(text, view.value(sample), Long::sum);
        }
      }
    }
    keys.forEach((key, values) -> key(view, Plain.line(key), values, out));
  }

  /** Columns are as wide as their widest cell and a blank, and aligned to the right. */
  private static void key(View view, String key, Map<String, Long> values, PrintWriter out) {
    long total = values.values().stream().mapToLong(Long::longValue).sum();
    List<Map.Entry<String, Long>> rows = values.entrySet().stream().sorted(BY_VALUE).toList();
    List<String> amounts = rows.stream().map(row -> amount(view, row.getValue(), total)).toList();
    int keyWidth = width(key) + 2;
    int amountWidth = amounts.stream().mapToInt(TagsReport::width).max().orElse(0) + 2;
    out.print(Plain.right(key + ":", keyWidth) + " Total " + oneDigit(view, total) + "\n");
    for (int i = 0; i < rows.size(); i++) {
      out.print(
          " ".repeat(keyWidth)
              + Plain.right(amounts.get(i) + ":", amountWidth)
              + " "
              + Plain.line(rows.get(i).getKey())
              + "\n");
    }
    out.print("\n");
  }

  private static String amount(View view, long value, long total) {
    String text = oneDigit(view, value);
    return total > 0 ? text + " (" + Units.percentage(value, total) + ")" : text;
  }

  private static String oneDigit(View view, long value) {
    Units.Scaled scaled = view.scaled(value);
    return Units.fixed(scaled.value(), 1) + scaled.unit();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
