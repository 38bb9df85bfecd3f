package io.jtrace.web.pprof;

import java.util.List;
import java.util.function.Predicate;

/**
 * Entries with their callers and callees.
 *
 * @param count how many match, which may be more than are listed
 */
public record PeekTable(int count, List<Entry> entries) {

  /** An entry. */
  public record Entry(
      String name, String mark, long flat, long cum, List<Call> callers, List<Call> callees) {

    /** Copies what it is given. */
    public Entry {
      callers = List.copyOf(callers);
      callees = List.copyOf(callees);
    }
  }

  /**
   * What calls from or to another entry took.
   *
   * @param isInline whether each of them was inlined
   */
  public record Call(String name, long weight, boolean isInline) {}

  /** Copies what it is given. */
  public PeekTable {
    entries = List.copyOf(entries);
  }

  /**
   * Returns the entries of a view that match, in its order.
   *
   * @param regex of their names
   * @param most entries to list
   * @throws ProfileException if it is no regular expression
   */
  public static PeekTable of(View view, String regex, int most) throws ProfileException {
    Predicate<String> isShown = Settings.pattern("peek", regex);
    List<Node> matches =
        TrimmedGraph.of(view).nodes().stream().filter(node -> isShown.test(node.name())).toList();
    List<Entry> entries = matches.stream().limit(most).map(PeekTable::entry).toList();
    return new PeekTable(matches.size(), entries);
  }

  private static Entry entry(Node node) {
    return new Entry(
        node.name(),
        node.inlineMark(),
        node.flat(),
        node.cum(),
        node.in().stream().map(edge -> call(edge, edge.from())).toList(),
        node.out().stream().map(edge -> call(edge, edge.to())).toList());
  }

  private static Call call(Edge edge, Node other) {
    return new Call(other.name(), edge.weight(), edge.isInline());
  }
}
