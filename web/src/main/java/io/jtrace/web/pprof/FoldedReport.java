package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** {@code folded}: stacks on one line each, outermost first, with the sum of their values. */
final class FoldedReport {
  private FoldedReport() {}

  static void write(View view, PrintWriter out) {
    Map<String, Node.Amount> sums = new TreeMap<>();
    for (Sample sample : view.profile().samples()) {
      if (!sample.stack().isEmpty()) {
        sums.computeIfAbsent(stack(view, sample), stack -> new Node.Amount())
            .add(view.value(sample), view.divisor(sample));
      }
    }
    sums.forEach((stack, sum) -> out.print(stack + " " + view.divided(sum.value()) + "\n"));
  }

  private static String stack(View view, Sample sample) {
    StringBuilder text = new StringBuilder();
    for (int i = sample.stack().size() - 1; i >= 0; i--) {
      var keys = view.keys(sample.stack().get(i));
      for (int j = keys.size() - 1; j >= 0; j--) {
        text.append(text.isEmpty() ? "" : ";")
            .append(keys.get(j).printableName().replace(';', ','));
      }
    }
    return text.toString();
  }
}
