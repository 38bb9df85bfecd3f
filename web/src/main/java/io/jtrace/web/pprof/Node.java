package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An entry of a report, with the calls from and to it. */
final class Node {
  /** The heaviest first; names decide between equals. */
  private static final Comparator<Edge> BY_WEIGHT =
      Comparator.comparingLong((Edge edge) -> -Math.abs(edge.weight()))
          .thenComparing(edge -> edge.from().name())
          .thenComparing(edge -> edge.to().name());

  private final NodeKey key;
  private final String name;
  private final long startLine;
  private int lastSample = -1;
  private final Amount flat = new Amount();
  private final Amount cum = new Amount();
  private final Map<Node, Edge> in = new HashMap<>();
  private final Map<Node, Edge> out = new HashMap<>();

  /** A sum of values and, for means, of their divisors. */
  static final class Amount {
    private long sum;
    private long divisor;

    void add(long value, long by) {
      sum += value;
      divisor += by;
    }

    long value() {
      return divisor == 0 ? sum : sum / divisor;
    }

    long sum() {
      return sum;
    }
  }

  Node(NodeKey key, long startLine) {
    this.key = key;
    this.startLine = startLine;
    this.name = key.printableName();
  }

  NodeKey key() {
    return key;
  }

  String name() {
    return name;
  }

  /** Returns the line at which the function starts, 0 if that is not known. */
  long startLine() {
    return startLine;
  }

  Amount flatAmount() {
    return flat;
  }

  Amount cumAmount() {
    return cum;
  }

  long flat() {
    return flat.value();
  }

  long cum() {
    return cum.value();
  }

  /** Returns whether a sample, known by its number, has not been here yet; they come in order. */
  boolean isFirstIn(int sample) {
    boolean isFirst = sample != lastSample;
    lastSample = sample;
    return isFirst;
  }

  /** Returns the call to a node; makes one if there is none. */
  Edge edgeTo(Node callee) {
    return out.computeIfAbsent(
        callee,
        to -> {
          Edge edge = new Edge(this, to);
          to.in.put(this, edge);
          return edge;
        });
  }

  void removeEdgeFrom(Node caller) {
    in.remove(caller);
    caller.out.remove(this);
  }

  List<Edge> in() {
    return sorted(in);
  }

  List<Edge> out() {
    return sorted(out);
  }

  private static List<Edge> sorted(Map<Node, Edge> edges) {
    List<Edge> list = new ArrayList<>(edges.values());
    list.sort(BY_WEIGHT);
    return list;
  }

  /** Returns what to write behind the name of what was inlined; empty if it never was. */
  String inlineMark() {
    boolean isInlined = in.values().stream().anyMatch(Edge::isInline);
    boolean isCalled = in.values().stream().anyMatch(edge -> !edge.isInline());
    if (!isInlined) {
      return "";
    }
    return isCalled ? " (partial-inline)" : " (inline)";
  }
}
