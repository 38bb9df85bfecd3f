package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Arrows from a cause in one thread to its effect in another, sorted by the time of the effect.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Flows {
  /** What kind of cause it was. */
  public enum Kind {
    /** The previous owner let go of a monitor, and the thread that waited entered it. */
    MONITOR_HANDOVER("monitor handed over"),
    /** {@code Object.notify} ended a wait. */
    NOTIFY("notified"),
    /** {@code LockSupport.unpark} ended a park. */
    UNPARK("unparked"),
    /** A thread started another. */
    START("started");

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
  private final IntColumn fromThreads;
  private final LongColumn fromTimes;
  private final IntColumn toThreads;
  private final LongColumn toTimes;

  private Flows(Builder builder) {
    kinds = builder.kinds.build();
    fromThreads = builder.fromThreads.build();
    fromTimes = builder.fromTimes.build();
    toThreads = builder.toThreads.build();
    toTimes = builder.toTimes.build();
  }

  /** Returns the number of flows. */
  public int size() {
    return kinds.size();
  }

  /** Returns what kind of cause it was. */
  public Kind kind(int flow) {
    return KINDS[kinds.at(flow)];
  }

  /** Returns the thread of the cause. */
  public int fromThread(int flow) {
    return fromThreads.at(flow);
  }

  /** Returns the time of the cause; where the recording does not tell, the time of the effect. */
  public long fromNanos(int flow) {
    return fromTimes.at(flow);
  }

  /** Returns the thread of the effect. */
  public int toThread(int flow) {
    return toThreads.at(flow);
  }

  /**
   * Returns the time of the effect: the end of the span that it ended, or the start of a thread.
   */
  public long toNanos(int flow) {
    return toTimes.at(flow);
  }

  /**
   * Returns the first flow whose effect is at or after {@code nanos}; {@link #size} if there is
   * none.
   */
  public int firstAtOrAfter(long nanos) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (toNanos(middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Collects flows, in order of the effect's time. Not safe for use by several threads. */
  public static final class Builder {
    private final ByteColumn.Builder kinds = new ByteColumn.Builder();
    private final IntColumn.Builder fromThreads = new IntColumn.Builder();
    private final LongColumn.Builder fromTimes = new LongColumn.Builder();
    private final IntColumn.Builder toThreads = new IntColumn.Builder();
    private final LongColumn.Builder toTimes = new LongColumn.Builder();

    /** Appends a flow. */
    public void add(Kind kind, int fromThread, long fromNanos, int toThread, long toNanos) {
      kinds.add((byte) kind.ordinal());
      fromThreads.add(fromThread);
      fromTimes.add(fromNanos);
      toThreads.add(toThread);
      toTimes.add(toNanos);
    }

    /** Returns the flows added so far. */
    public Flows build() {
      return new Flows(this);
    }
  }
}
