package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
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

  private static final Kind[] KINDS = Kind.values();

  private final ByteColumn kinds;
  private final LongColumn times;
  private final IntColumn threads;
  private final IntColumn stacks;
  private final IntColumn subjects;
  private final LongColumn weights;

  private Samples(Builder builder) {
    kinds = builder.kinds.build();
    times = builder.times.build();
    threads = builder.threads.build();
    stacks = builder.stacks.build();
    subjects = builder.subjects.build();
    weights = builder.weights.build();
  }

  /** Returns the number of samples. */
  public int size() {
    return times.size();
  }

  /** Returns why the sample was taken. */
  public Kind kind(int sample) {
    return KINDS[kinds.at(sample)];
  }

  /** Returns when. */
  public long nanos(int sample) {
    return times.at(sample);
  }

  /** Returns the sampled thread, or -1. */
  public int thread(int sample) {
    return threads.at(sample);
  }

  /** Returns the stack, or -1 where the JVM could not walk it. */
  public int stack(int sample) {
    return stacks.at(sample);
  }

  /** Returns the id of the allocated class, or -1. */
  public int subject(int sample) {
    return subjects.at(sample);
  }

  /** Returns the weight, in the unit of the kind. */
  public long weight(int sample) {
    return weights.at(sample);
  }

  /** Returns the first sample at or after {@code nanos}; {@link #size} if there is none. */
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

  /** Collects samples, in order of time. Not safe for use by several threads. */
  public static final class Builder {
    private final ByteColumn.Builder kinds = new ByteColumn.Builder();
    private final LongColumn.Builder times = new LongColumn.Builder();
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder subjects = new IntColumn.Builder();
    private final LongColumn.Builder weights = new LongColumn.Builder();

    /** Appends a sample. */
    public void add(Kind kind, long nanos, int thread, int stack, int subject, long weight) {
      kinds.add((byte) kind.ordinal());
      times.add(nanos);
      threads.add(thread);
      stacks.add(stack);
      subjects.add(subject);
      weights.add(weight);
    }

    /** Returns the samples added so far. */
    public Samples build() {
      return new Samples(this);
    }
  }
}
