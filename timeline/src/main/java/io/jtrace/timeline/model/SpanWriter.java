package io.jtrace.timeline.model;

import org.jspecify.annotations.Nullable;

/**
 * Writes the spans of one thread after the other into chunks, and hands on those that are full.
 *
 * <p>A span ends where the next one begins. So what goes on with the state before it is not written
 * at all.
 *
 * <p>Not safe for use by several threads.
 */
final class SpanWriter {
  /** The method of a stretch that is no gap. */
  private static final long NO_GAP = Long.MIN_VALUE;

  private final SpanCollector collector;
  private SpanChunk chunk = new SpanChunk(0);
  private int piece;
  private int written;
  private int firstOfThread;

  /** What fills the gap that the last span is: for native code the method, else a number. */
  private long lastGap = NO_GAP;

  /** What the last span proves, if it proves something. */
  private StatusProofs.@Nullable Proof lastProof;

  SpanWriter(SpanCollector collector) {
    this.collector = collector;
  }

  /** Begins a piece of work, whose spans come after those of the pieces with lower numbers. */
  void beginPiece(int number) {
    piece = number;
    chunk = collector.take(number);
    written = 0;
  }

  void beginThread() {
    firstOfThread = written;
    lastGap = NO_GAP;
    lastProof = null;
  }

  /**
   * Begins a stretch without an event, unless it goes on with one.
   *
   * @param key is the same for stretches that are alike
   */
  void gap(long startNanos, int source, int row, long key) {
    if (key != lastGap) {
      add(startNanos, source, row);
      lastGap = key;
      lastProof = null;
    }
  }

  /** Begins a piece of an operation. */
  void operation(long startNanos, int code, int row) {
    add(startNanos, code, row);
    lastGap = NO_GAP;
    lastProof = null;
  }

  /** Begins what two statuses prove, unless it goes on with the same wait. */
  void proof(long startNanos, StatusProofs.Proof proof, int row) {
    if (!proof.equals(lastProof)) {
      add(startNanos, SpanSources.ofProof(proof.state()), row);
      lastGap = NO_GAP;
      lastProof = proof;
    }
  }

  private void add(long startNanos, int code, int row) {
    SpanChunk current = chunk;
    if (current.size == SpanChunk.CAPACITY) {
      current = handOn();
    }
    int at = current.size++;
    current.starts[at] = startNanos;
    current.codes[at] = code;
    current.rows[at] = row;
    written++;
  }

  private SpanChunk handOn() {
    collector.give(chunk);
    chunk = collector.take(piece);
    return chunk;
  }

  /** Ends the thread; returns how many spans it has. */
  int endThread() {
    if (written > firstOfThread) {
      chunk.codes[chunk.size - 1] |= Spans.LAST;
    }
    return written - firstOfThread;
  }

  void endPiece() {
    chunk.isEndOfPiece = true;
    collector.give(chunk);
  }
}
