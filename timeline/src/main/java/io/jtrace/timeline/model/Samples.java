package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Stacks taken at instants, sorted by time.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Samples {
  /** Why a sample was taken. */
  public enum Kind {
    /** A thread used a slice of CPU time ({@code jdk.CPUTimeSample}); the weight is nanoseconds. */
    CPU_TIME,
    /**
     * A thread ran Java code at a moment of wall time ({@code jdk.ExecutionSample}); the weight is
     * 1.
     */
    EXECUTION,
    /**
     * A thread was in native code ({@code jdk.NativeMethodSample}), running or waiting; the weight
     * is 1.
     */
    NATIVE,
    /**
     * A thread allocated ({@code jdk.ObjectAllocationSample}); the weight is bytes that the sample
     * stands for.
     */
    ALLOCATION
  }

  /** Where the samples of one kind are. */
  record Source(
      Kind kind, IntColumn threads, IntColumn stacks, IntColumn subjects, LongColumn weights) {}

  private final Moments moments;
  private final Source[] sources;
  private final AllocationCounters allocationCounters;

  Samples(Moments moments, AllocationCounters allocationCounters, Source... sources) {
    this.moments = moments;
    this.allocationCounters = allocationCounters;
    this.sources = sources;
  }

  /** Returns the number of samples. */
  public int size() {
    return moments.size();
  }

  /** Returns what is known of allocations beside their samples. */
  public AllocationCounters allocationCounters() {
    return allocationCounters;
  }

  private Source source(int sample) {
    return sources[moments.source(sample)];
  }

  /** Returns why the sample was taken. */
  public Kind kind(int sample) {
    return source(sample).kind;
  }

  /** Returns when. */
  public long nanos(int sample) {
    return moments.nanos(sample);
  }

  /** Returns the sampled thread, or -1. */
  public int thread(int sample) {
    return source(sample).threads.at(moments.row(sample));
  }

  /** Returns the stack, or -1 where the JVM could not walk it. */
  public int stack(int sample) {
    return source(sample).stacks.at(moments.row(sample));
  }

  /** Returns the id of the allocated class, or -1. */
  public int subject(int sample) {
    return source(sample).subjects.at(moments.row(sample));
  }

  /** Returns the weight, in the unit of the kind. */
  public long weight(int sample) {
    return Math.max(0, source(sample).weights.at(moments.row(sample)));
  }

  /** Returns the first sample at or after {@code nanos}; {@link #size} if there is none. */
  public int firstAtOrAfter(long nanos) {
    return moments.firstAtOrAfter(nanos);
  }

  /** Collects samples, in order of time. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder kinds = new IntColumn.Builder();
    private final LongColumn.Builder times = new LongColumn.Builder();
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder subjects = new IntColumn.Builder();
    private final LongColumn.Builder weights = new LongColumn.Builder();

    private final AllocationCounters.Builder counters = new AllocationCounters.Builder();

    /** Adds a reading of the bytes that a thread has allocated since its start. */
    public void allocated(int thread, long nanos, long bytes) {
      counters.add(thread, nanos, bytes);
    }

    /** Appends a sample. */
    public void add(Kind kind, long nanos, int thread, int stack, int subject, long weight) {
      kinds.add(kind.ordinal());
      times.add(nanos);
      threads.add(thread);
      stacks.add(stack);
      subjects.add(subject);
      weights.add(weight);
    }

    /** Returns the samples added so far. */
    public Samples build() {
      Source[] sources = new Source[Kind.values().length];
      for (Kind kind : Kind.values()) {
        sources[kind.ordinal()] =
            new Source(kind, threads.build(), stacks.build(), subjects.build(), weights.build());
      }
      LongColumn nanos = times.build();
      return new Samples(
          Moments.inOrder(kinds.build(), nanos::at, sources.length), counters.build(), sources);
    }
  }
}
