package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Strings;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code something happened: delays, samples of code on a processor, or allocations, by
 * stack. {@link CallTree} makes a tree of it.
 *
 * @param isRecorded whether the recording would tell if there was anything
 */
public record Profile(ProfileKind kind, Source source, boolean isRecorded, Rows rows) {
  private static final int FIRST_CODE = -2;

  /** What the values are, and where they come from. */
  public enum Source {
    DELAYS("nanos", "time of delays, the part in the window"),
    CPU_TIME_SAMPLES("nanos", "samples by CPU time (jdk.CPUTimeSample), native code included"),
    EXECUTION_SAMPLES("samples", "samples of Java code by wall time (jdk.ExecutionSample)"),
    ALLOCATION_SAMPLES("bytes", "bytes that sampled allocations stand for"),
    TIME_BY_CPU_TIME(
        "nanos",
        "all time of the threads: waits by stack, CPU time by its samples (jdk.CPUTimeSample), the"
            + " rest without stack"),
    TIME_BY_EXECUTION(
        "nanos",
        "all time of the threads: waits by stack; the time in which a thread ran is shared evenly"
            + " among its samples (jdk.ExecutionSample), an estimate"),
    TIME_WITHOUT_SAMPLES(
        "nanos", "all time of the threads: waits by stack; no sample tells where they ran");

    private final String unit;
    private final String sentence;

    Source(String unit, String sentence) {
      this.unit = unit;
      this.sentence = sentence;
    }

    /** Returns the unit of totals and maxima: {@code nanos}, {@code samples} or {@code bytes}. */
    public String unit() {
      return unit;
    }

    /** Returns what is counted, for people. */
    public String sentence() {
      return sentence;
    }
  }

  /**
   * A row for each distinct stack and what was waited for there.
   *
   * @param stacks or -1 where none was recorded
   * @param operations ids of names, or -1; less than that are codes of states
   * @param subjects ids of what was waited for or allocated, or -1
   * @param totals in the unit of the source
   */
  public record Rows(
      IntColumn stacks,
      IntColumn operations,
      IntColumn subjects,
      LongColumn totals,
      LongColumn counts,
      LongColumn maxima) {
    /** Returns the number of rows. */
    public int size() {
      return stacks.size();
    }

    /** Returns the name of the operation in a row, or of the state where it has none; or null. */
    public @Nullable String operation(int row, Strings strings) {
      int operation = operations.at(row);
      if (operation <= FIRST_CODE) {
        return State.at(FIRST_CODE - operation).label();
      }
      return operation < 0 ? null : strings.at(operation);
    }
  }

  /** Returns what stands in the column of operations for a state. */
  static int code(State state) {
    return FIRST_CODE - state.ordinal();
  }

  /** How much of a stretch of a thread's time counts; negative if the stretch does not. */
  @FunctionalInterface
  private interface Within {
    long nanos(int thread, long start, long end);
  }

  /** Sums up what the {@code threads} did in {@code range}. */
  public static Profile of(Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind) {
    return kind == ProfileKind.TIME
        ? WholeTime.of(trace, range, threads)
        : of(trace, range, threads, kind, (thread, start, end) -> range.overlapNanos(start, end));
  }

  /**
   * Sums up what the {@code threads} did in {@code range} while they were in a region.
   *
   * @throws IllegalArgumentException if {@code kind} is all time, which is not told by stretches
   */
  public static Profile of(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, RegionTime region) {
    if (kind == ProfileKind.TIME) {
      throw new IllegalArgumentException("expected another kind than time for a region");
    }
    return of(
        trace,
        range,
        threads,
        kind,
        (thread, start, end) -> {
          long from = Math.max(start, range.startNanos());
          long inside = region.overlapNanos(thread, from, Math.min(end, range.endNanos()));
          return inside == 0 ? -1 : inside;
        });
  }

  private static Profile of(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, Within within) {
    return kind.isDelay()
        ? ofDelays(trace, range, threads, kind, within)
        : ofSamples(trace, range, threads, kind, within);
  }

  private static Profile ofDelays(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, Within within) {
    Spans spans = trace.spans();
    StackTally tally = new StackTally();
    Delays.each(
        trace,
        range,
        threads,
        kind,
        (thread, span, start, end, stack, operation, subject) -> {
          long nanos = within.nanos(thread, start, end);
          if (nanos >= 0) {
            tally.add(stack, operation, subject, nanos, Delays.times(spans, kind, span));
          }
        });
    return new Profile(
        kind, Source.DELAYS, !tally.isEmpty() || isRecorded(trace, kind), tally.rows());
  }

  /**
   * Samples by CPU time see native code too and are preferred, if there are any of any thread: two
   * threads must not be measured by two measures.
   */
  private static Profile ofSamples(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, Within within) {
    Samples samples = trace.samples();
    StackTally byCpuTime = new StackTally();
    StackTally others = new StackTally();
    boolean hasCpuTime = Recorded.in(trace, "jdk.CPUTimeSample");
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int sample = samples.firstAtOrAfter(range.startNanos()); sample < end; sample++) {
      Samples.Kind its = samples.kind(sample);
      hasCpuTime |= its == Samples.Kind.CPU_TIME;
      int thread = samples.thread(sample);
      long nanos = samples.nanos(sample);
      boolean isWithin = within.nanos(thread, nanos, nanos + 1) > 0;
      if (kind.isOf(its) && threads.test(thread) && isWithin) {
        (its == Samples.Kind.CPU_TIME ? byCpuTime : others)
            .add(samples.stack(sample), -1, samples.subject(sample), samples.weight(sample), 1);
      }
    }
    boolean isByCpuTime = kind == ProfileKind.CPU && hasCpuTime;
    StackTally tally = isByCpuTime ? byCpuTime : others;
    Source source =
        kind == ProfileKind.ALLOC
            ? Source.ALLOCATION_SAMPLES
            : isByCpuTime ? Source.CPU_TIME_SAMPLES : Source.EXECUTION_SAMPLES;
    return new Profile(kind, source, !tally.isEmpty() || isRecorded(trace, kind), tally.rows());
  }

  private static boolean isRecorded(Trace trace, ProfileKind kind) {
    return kind.events().stream().anyMatch(event -> Recorded.in(trace, event));
  }

  /**
   * Returns the rows about one subject.
   *
   * @param subject its text; empty for rows that tell of none
   */
  public Profile about(Trace trace, String subject) {
    StackTally tally = new StackTally();
    for (int row = 0; row < rows.size(); row++) {
      if (trace.strings().atOr(rows.subjects().at(row), "").equals(subject)) {
        tally.add(rows, row);
      }
    }
    return new Profile(kind, source, isRecorded, tally.rows());
  }

  /** Returns all rows taken together by {@code weight}. */
  public long total(ProfileWeight weight) {
    LongColumn values = weight.of(rows);
    long total = 0;
    for (int row = 0; row < values.size(); row++) {
      total = weight.plus(total, values.at(row));
    }
    return total;
  }

  /** Returns the unit of {@code weight}: that of the source, or {@code count}. */
  public String unit(ProfileWeight weight) {
    return weight == ProfileWeight.COUNT ? "count" : source.unit();
  }
}
