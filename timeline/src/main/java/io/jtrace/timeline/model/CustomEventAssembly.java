package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the rows of custom tables by thread and start, and deals them out to lanes.
 *
 * <p>Not safe for use by several threads.
 */
final class CustomEventAssembly {
  /*
   * Rows of all tables are numbered through. A counting sort brings them to their threads; there
   * they are in a few ascending runs, which are merged.
   */

  private final List<EventTable> tables;
  private final long durationNanos;

  /** The number of the first row of each table; then the number of all rows. */
  private final int[] firstRows;

  private final IntColumn.Appender tableNumbers;
  private final IntColumn.Appender rows;
  private final ByteColumn.Builder lanes = new ByteColumn.Builder();
  private final LongColumn.Appender reaches;
  private final long[] laneEnds = new long[CustomEvents.MAX_LANES];

  private CustomEventAssembly(List<EventTable> tables, long durationNanos, Storage storage) {
    this.tables = tables;
    this.durationNanos = durationNanos;
    firstRows = new int[tables.size() + 1];
    for (int table = 0; table < tables.size(); table++) {
      firstRows[table + 1] = Math.addExact(firstRows[table], tables.get(table).size());
    }
    tableNumbers = new IntColumn.Appender(storage);
    rows = new IntColumn.Appender(storage);
    reaches = new LongColumn.Appender(storage);
  }

  static CustomEvents of(Recording recording, Storage storage) {
    return of(
        recording.customTables(),
        recording.eventTypes(),
        recording.threads().size(),
        recording.durationNanos(),
        storage);
  }

  /**
   * Returns the rows of {@code tables} as events.
   *
   * @param summaries tell the labels of types
   * @param durationNanos events outside the trace are left out
   */
  static CustomEvents of(
      List<EventTable> tables,
      List<EventTypeSummary> summaries,
      int threadCount,
      long durationNanos,
      Storage storage) {
    return tables.isEmpty()
        ? CustomEvents.none()
        : new CustomEventAssembly(tables, durationNanos, storage).build(summaries, threadCount);
  }

  private CustomEvents build(List<EventTypeSummary> summaries, int threadCount) {
    int[] starts = startsByThread(threadCount);
    int[] sorted = byThread(starts);
    int[] owners = new int[threadCount + 1];
    int[] offsets = new int[threadCount + 2];
    int[] laneCounts = new int[threadCount + 1];
    int ownerCount = 0;
    for (int owner = 0; owner <= threadCount; owner++) {
      if (starts[owner] < starts[owner + 1]) {
        int[] numbers = Arrays.copyOfRange(sorted, starts[owner], starts[owner + 1]);
        laneCounts[ownerCount] = addAll(numbers);
        owners[ownerCount++] = owner - 1;
        offsets[ownerCount] = starts[owner + 1];
      }
    }
    int[] typesOfTables = new int[tables.size()];
    List<CustomEvents.Type> types = types(summaries, typesOfTables);
    return new CustomEvents(
        types,
        tables,
        typesOfTables,
        durationNanos,
        Arrays.copyOf(owners, ownerCount),
        Arrays.copyOf(offsets, ownerCount + 1),
        Arrays.copyOf(laneCounts, ownerCount),
        tableNumbers.build(),
        rows.build(),
        lanes.build(),
        reaches.build());
  }

  private boolean isInTrace(EventTable table, int row) {
    return table.startNanos(row) <= durationNanos && CustomEvents.end(table, row) >= 0;
  }

  /** Returns where the events of each thread begin; the first are those of no thread. */
  private int[] startsByThread(int threadCount) {
    int[] starts = new int[threadCount + 2];
    for (EventTable table : tables) {
      for (int row = 0; row < table.size(); row++) {
        if (isInTrace(table, row)) {
          starts[table.thread(row) + 2]++;
        }
      }
    }
    for (int owner = 1; owner < starts.length; owner++) {
      starts[owner] += starts[owner - 1];
    }
    return starts;
  }

  private int[] byThread(int[] starts) {
    int[] next = starts.clone();
    int[] sorted = new int[starts[starts.length - 1]];
    for (int number = 0; number < tables.size(); number++) {
      EventTable table = tables.get(number);
      for (int row = 0; row < table.size(); row++) {
        if (isInTrace(table, row)) {
          sorted[next[table.thread(row) + 1]++] = firstRows[number] + row;
        }
      }
    }
    return sorted;
  }

  private int tableOf(int number) {
    int found = Arrays.binarySearch(firstRows, number);
    if (found < 0) {
      return -found - 2;
    }
    while (firstRows[found + 1] == number) { // a table without rows
      found++;
    }
    return found;
  }

  /** Adds the events of one thread, given in any order; returns how many lanes they take. */
  private int addAll(int[] numbers) {
    RunSort.sort(numbers, 0, numbers.length, this::isAfter);
    Arrays.fill(laneEnds, 0);
    int laneCount = 1;
    long reach = 0;
    for (int number : numbers) {
      int table = tableOf(number);
      int row = number - firstRows[table];
      long end = Math.min(durationNanos, CustomEvents.end(tables.get(table), row));
      reach = Math.max(reach, end);
      tableNumbers.add(table);
      rows.add(row);
      int lane = lane(tables.get(table), row, end);
      laneCount = Math.max(laneCount, lane + 1);
      lanes.add((byte) lane);
      reaches.add(reach);
    }
    return laneCount;
  }

  /** By start; what encloses first. */
  private boolean isAfter(int number, int other) {
    int tableNumber = tableOf(number);
    int otherNumber = tableOf(other);
    EventTable table = tables.get(tableNumber);
    EventTable otherTable = tables.get(otherNumber);
    int row = number - firstRows[tableNumber];
    int otherRow = other - firstRows[otherNumber];
    long start = table.startNanos(row);
    long otherStart = otherTable.startNanos(otherRow);
    return start != otherStart
        ? start > otherStart
        : table.durationNanos(row) < otherTable.durationNanos(otherRow);
  }

  /** Returns the lowest lane that is free, and takes it. */
  private int lane(EventTable table, int row, long end) {
    if (table.durationNanos(row) == 0) {
      return 0;
    }
    long start = Math.max(0, table.startNanos(row));
    int lane = 0;
    while (lane < laneEnds.length - 1 && laneEnds[lane] > start) {
      lane++;
    }
    laneEnds[lane] = Math.max(laneEnds[lane], end);
    return lane;
  }

  /** Returns the types in order, and notes which table is of which. */
  private List<CustomEvents.Type> types(List<EventTypeSummary> summaries, int[] typesOfTables) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      counts.merge(tables.get(tableNumbers.at(i)).typeName(), 1, Integer::sum);
    }
    Map<String, String> labels = new HashMap<>();
    summaries.forEach(summary -> labels.put(summary.name(), summary.label()));
    List<CustomEvents.Type> types =
        counts.entrySet().stream()
            .map(
                count ->
                    new CustomEvents.Type(
                        count.getKey(),
                        label(count.getKey(), labels.getOrDefault(count.getKey(), "")),
                        count.getValue()))
            .sorted(
                Comparator.comparingInt((CustomEvents.Type type) -> -type.count())
                    .thenComparing(CustomEvents.Type::name))
            .toList();
    Map<String, Integer> numbers = new HashMap<>();
    types.forEach(type -> numbers.put(type.name(), numbers.size()));
    Arrays.setAll(typesOfTables, table -> numbers.getOrDefault(tables.get(table).typeName(), -1));
    return types;
  }

  /** Metadata without a label repeats the name. */
  private static String label(String name, String label) {
    if (!label.isBlank() && !label.equals(name)) {
      return label;
    }
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.isBlank() ? "(no name)" : simple;
  }
}
