package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code top}: the entries that took most. */
final class TopReport {
  /** A line of the table. */
  record Row(String name, long flat, long cum) {}

  private TopReport() {}

  static void write(View whole, PrintWriter out) {
    TrimmedGraph graph = TrimmedGraph.of(whole);
    View view = ReportUnits.chosen(whole, graph.nodes());
    Heads.ofGraph(view, graph).forEach(line -> out.print(line + "\n"));
    out.print("      flat  flat%   sum%        cum   cum%\n");
    long sum = 0;
    for (Row row : rows(graph)) {
      sum += row.flat();
      out.print(
          Plain.right(view.format(row.flat()), 10)
              + " "
              + view.percentage(row.flat())
              + " "
              + view.percentage(sum)
              + " "
              + Plain.right(view.format(row.cum()), 10)
              + " "
              + view.percentage(row.cum())
              + "  "
              + row.name()
              + "\n");
    }
  }

  static List<Row> rows(TrimmedGraph graph) {
    List<Row> rows = new ArrayList<>();
    for (Node node : graph.nodes()) {
      rows.add(new Row(node.name() + node.inlineMark(), node.flat(), node.cum()));
    }
    return rows;
  }
}
