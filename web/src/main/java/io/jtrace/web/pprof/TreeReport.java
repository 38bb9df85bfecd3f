package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code tree} and {@code peek}: entries with their callers above and their callees below. */
final class TreeReport {
  private static final String SEPARATOR =
      "----------------------------------------------------------+-------------\n";
  private static final String LEGEND =
      "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t \n";

  private final View view;
  private final PrintWriter out;
  private long flatSum;

  private TreeReport(View view, PrintWriter out) {
    this.view = view;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param regex of entries to show, or null for all
   */
  static void write(View whole, @Nullable String regex, PrintWriter out) throws ProfileException {
    Predicate<String> isShown = regex == null ? name -> true : Settings.pattern("peek", regex);
    TrimmedGraph graph = TrimmedGraph.of(whole);
    View view = ReportUnits.chosen(whole, graph.nodes());
    if (regex != null && graph.nodes().stream().noneMatch(node -> isShown.test(node.name()))) {
      throw new ProfileException("no matches found for regexp: " + regex);
    }
    Heads.ofGraph(view, graph).forEach(line -> out.print(line + "\n"));
    out.print(SEPARATOR);
    out.print(LEGEND);
    TreeReport report = new TreeReport(view, out);
    graph.nodes().stream().filter(node -> isShown.test(node.name())).forEach(report::node);
    if (!graph.nodes().isEmpty()) {
      out.print(SEPARATOR);
    }
  }

  private void node(Node node) {
    out.print(SEPARATOR);
    node.in().forEach(edge -> call(edge, node, edge.from()));
    flatSum += node.flat();
    out.print(
        Plain.right(view.format(node.flat()), 10)
            + " "
            + view.percentage(node.flat())
            + " "
            + view.percentage(flatSum)
            + " "
            + Plain.right(view.format(node.cum()), 10)
            + " "
            + view.percentage(node.cum())
            + "                | "
            + node.name()
            + "\n");
    node.out().forEach(edge -> call(edge, node, edge.to()));
  }

  private void call(Edge edge, Node node, Node other) {
    out.print(
        Plain.right(view.format(edge.weight()), 50)
            + " "
            + Units.percentage(edge.weight(), node.cum())
            + " |   "
            + other.name()
            + (edge.isInline() ? " (inline)" : "")
            + "\n");
  }
}
