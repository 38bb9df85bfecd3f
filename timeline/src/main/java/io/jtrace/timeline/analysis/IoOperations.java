package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import java.util.Arrays;

/** Operations of one kind on one target. Not safe for use by several threads. */
final class IoOperations {
  final int operation;
  private int[] firsts = new int[4];
  private int[] lasts = new int[4];
  private long[] nanos = new long[4];
  private int size;
  private long sizeBytes;

  /**
   * Creates it without operations.
   *
   * @param operation id of its name, or -1
   */
  IoOperations(int operation) {
    this.operation = operation;
  }

  /**
   * Adds a span. The rest of an interrupted operation is no second one; where only the rest touches
   * the range, it stands for the operation.
   */
  void add(Spans spans, TimeRange range, int thread, int span) {
    long part = SpansIn.nanos(spans, range, span);
    if (spans.isContinued(span) && size > 0 && lasts[size - 1] >= spans.first(thread)) {
      lasts[size - 1] = span;
      nanos[size - 1] += part;
      return;
    }
    if (size == firsts.length) {
      int length = Math.multiplyExact(size, 2);
      firsts = Arrays.copyOf(firsts, length);
      lasts = Arrays.copyOf(lasts, length);
      nanos = Arrays.copyOf(nanos, length);
    }
    firsts[size] = span;
    lasts[size] = span;
    nanos[size++] = part;
    sizeBytes += spans.amount(span);
  }

  int size() {
    return size;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Returns the span in which an operation began, or the first of it that touches the range. */
  int first(int index) {
    return firsts[index];
  }

  /** Returns the span in which an operation ended, or the last of it that touches the range. */
  int last(int index) {
    return lasts[index];
  }

  /** Returns how long an operation took within the range, without what interrupted it. */
  long nanos(int index) {
    return nanos[index];
  }

  Durations durations() {
    Durations durations = new Durations();
    for (int i = 0; i < size; i++) {
      durations.add(nanos[i]);
    }
    return durations;
  }
}
