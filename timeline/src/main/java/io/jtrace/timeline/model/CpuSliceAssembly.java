package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/** Brings the slices of a recording onto its clock and into their two orders. */
final class CpuSliceAssembly {
  private final Recording recording;
  private final OsThreads osThreads;
  private final EventTable table;
  private final LongColumn readings;
  private final LongColumn lengths;
  private final LongColumn cpus;
  private final MonotonicClock[] clocks;

  private CpuSliceAssembly(Recording recording, OsThreads osThreads) {
    this.recording = recording;
    this.osThreads = osThreads;
    table = recording.events(ConsumedEvent.CPU_SLICE);
    readings = table.numbers("startNanoTime");
    lengths = table.numbers("durationNanos");
    cpus = table.numbers("cpu");
    clocks = new MonotonicClock[table.size() == 0 ? 0 : Math.max(1, recording.jvms())];
    for (int jvm = 0; jvm < clocks.length; jvm++) {
      clocks[jvm] = MonotonicClock.of(recording, jvm);
    }
  }

  static CpuSlices of(Recording recording, OsThreads osThreads, Storage storage) {
    return new CpuSliceAssembly(recording, osThreads).build(storage);
  }

  private CpuSlices build(Storage storage) {
    LongColumn starts = starts(storage);
    int[] order = new int[table.size()];
    int count = 0;
    for (int row = 0; row < order.length; row++) {
      long end = starts.at(row) + lengths.at(row);
      if (end > 0 && starts.at(row) < recording.durationNanos() && lengths.at(row) > 0) {
        order[count++] = row;
      }
    }
    RunSort.sort(
        order,
        0,
        count,
        (a, b) -> cpus.at(a) != cpus.at(b) ? cpus.at(a) > cpus.at(b) : starts.at(a) > starts.at(b));
    CpuSlices.Columns columns = columns(order, count, starts, storage);
    return new CpuSlices(columns, threadOrder(columns));
  }

  /** Returns by row when the slice began; never, where the clock is not known. */
  private LongColumn starts(Storage storage) {
    LongColumn.Appender starts = new LongColumn.Appender(storage);
    for (int row = 0; row < table.size(); row++) {
      MonotonicClock clock = clocks[Math.min(osThreads.jvm(table, row), clocks.length - 1)];
      starts.add(clock.isUnknown() ? Long.MIN_VALUE / 2 : clock.traceNanos(readings.at(row)));
    }
    return starts.build();
  }

  private CpuSlices.Columns columns(int[] order, int count, LongColumn starts, Storage storage) {
    IntColumn.Appender cpuColumn = new IntColumn.Appender(storage);
    LongColumn.Appender startColumn = new LongColumn.Appender(storage);
    LongColumn.Appender endColumn = new LongColumn.Appender(storage);
    IntColumn.Appender threadColumn = new IntColumn.Appender(storage);
    IntColumn.Appender preemptedColumn = new IntColumn.Appender(storage);
    LongColumn osIds = table.numbers("osThreadId");
    LongColumn preempted = table.numbers("preempted");
    for (int i = 0; i < count; i++) {
      int row = order[i];
      long start = starts.at(row);
      cpuColumn.add((int) cpus.at(row));
      startColumn.add(Math.max(0, start));
      endColumn.add(Math.min(recording.durationNanos(), start + lengths.at(row)));
      threadColumn.add(osThreads.at(osThreads.jvm(table, row), osIds.at(row), Math.max(0, start)));
      preemptedColumn.add((int) preempted.at(row));
    }
    return new CpuSlices.Columns(
        cpuColumn.build(),
        threadColumn.build(),
        startColumn.build(),
        endColumn.build(),
        preemptedColumn.build());
  }

  private static IntColumn threadOrder(CpuSlices.Columns columns) {
    int[] order = new int[columns.threads().size()];
    int count = 0;
    for (int slice = 0; slice < order.length; slice++) {
      if (columns.threads().at(slice) >= 0) {
        order[count++] = slice;
      }
    }
    RunSort.sort(
        order,
        0,
        count,
        (a, b) ->
            columns.threads().at(a) != columns.threads().at(b)
                ? columns.threads().at(a) > columns.threads().at(b)
                : columns.starts().at(a) > columns.starts().at(b));
    return IntColumn.copyOf(order, count);
  }
}
