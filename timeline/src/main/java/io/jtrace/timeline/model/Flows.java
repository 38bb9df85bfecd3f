package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

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
    START("started"),
    /** A poller of sockets found that what a virtual thread waited for is there. */
    NETWORK("network"),
    /** The time was up for which a virtual thread wanted to wait. */
    TIMER("timer"),
    /** A task was given to an executor, and one of its threads began with it. */
    SUBMIT("submitted");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the kind's name for people, in lower case. */
    public String label() {
      return label;
    }
  }

  /** Where flows of one origin are; {@code causes} says when the cause was. */
  record Source(
      IntFunction<Kind> kinds,
      IntUnaryOperator fromThread,
      IntToLongFunction causes,
      IntUnaryOperator toThread) {}

  private final Moments moments;
  private final Source[] sources;

  Flows(Moments moments, Source... sources) {
    this.moments = moments;
    this.sources = sources;
  }

  /** Returns the number of flows. */
  public int size() {
    return moments.size();
  }

  private Source source(int flow) {
    return sources[moments.source(flow)];
  }

  /** Returns what kind of cause it was. */
  public Kind kind(int flow) {
    return source(flow).kinds.apply(moments.row(flow));
  }

  /** Returns the thread of the cause. */
  public int fromThread(int flow) {
    return source(flow).fromThread.applyAsInt(moments.row(flow));
  }

  /** Returns the time of the cause; where the recording does not tell, the time of the effect. */
  public long fromNanos(int flow) {
    return source(flow).causes.applyAsLong(moments.row(flow));
  }

  /** Returns the thread of the effect. */
  public int toThread(int flow) {
    return source(flow).toThread.applyAsInt(moments.row(flow));
  }

  /**
   * Returns the time of the effect: the end of the span that it ended, the start of a thread or of
   * a task, or the moment from which on a virtual thread was runnable.
   */
  public long toNanos(int flow) {
    return moments.nanos(flow);
  }

  /**
   * Returns the first flow whose effect is at or after {@code nanos}; {@link #size} if there is
   * none.
   */
  public int firstAtOrAfter(long nanos) {
    return moments.firstAtOrAfter(nanos);
  }

  /** Collects flows, in order of the effect's time. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder kinds = new IntColumn.Builder();
    private final IntColumn.Builder fromThreads = new IntColumn.Builder();
    private final LongColumn.Builder fromTimes = new LongColumn.Builder();
    private final IntColumn.Builder toThreads = new IntColumn.Builder();
    private final LongColumn.Builder toTimes = new LongColumn.Builder();

    /** Appends a flow. */
    public void add(Kind kind, int fromThread, long fromNanos, int toThread, long toNanos) {
      kinds.add(kind.ordinal());
      fromThreads.add(fromThread);
      fromTimes.add(fromNanos);
      toThreads.add(toThread);
      toTimes.add(toNanos);
    }

    /** Returns the flows added so far. */
    public Flows build() {
      IntColumn from = fromThreads.build();
      LongColumn causes = fromTimes.build();
      IntColumn to = toThreads.build();
      LongColumn effects = toTimes.build();
      Source[] sources = new Source[Kind.values().length];
      for (Kind kind : Kind.values()) {
        sources[kind.ordinal()] = new Source(row -> kind, from::at, causes::at, to::at);
      }
      return new Flows(Moments.inOrder(kinds.build(), effects::at, sources.length), sources);
    }
  }
}
