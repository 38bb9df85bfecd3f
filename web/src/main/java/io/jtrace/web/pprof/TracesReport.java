package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code traces}: every stack with what was measured there. */
final class TracesReport {
  private static final String SEPARATOR =
      "-----------+-------------------------------------------------------\n";

  private TracesReport() {}

  static void write(View view, PrintWriter out) {
    Heads.ofProfile(view).forEach(line -> out.print(line + "\n"));
    for (Sample sample : view.profile().samples()) {
      if (!sample.stack().isEmpty()) {
        out.print(SEPARATOR);
        labels(sample, Label::isText, Label::text, out);
        labels(sample, Label::isNumber, label -> view.number(label, Units.AUTO), out);
        stack(view, sample, out);
      }
    }
    out.print(SEPARATOR);
  }

  private static void labels(
      Sample sample, Predicate<Label> isWanted, Function<Label, String> text, PrintWriter out) {
    Map<String, String> values = new TreeMap<>();
    for (Label label : sample.labels()) {
      if (isWanted.test(label)) {
        values.merge(label.key(), text.apply(label), (one, other) -> one + " " + other);
      }
    }
    values.entrySet().stream()
        .map(
            each ->
                Plain.right(Plain.line(each.getKey()), 10) + ":  " + Plain.line(each.getValue()))
        .sorted()
        .forEach(line -> out.print(line + "\n"));
  }

  private static void stack(View view, Sample sample, PrintWriter out) {
    long divisor = view.divisor(sample);
    String value = view.format(divisor == 0 ? view.value(sample) : view.value(sample) / divisor);
    for (Location location : sample.stack()) {
      List<NodeKey> keys = view.keys(location);
      for (int i = 0; i < keys.size(); i++) {
        String inline = i < keys.size() - 1 ? " (inline)" : "";
        out.print(Plain.right(value, 10) + "   " + keys.get(i).printableName() + inline + "\n");
        value = "";
      }
    }
  }
}
