package io.jtrace.web.pprof;

/** Calls from one entry of a report to another. */
final class Edge {
  private final Node from;
  private final Node to;
  private final Node.Amount amount = new Node.Amount();
  private int lastSample = -1;
  private boolean residual;
  private boolean inline = true;

  Edge(Node from, Node to) {
    this.from = from;
    this.to = to;
  }

  /** Adds what a sample, known by its number, took; a second time in a row counts for nothing. */
  void addOnce(int sample, long value, long divisor, boolean isResidual, boolean isInline) {
    if (sample == lastSample) {
      return;
    }
    lastSample = sample;
    amount.add(value, divisor);
    residual |= isResidual;
    inline &= isInline;
  }

  Node from() {
    return from;
  }

  Node to() {
    return to;
  }

  long weight() {
    return amount.value();
  }

  /** Returns whether entries between both were left out. */
  boolean isResidual() {
    return residual;
  }

  boolean isInline() {
    return inline;
  }
}
