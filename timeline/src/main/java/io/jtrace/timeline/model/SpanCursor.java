package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Reads the spans of a thread one after the other, faster than by index. Not safe for use by
 * several threads.
 */
public final class SpanCursor {
  private static final int BATCH = 1024;

  private final Spans spans;
  private final LongColumn lifeEnds;
  private final LongColumn startColumn;
  private final IntColumn codeColumn;
  private final byte[] states;

  /** One more than there are codes: where the last one ends. */
  private long[] starts = new long[0];

  private int[] codes = new int[0];
  private int thread;

  /** The span of the first code. */
  private int first;

  /** The span after the last to be read. */
  private int end;

  private int endOfThread;
  private int at;
  private int size;

  SpanCursor(Spans spans, LongColumn lifeEnds, LongColumn starts, IntColumn codes, byte[] states) {
    this.spans = spans;
    this.lifeEnds = lifeEnds;
    startColumn = starts;
    codeColumn = codes;
    this.states = states;
  }

  /** Goes before the first span of {@code thread}. */
  public void begin(int ofThread) {
    begin(ofThread, spans.first(ofThread), spans.end(ofThread));
  }

  /**
   * Goes before the span {@code from} of {@code thread}; {@code to} is the first not to be read.
   */
  public void begin(int ofThread, int from, int to) {
    int batch = Math.min(BATCH, to - from);
    if (codes.length < batch) {
      starts = new long[batch + 1];
      codes = new int[batch];
    }
    thread = ofThread;
    first = from;
    end = to;
    endOfThread = spans.end(ofThread);
    size = 0;
    at = -1;
  }

  /** Goes to the next span; returns false after the last one. */
  public boolean next() {
    return ++at < size || fill();
  }

  private boolean fill() {
    first += size;
    size = Math.min(BATCH, end - first);
    at = 0;
    if (size <= 0) {
      return false;
    }
    boolean isEnd = first + size == endOfThread;
    startColumn.copy(first, first + size + (isEnd ? 0 : 1), starts);
    codeColumn.copy(first, first + size, codes);
    if (isEnd) {
      starts[size] = lifeEnds.at(thread);
    }
    return true;
  }

  /** Returns the index of the span. */
  public int span() {
    return first + at;
  }

  /** Returns where the span begins. */
  public long startNanos() {
    return starts[at];
  }

  /** Returns where the span ends, exclusive. */
  public long endNanos() {
    return starts[at + 1];
  }

  /** Returns the ordinal of the state during the span. */
  public int stateOrdinal() {
    return states[codes[at] & Spans.SOURCE];
  }

  /** Returns whether a virtual thread was pinned to its carrier. */
  public boolean isPinned() {
    return (codes[at] & Spans.PINNED) != 0;
  }
}
