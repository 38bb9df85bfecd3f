package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The events of programs, agents and libraries that jtrace does not know, clipped to the trace.
 * Sorted by thread, then start; what encloses comes first. Those of no thread come before all.
 *
 * <p>An event is a reference to a row of its table, which has its fields. Immutable and safe to
 * share between threads.
 */
public final class CustomEvents {
  /** Lanes of a thread are below this; what finds none of its own lies over others in the last. */
  public static final int MAX_LANES = Byte.MAX_VALUE;

  /**
   * A kind of events.
   *
   * @param name such as {@code com.acme.Checkout}
   * @param label for people, never empty: as the metadata states it, else the name without its
   *     package
   * @param count of the events in the trace
   */
  public record Type(String name, String label, int count) {}

  private final List<Type> types;
  private final EventTable[] tables;
  private final int[] typesOfTables;
  private final long durationNanos;

  /** The threads that have events, ascending, and where those of each begin; then the end. */
  private final int[] owners;

  private final int[] offsets;

  /** By owner; at least 1. */
  private final int[] laneCounts;

  private final IntColumn tableNumbers;
  private final IntColumn rows;
  private final ByteColumn lanes;

  /** The latest end of the events of a thread so far. */
  private final LongColumn reaches;

  CustomEvents(
      List<Type> types,
      List<EventTable> tables,
      int[] typesOfTables,
      long durationNanos,
      int[] owners,
      int[] offsets,
      int[] laneCounts,
      IntColumn tableNumbers,
      IntColumn rows,
      ByteColumn lanes,
      LongColumn reaches) {
    this.types = List.copyOf(types);
    this.tables = tables.toArray(new EventTable[0]);
    this.typesOfTables = typesOfTables;
    this.durationNanos = durationNanos;
    this.owners = owners;
    this.offsets = offsets;
    this.laneCounts = laneCounts;
    this.tableNumbers = tableNumbers;
    this.rows = rows;
    this.lanes = lanes;
    this.reaches = reaches;
  }

  /** Returns no events. */
  public static CustomEvents none() {
    return new CustomEvents(
        List.of(),
        List.of(),
        new int[0],
        0,
        new int[0],
        new int[1],
        new int[0],
        IntColumn.empty(),
        IntColumn.empty(),
        ByteColumn.empty(),
        LongColumn.empty());
  }

  /** Returns the number of events of all threads. */
  public int size() {
    return rows.size();
  }

  /** Returns the kinds of events, most events first. */
  public List<Type> types() {
    return types;
  }

  /** Returns the first event of {@code thread}; -1 for those without a thread. */
  public int first(int thread) {
    return offsets[owner(thread)];
  }

  /** Returns the event after the last of {@code thread}. */
  public int end(int thread) {
    int owner = owner(thread);
    boolean hasEvents = owner < owners.length && owners[owner] == thread;
    return offsets[hasEvents ? owner + 1 : owner];
  }

  /** Returns how many lanes the events of {@code thread} take; 0 if it has none. */
  public int laneCount(int thread) {
    int owner = Arrays.binarySearch(owners, thread);
    return owner < 0 ? 0 : laneCounts[owner];
  }

  private int owner(int thread) {
    int found = Arrays.binarySearch(owners, thread);
    return found < 0 ? -found - 1 : found;
  }

  /** Returns the thread, or -1. */
  public int thread(int event) {
    int found = Arrays.binarySearch(offsets, Objects.checkIndex(event, size()));
    return owners[found < 0 ? -found - 2 : found];
  }

  /**
   * Returns an event of {@code thread} before which all have ended at {@code nanos}: where to begin
   * when looking for those after. {@link #end} if all have.
   */
  public int firstReaching(int thread, long nanos) {
    return BinarySearch.first(first(thread), end(thread), i -> reaches.at(i) >= nanos);
  }

  /** Returns the kind of an event, as an index of {@link #types}. */
  public int type(int event) {
    return typesOfTables[tableNumbers.at(event)];
  }

  /** Returns when an event began, not before the trace. */
  public long startNanos(int event) {
    return Math.max(0, table(event).startNanos(row(event)));
  }

  /** Returns when an event ended, exclusive, not after the trace. */
  public long endNanos(int event) {
    return Math.min(durationNanos, end(table(event), row(event)));
  }

  /** Returns the end of a row in its table, which time cannot overflow. */
  static long end(EventTable table, int row) {
    long start = table.startNanos(row);
    long end = start + table.durationNanos(row);
    return end < start ? Long.MAX_VALUE : end;
  }

  /** Returns whether an event took no time. */
  public boolean isInstant(int event) {
    return table(event).durationNanos(row(event)) == 0;
  }

  /**
   * Returns the lane of an event that took time, from 0: events of one thread and lane do not
   * overlap, and what lies within another event has a higher lane. Instants have 0.
   */
  public int lane(int event) {
    return lanes.at(event);
  }

  /** Returns the stack, or -1. */
  public int stack(int event) {
    return table(event).stack(row(event));
  }

  /** Returns the table that has the fields of an event. */
  public EventTable table(int event) {
    return tables[tableNumbers.at(event)];
  }

  /** Returns the row of an event in its table. */
  public int row(int event) {
    return rows.at(event);
  }
}
