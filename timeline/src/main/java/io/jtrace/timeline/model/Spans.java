package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
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
  private static final int PINNED = 1;
  private static final int TIMED_OUT = 2;
  private static final int PROVEN = 4;
  private static final int CONTINUED = 8;

  private final IntColumn offsets;
  private final LongColumn starts;
  private final LongColumn ends;
  private final ByteColumn states;
  private final ByteColumn flags;
  private final IntColumn operations;
  private final IntColumn subjects;
  private final IntColumn stacks;
  private final IntColumn others;
  private final LongColumn amounts;
  private final LongColumn addresses;

  private Spans(Builder builder) {
    offsets = builder.offsets.build();
    starts = builder.starts.build();
    ends = builder.ends.build();
    states = builder.states.build();
    flags = builder.flags.build();
    operations = builder.operations.build();
    subjects = builder.subjects.build();
    stacks = builder.stacks.build();
    others = builder.others.build();
    amounts = builder.amounts.build();
    addresses = builder.addresses.build();
  }

  /** Returns the number of spans of all threads. */
  public int size() {
    return starts.size();
  }

  /** Returns the first span of {@code thread}. */
  public int first(int thread) {
    return offsets.at(thread);
  }

  /** Returns the span after the last of {@code thread}. */
  public int end(int thread) {
    return offsets.at(thread + 1);
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
    int high = offsets.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (offsets.at(middle) <= span) {
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
    return ends.at(span);
  }

  /** Returns the length of a span. */
  public long durationNanos(int span) {
    return ends.at(span) - starts.at(span);
  }

  /** Returns the state during the span. */
  public State state(int span) {
    return State.at(states.at(span));
  }

  /** Returns the ordinal of the state during the span. */
  public int stateOrdinal(int span) {
    return states.at(span);
  }

  /**
   * Returns the id of the name of the operation ({@code monitor enter}, {@code park}, {@code socket
   * read}…), or -1 for states without one.
   */
  public int operation(int span) {
    return operations.at(span);
  }

  /** Returns the id of what the operation was about: a lock's class, host:port, a path; or -1. */
  public int subject(int span) {
    return subjects.at(span);
  }

  /** Returns the stack of the blocking operation, or -1. */
  public int stack(int span) {
    return stacks.at(span);
  }

  /** Returns the other thread: the monitor's previous owner, the notifier, the waker; or -1. */
  public int other(int span) {
    return others.at(span);
  }

  /**
   * Returns bytes read or written, or the time-out in nanoseconds for parks and waits; 0 where
   * neither applies.
   */
  public long amount(int span) {
    return amounts.at(span);
  }

  /** Returns the address of the lock at that time (an object may move), or 0. */
  public long address(int span) {
    return addresses.at(span);
  }

  /** Returns whether a virtual thread was pinned to its carrier. */
  public boolean isPinned(int span) {
    return (flags.at(span) & PINNED) != 0;
  }

  /** Returns whether a wait ended by its time-out. */
  public boolean isTimedOut(int span) {
    return (flags.at(span) & TIMED_OUT) != 0;
  }

  /**
   * Returns whether the span is no event of its own but follows from two observations that agree
   * (the thread's counters did not move between them).
   */
  public boolean isProven(int span) {
    return (flags.at(span) & PROVEN) != 0;
  }

  /**
   * Returns whether the span goes on with an operation that a nested one interrupted. Whoever
   * counts operations or adds up amounts passes over it; its amount is 0.
   */
  public boolean isContinued(int span) {
    return (flags.at(span) & CONTINUED) != 0;
  }

  /** Returns the span of {@code thread} that holds {@code nanos}, or -1 outside its lifetime. */
  public int at(int thread, long nanos) {
    int low = first(thread);
    int high = end(thread) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (endNanos(middle) <= nanos) {
        low = middle + 1;
      } else if (startNanos(middle) > nanos) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /**
   * Returns the first span of {@code thread} that ends after {@code nanos}, {@link #end} if none
   * does.
   */
  public int firstEndingAfter(int thread, long nanos) {
    int low = first(thread);
    int high = end(thread);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (endNanos(middle) <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Collects spans thread by thread. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder offsets = new IntColumn.Builder();
    private final LongColumn.Builder starts = new LongColumn.Builder();
    private final LongColumn.Builder ends = new LongColumn.Builder();
    private final ByteColumn.Builder states = new ByteColumn.Builder();
    private final ByteColumn.Builder flags = new ByteColumn.Builder();
    private final IntColumn.Builder operations = new IntColumn.Builder();
    private final IntColumn.Builder subjects = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder others = new IntColumn.Builder();
    private final LongColumn.Builder amounts = new LongColumn.Builder();
    private final LongColumn.Builder addresses = new LongColumn.Builder();

    /** Begins without threads. */
    public Builder() {
      offsets.add(0);
    }

    /** Appends a span without details to the current thread and returns its index. */
    public int add(long startNanos, long endNanos, State state) {
      starts.add(startNanos);
      ends.add(endNanos);
      states.add((byte) state.ordinal());
      flags.add((byte) 0);
      operations.add(-1);
      subjects.add(-1);
      stacks.add(-1);
      others.add(-1);
      amounts.add(0);
      addresses.add(0);
      return starts.size() - 1;
    }

    /** Moves the end of {@code span}, the last that was added. */
    void extend(int span, long endNanos) {
      ends.set(span, endNanos);
    }

    /** States what the operation of {@code span} was; ids or -1. */
    public void describe(int span, int operation, int subject, int stack) {
      operations.set(span, operation);
      subjects.set(span, subject);
      stacks.set(span, stack);
    }

    /** Names the other thread of {@code span}, or -1. */
    public void other(int span, int thread) {
      others.set(span, thread);
    }

    /** Sets bytes, or the time-out in nanoseconds, of {@code span}. */
    public void amount(int span, long amount) {
      amounts.set(span, amount);
    }

    /** Sets the address of the lock of {@code span}. */
    public void address(int span, long address) {
      addresses.set(span, address);
    }

    /** Marks {@code span} as pinned to its carrier. */
    public void pinned(int span) {
      flag(span, PINNED);
    }

    /** Marks {@code span} as ended by its time-out. */
    public void timedOut(int span) {
      flag(span, TIMED_OUT);
    }

    /** Marks {@code span} as proven by two observations. */
    public void proven(int span) {
      flag(span, PROVEN);
    }

    /** Marks {@code span} as the rest of an operation that a nested one interrupted. */
    public void continued(int span) {
      flag(span, CONTINUED);
    }

    private void flag(int span, int flag) {
      flags.set(span, (byte) (flags.at(span) | flag));
    }

    /**
     * Ends the current thread; the next span belongs to the next one. Threads come in the order of
     * their ids.
     */
    public void endThread() {
      offsets.add(starts.size());
    }

    /** Returns the spans of the threads ended so far. */
    public Spans build() {
      return new Spans(this);
    }
  }
}
