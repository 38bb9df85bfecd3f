package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries that took most, and what was left out.
 *
 * @param heads lines that say what the profile is and what was left out
 */
public record TopTable(List<String> heads, List<Row> rows) {

  /**
   * An entry.
   *
   * @param name as reports have it
   * @param mark whether it was inlined: a text to write behind the name, which may be empty
   * @param flat what it took itself
   * @param cum what it took with its callees
   */
  public record Row(String name, String mark, long flat, long cum) {}

  /** Copies what it is given. */
  public TopTable {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** Returns the entries of a view, in its order. */
  public static TopTable of(View view) {
    TrimmedGraph graph = TrimmedGraph.of(view);
    return new TopTable(Heads.ofGraph(ReportUnits.chosen(view, graph.nodes()), graph), rows(graph));
  }

  static List<Row> rows(TrimmedGraph graph) {
    List<Row> rows = new ArrayList<>();
    for (Node node : graph.nodes()) {
      rows.add(new Row(node.name(), node.inlineMark(), node.flat(), node.cum()));
    }
    return rows;
  }
}
