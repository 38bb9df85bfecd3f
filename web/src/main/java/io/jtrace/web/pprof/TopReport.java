package io.jtrace.web.pprof;

import java.io.PrintWriter;

/** {@code top}: the entries that took most. */
final class TopReport {
  private TopReport() {}

  static void write(View whole, PrintWriter out) {
    TrimmedGraph graph = TrimmedGraph.of(whole);
    View view = ReportUnits.chosen(whole, graph.nodes());
    Heads.ofGraph(view, graph).forEach(line -> out.print(line + "\n"));
    out.print("      flat  flat%   sum%        cum   cum%\n");
    long sum = 0;
    for (TopTable.Row row : TopTable.rows(graph)) {
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
              + row.mark()
              + "\n");
    }
  }
}
