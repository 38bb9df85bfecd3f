package io.jtrace.timeline.model;

import java.util.Arrays;

/**
 * Reads entries that are sorted by start, of two that start together the longer first: a run of a
 * thread, or its statuses. Not safe for use by several threads.
 */
final class EntryCursor {
  private static final int BATCH = 256;

  private final Evidence evidence;
  private int[] codes = new int[BATCH];
  private int[] rows = new int[BATCH];
  private long[] starts = new long[BATCH];
  private long[] durations = new long[BATCH];
  private int at;
  private int size;

  /** The entries of the run that are still to be read. */
  private int next;

  private int end;

  EntryCursor(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Goes to the first of the entries {@code [from, to)} of the runs; there must be one. */
  void begin(int from, int to) {
    next = from;
    end = to;
    fill();
  }

  private boolean fill() {
    at = 0;
    size = Math.min(BATCH, end - next);
    if (size > 0) {
      evidence.read(next, next + size, codes, rows, starts, durations);
      next += size;
    }
    return size > 0;
  }

  /** Begins with nothing; {@link #add} adds entries in order. */
  void clear() {
    at = 0;
    size = 0;
    next = 0;
    end = 0;
  }

  void add(int code, int row, long startNanos, long durationNanos) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
      rows = Arrays.copyOf(rows, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      durations = Arrays.copyOf(durations, size * 2);
    }
    codes[size] = code;
    rows[size] = row;
    starts[size] = startNanos;
    durations[size] = durationNanos;
    size++;
  }

  boolean isEmpty() {
    return at == size;
  }

  /** Goes to the next entry; returns false if there is none. */
  boolean advance() {
    return ++at < size || fill();
  }

  /** Returns whether the entry of this cursor comes after that of {@code other}. */
  boolean isAfter(EntryCursor other) {
    return startNanos() != other.startNanos()
        ? startNanos() > other.startNanos()
        : durationNanos() < other.durationNanos();
  }

  int code() {
    return codes[at];
  }

  int row() {
    return rows[at];
  }

  long startNanos() {
    return starts[at];
  }

  long durationNanos() {
    return durations[at];
  }
}
