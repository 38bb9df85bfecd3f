package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.List;
import java.util.Map;

/**
 * All events of one type, one row each, in the order of the file (neither start nor end order).
 *
 * <p>Every column has {@link #size()} rows. Immutable and safe to share between threads.
 */
public final class EventTable {
  private final String typeName;
  private final List<ConsumedField> fields;
  private final boolean recorded;
  private final LongColumn starts;
  private final LongColumn durations;
  private final IntColumn threads;
  private final IntColumn stacks;
  private final Map<String, LongColumn> numbers;
  private final Map<String, DoubleColumn> reals;
  private final Map<String, IntColumn> ids;

  /**
   * Creates a table.
   *
   * @param recorded whether the recording's metadata knows the type, in any chunk
   * @param numbers columns of the fields that hold numbers, by field name; of those the recording
   *     has
   */
  EventTable(
      String typeName,
      List<ConsumedField> fields,
      boolean recorded,
      LongColumn starts,
      LongColumn durations,
      IntColumn threads,
      IntColumn stacks,
      Map<String, LongColumn> numbers,
      Map<String, DoubleColumn> reals,
      Map<String, IntColumn> ids) {
    this.typeName = typeName;
    this.fields = List.copyOf(fields);
    this.recorded = recorded;
    this.starts = starts;
    this.durations = durations;
    this.threads = threads;
    this.stacks = stacks;
    this.numbers = Map.copyOf(numbers);
    this.reals = Map.copyOf(reals);
    this.ids = Map.copyOf(ids);
  }

  /** Returns the name of the event type, such as {@code jdk.ThreadPark}. */
  public String typeName() {
    return typeName;
  }

  /** Returns the fields that events may have besides the common ones. */
  public List<ConsumedField> fields() {
    return fields;
  }

  /**
   * Returns whether the recording's metadata knows the type; false means that nothing can be said
   * of it.
   */
  public boolean isRecorded() {
    return recorded;
  }

  /** Returns the number of events. */
  public int size() {
    return starts.size();
  }

  /**
   * Returns when an event began, in nanoseconds since {@link Recording#startEpochNanos()}; may be
   * negative.
   */
  public long startNanos(int row) {
    return starts.at(row);
  }

  /** Returns how long an event took, in nanoseconds; 0 for instants. */
  public long durationNanos(int row) {
    return durations.at(row);
  }

  /** Returns the column of {@link #startNanos}. */
  public LongColumn starts() {
    return starts;
  }

  /** Returns the column of {@link #durationNanos}. */
  public LongColumn durations() {
    return durations;
  }

  /** Returns the column of {@link #thread}. */
  public IntColumn threads() {
    return threads;
  }

  /** Returns the column of {@link #stack}. */
  public IntColumn stacks() {
    return stacks;
  }

  /** Returns the column of {@link #number}; all 0 where the recording lacks the field. */
  public LongColumn numbers(String field) {
    LongColumn column = numbers.get(field);
    return column == null ? LongColumn.repeated(0, size()) : column;
  }

  /** Returns the column of {@link #id}; all -1 where the recording lacks the field. */
  public IntColumn ids(String field) {
    IntColumn column = ids.get(field);
    return column == null ? IntColumn.repeated(-1, size()) : column;
  }

  /** Returns the event's thread as an index into {@link Recording#threads()}, or -1. */
  public int thread(int row) {
    return threads.at(row);
  }

  /** Returns the event's stack in {@link Recording#stacks()}, or -1. */
  public int stack(int row) {
    return stacks.at(row);
  }

  /** Returns whether the recording has this field in any chunk. */
  public boolean has(String field) {
    return numbers.containsKey(field) || reals.containsKey(field) || ids.containsKey(field);
  }

  /** Returns a field of kind NUMBER, NANOS or BOOLEAN; 0 where the recording lacks it. */
  public long number(String field, int row) {
    LongColumn column = numbers.get(field);
    return column == null ? 0 : column.at(row);
  }

  /** Returns a field of kind REAL; {@code NaN} where the recording lacks it. */
  public double real(String field, int row) {
    DoubleColumn column = reals.get(field);
    return column == null ? Double.NaN : column.at(row);
  }

  /**
   * Returns a field of kind TEXT, CLASS, METHOD or THREAD as its id; -1 where the recording lacks
   * it.
   */
  public int id(String field, int row) {
    IntColumn column = ids.get(field);
    return column == null ? -1 : column.at(row);
  }
}
