package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.table.Storage;
import java.util.List;

/** Makes custom events of tables that a test has drawn itself. */
public final class SortedTables {
  private SortedTables() {}

  /** Returns the events of {@code tables} whose types have no label. */
  public static CustomEvents of(List<EventTable> tables, int threadCount, long durationNanos) {
    return CustomEventAssembly.of(tables, List.of(), threadCount, durationNanos, Storage.onHeap());
  }
}
