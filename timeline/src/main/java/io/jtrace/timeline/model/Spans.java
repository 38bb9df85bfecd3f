package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * All spans of a trace, grouped by thread and sorted by start within each. The spans of a thread
 * are half-open, do not overlap and fill its lifetime without gap; neighbours may share a state
 * when their details differ.
 *
 * <p>A span is addressed by its index over all threads; those of one thread are {@code
 * [first(thread), end(thread))}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Spans {
  /*
   * A span ends where the next of its thread begins, so it takes a start, a byte and the row of its
   * event. The byte says where the row is to be looked up, and what is true of this span only.
   */

  /** The bits of the number of the source. */
  static final int SOURCE = 0x3f;

  static final int PINNED = 0x40;
  static final int CONTINUED = 0x80;

  /**
   * The last span of its thread; it ends with the thread's life. The one bit that is not in the
   * byte: only blocks of columns in which a thread ends take two.
   */
  static final int LAST = 0x100;

  /** By thread, its first span; and the number of all spans. */
  private final int[] offsets;

  private final LongColumn lifeEnds;
  private final LongColumn starts;
  private final IntColumn codes;
  private final IntColumn rows;
  private final SpanSource[] sources;
  private final byte[] states;

  Spans(
      int[] offsets,
      LongColumn lifeEnds,
      LongColumn starts,
      IntColumn codes,
      IntColumn rows,
      SpanSource[] sources) {
    this.offsets = offsets;
    this.lifeEnds = lifeEnds;
    this.starts = starts;
    this.codes = codes;
    this.rows = rows;
    this.sources = sources;
    states = new byte[sources.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = (byte) sources[i].state().ordinal();
    }
  }

  /** Returns the number of spans of all threads. */
  public int size() {
    return starts.size();
  }

  /** Returns the first span of {@code thread}. */
  public int first(int thread) {
    return offsets[thread];
  }

  /** Returns the span after the last of {@code thread}. */
  public int end(int thread) {
    return offsets[thread + 1];
  }

  /**
   * Returns the thread of {@code span}.
   *
   * @throws IndexOutOfBoundsException if there is no such span
   */
  public int thread(int span) {
    if (span < 0 || span >= size()) {
      throw new IndexOutOfBoundsException("span " + span + " of " + size());
    }
    int low = 0;
    int high = offsets.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (offsets[middle] <= span) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns where a span begins. */
  public long startNanos(int span) {
    return starts.at(span);
  }

  /** Returns where a span ends, exclusive. */
  public long endNanos(int span) {
    return is(span, LAST) ? lifeEnds.at(thread(span)) : starts.at(span + 1);
  }

  /** Returns the length of a span. */
  public long durationNanos(int span) {
    return endNanos(span) - startNanos(span);
  }

  private boolean is(int span, int flag) {
    return (codes.at(span) & flag) != 0;
  }

  private SpanSource source(int span) {
    return sources[codes.at(span) & SOURCE];
  }

  /** Returns the state during the span. */
  public State state(int span) {
    return source(span).state();
  }

  /** Returns the ordinal of the state during the span. */
  public int stateOrdinal(int span) {
    return states[codes.at(span) & SOURCE];
  }

  /**
   * Returns the id of the name of the operation ({@code monitor enter}, {@code park}, {@code socket
   * read}…), or -1 for states without one.
   */
  public int operation(int span) {
    return source(span).operation().applyAsInt(rows.at(span));
  }

  /** Returns the id of what the operation was about: a lock's class, host:port, a path; or -1. */
  public int subject(int span) {
    return source(span).subject().applyAsInt(rows.at(span));
  }

  /** Returns the stack of the blocking operation, or -1. */
  public int stack(int span) {
    return source(span).stack().applyAsInt(rows.at(span));
  }

  /**
   * Returns the other thread, or -1: the monitor's previous owner, the notifier, the owner of a
   * lock; while a virtual thread runs its carrier, while it is runnable who woke it; while a
   * carrier carries, the virtual thread.
   */
  public int other(int span) {
    return source(span).other().applyAsInt(rows.at(span));
  }

  /**
   * Returns bytes read or written, or the time-out in nanoseconds for parks and waits; 0 where
   * neither applies.
   */
  public long amount(int span) {
    return isContinued(span) ? 0 : source(span).amount().applyAsLong(rows.at(span));
  }

  /** Returns the address of the lock at that time (an object may move), or 0. */
  public long address(int span) {
    return source(span).address().applyAsLong(rows.at(span));
  }

  /** Returns whether a virtual thread was pinned to its carrier. */
  public boolean isPinned(int span) {
    return is(span, PINNED);
  }

  /** Returns whether a wait ended by its time-out. */
  public boolean isTimedOut(int span) {
    return source(span).timedOut().test(rows.at(span));
  }

  /**
   * Returns whether the span is no event of its own but follows from two observations that agree
   * (the thread's counters did not move between them).
   */
  public boolean isProven(int span) {
    return source(span).proven();
  }

  /**
   * Returns whether the span goes on with an operation that a nested one interrupted. Whoever
   * counts operations or adds up amounts passes over it; its amount is 0.
   */
  public boolean isContinued(int span) {
    return is(span, CONTINUED);
  }

  /** Returns the span of {@code thread} that holds {@code nanos}, or -1 outside its lifetime. */
  public int at(int thread, long nanos) {
    int span = firstEndingAfter(thread, nanos);
    return span < end(thread) && startNanos(span) <= nanos ? span : -1;
  }

  /**
   * Returns the first span of {@code thread} that ends after {@code nanos}, {@link #end} if none
   * does.
   */
  public int firstEndingAfter(int thread, long nanos) {
    int low = first(thread);
    int high = end(thread);
    if (low == high || lifeEnds.at(thread) <= nanos) {
      return high;
    }
    high--;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (startNanos(middle + 1) <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns a reader of many spans in order. */
  public SpanCursor cursor() {
    return new SpanCursor(this, lifeEnds, starts, codes, states);
  }

  /** Collects spans thread by thread. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder offsets = new IntColumn.Builder();
    private final LongColumn.Builder lifeEnds = new LongColumn.Builder();
    private final LongColumn.Builder starts = new LongColumn.Builder();
    private final IntColumn.Builder codes = new IntColumn.Builder();
    private final SpanNotes notes = new SpanNotes();
    private long endNanos;

    /** Begins without threads. */
    public Builder() {
      offsets.add(0);
    }

    /**
     * Appends a span without details to the current thread and returns its index.
     *
     * @throws IllegalArgumentException if it does not begin where the one before ends
     */
    public int add(long startNanos, long endNanos, State state) {
      boolean isFirst = starts.size() == offsets.at(offsets.size() - 1);
      if (endNanos <= startNanos || (!isFirst && startNanos != this.endNanos)) {
        throw new IllegalArgumentException(
            "expected a span from " + this.endNanos + ", found " + startNanos + "-" + endNanos);
      }
      starts.add(startNanos);
      codes.add(state.ordinal());
      notes.add();
      this.endNanos = endNanos;
      return starts.size() - 1;
    }

    /** States what the operation of {@code span} was; ids or -1. */
    public void describe(int span, int operation, int subject, int stack) {
      notes.operations.set(span, operation);
      notes.subjects.set(span, subject);
      notes.stacks.set(span, stack);
    }

    /** Names the other thread of {@code span}, or -1. */
    public void other(int span, int thread) {
      notes.others.set(span, thread);
    }

    /** Sets bytes, or the time-out in nanoseconds, of {@code span}. */
    public void amount(int span, long amount) {
      notes.amounts.set(span, amount);
    }

    /** Sets the address of the lock of {@code span}. */
    public void address(int span, long address) {
      notes.addresses.set(span, address);
    }

    /** Marks {@code span} as pinned to its carrier. */
    public void pinned(int span) {
      codes.set(span, codes.at(span) | PINNED);
    }

    /** Marks {@code span} as ended by its time-out. */
    public void timedOut(int span) {
      notes.timedOut.set(span, 1);
    }

    /** Marks {@code span} as proven by two observations. */
    public void proven(int span) {
      codes.set(span, codes.at(span) + (isProven(span) ? 0 : State.count()));
    }

    private boolean isProven(int span) {
      return (codes.at(span) & SOURCE) >= State.count();
    }

    /** Marks {@code span} as the rest of an operation that a nested one interrupted. */
    public void continued(int span) {
      codes.set(span, codes.at(span) | CONTINUED);
    }

    /**
     * Ends the current thread; the next span belongs to the next one. Threads come in the order of
     * their ids.
     */
    public void endThread() {
      int last = starts.size() - 1;
      if (starts.size() > offsets.at(offsets.size() - 1)) {
        codes.set(last, codes.at(last) | LAST);
      }
      offsets.add(starts.size());
      lifeEnds.add(endNanos);
    }

    /** Returns the spans of the threads ended so far. */
    public Spans build() {
      int[] threadOffsets = new int[offsets.size()];
      offsets.build().copy(0, threadOffsets.length, threadOffsets);
      return new Spans(
          threadOffsets,
          lifeEnds.build(),
          starts.build(),
          codes.build(),
          SpanNotes.identity(starts.size()),
          notes.sources());
    }
  }
}
