package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Things that happened at an instant, sorted by time.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Instants {
  /** What happened. */
  public enum Kind {
    /** A Java exception was created; the text is its class, the detail its message. */
    EXCEPTION("exception"),
    /** A Java error was created; the text is its class, the detail its message. */
    ERROR("error"),
    /** {@code Object.notify} or {@code notifyAll}; the text is the monitor's class. */
    NOTIFY("notify"),
    /** A virtual thread could not be given to its scheduler; the detail says why. */
    SUBMIT_FAILED("submit failed"),
    /** Compiled code was thrown away; the text is the method, the detail the reason. */
    DEOPTIMIZATION("deoptimization"),
    /** A class was loaded; the text is its name. */
    CLASS_LOAD("class load"),
    /** A message of the program; the text is the message, the detail its category. */
    LOG("log");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the kind's name for people, in lower case. */
    public String label() {
      return label;
    }
  }

  private static final Kind[] KINDS = Kind.values();

  private final ByteColumn kinds;
  private final LongColumn times;
  private final IntColumn threads;
  private final IntColumn stacks;
  private final IntColumn texts;
  private final IntColumn details;

  private Instants(Builder builder) {
    kinds = builder.kinds.build();
    times = builder.times.build();
    threads = builder.threads.build();
    stacks = builder.stacks.build();
    texts = builder.texts.build();
    details = builder.details.build();
  }

  /** Returns the number of instants. */
  public int size() {
    return times.size();
  }

  /** Returns what happened. */
  public Kind kind(int instant) {
    return KINDS[kinds.at(instant)];
  }

  /** Returns when. */
  public long nanos(int instant) {
    return times.at(instant);
  }

  /** Returns the thread, or -1. */
  public int thread(int instant) {
    return threads.at(instant);
  }

  /** Returns the stack, or -1. */
  public int stack(int instant) {
    return stacks.at(instant);
  }

  /** Returns the id of the text, or -1. */
  public int text(int instant) {
    return texts.at(instant);
  }

  /** Returns the id of the detail, or -1. */
  public int detail(int instant) {
    return details.at(instant);
  }

  /** Returns the first instant at or after {@code nanos}; {@link #size} if there is none. */
  public int firstAtOrAfter(long nanos) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nanos(middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Collects instants, in order of time. Not safe for use by several threads. */
  public static final class Builder {
    private final ByteColumn.Builder kinds = new ByteColumn.Builder();
    private final LongColumn.Builder times = new LongColumn.Builder();
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder texts = new IntColumn.Builder();
    private final IntColumn.Builder details = new IntColumn.Builder();

    /** Appends an instant; ids or -1. */
    public void add(Kind kind, long nanos, int thread, int stack, int text, int detail) {
      kinds.add((byte) kind.ordinal());
      times.add(nanos);
      threads.add(thread);
      stacks.add(stack);
      texts.add(text);
      details.add(detail);
    }

    /** Returns the instants added so far. */
    public Instants build() {
      return new Instants(this);
    }
  }
}
