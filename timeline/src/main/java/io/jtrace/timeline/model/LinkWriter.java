package io.jtrace.timeline.model;

/**
 * Writes down what the replay finds beside spans: who woke whom, and what carriers ran.
 *
 * <p>Not safe for use by several threads.
 */
final class LinkWriter {
  private final LinkCollector collector;
  private final LinkChunk chunk = new LinkChunk();
  private int piece;

  LinkWriter(LinkCollector collector) {
    this.collector = collector;
  }

  /** Begins a piece of work, whose links come after those of the pieces with lower numbers. */
  void beginPiece(int number) {
    piece = number;
    chunk.clear();
  }

  /** Adds that a thread woke another. */
  void wake(Flows.Kind kind, int fromThread, long causeNanos, int toThread, long effectNanos) {
    if (chunk.wakeCount == LinkChunk.CAPACITY) {
      handOn();
    }
    int at = chunk.wakeCount++;
    chunk.kinds[at] = (byte) kind.ordinal();
    chunk.fromThreads[at] = fromThread;
    chunk.causes[at] = causeNanos;
    chunk.toThreads[at] = toThread;
    chunk.effects[at] = effectNanos;
  }

  /** Adds a run of the carrier at hand; runs come by start. */
  void run(int row) {
    if (chunk.runCount == LinkChunk.CAPACITY) {
      handOn();
    }
    chunk.runs[chunk.runCount++] = row;
  }

  private void handOn() {
    collector.give(piece, chunk);
    chunk.clear();
  }

  void endPiece() {
    collector.give(piece, chunk);
    collector.end(piece);
    chunk.clear();
  }
}
