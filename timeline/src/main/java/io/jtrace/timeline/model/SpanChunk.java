package io.jtrace.timeline.model;

import org.jspecify.annotations.Nullable;

/** A stretch of spans as the replay writes them, before they are packed. */
final class SpanChunk {
  static final int CAPACITY = 1 << 14;
  static final int BYTES = CAPACITY * 16;

  final long[] starts;
  final int[] codes;
  final int[] rows;
  int size;

  /** The piece of work that the spans come from, and whether they are the end of it. */
  int piece;

  boolean isEndOfPiece;

  /** The next chunk that waits for the same piece's turn. */
  @Nullable SpanChunk next;

  SpanChunk(int capacity) {
    starts = new long[capacity];
    codes = new int[capacity];
    rows = new int[capacity];
  }
}
