package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.List;

/** Builds the counters that a recording has values for. */
final class CounterTables {
  /** Where a counter's values are. */
  private record Source(
      String key, String label, Counter.Unit unit, ConsumedEvent event, String field) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "heap.used",
              "Heap used",
              Counter.Unit.BYTES,
              ConsumedEvent.GC_HEAP_SUMMARY,
              "heapUsed"),
          new Source(
              "heap.committed",
              "Heap committed",
              Counter.Unit.BYTES,
              ConsumedEvent.GC_HEAP_SUMMARY,
              "heapSpace.committedSize"),
          new Source(
              "metaspace.used",
              "Metaspace used",
              Counter.Unit.BYTES,
              ConsumedEvent.METASPACE_SUMMARY,
              "metaspace.used"),
          new Source(
              "cpu.jvm.user",
              "JVM processor load, user",
              Counter.Unit.RATIO,
              ConsumedEvent.CPU_LOAD,
              "jvmUser"),
          new Source(
              "cpu.jvm.system",
              "JVM processor load, system",
              Counter.Unit.RATIO,
              ConsumedEvent.CPU_LOAD,
              "jvmSystem"),
          new Source(
              "cpu.machine",
              "Machine processor load",
              Counter.Unit.RATIO,
              ConsumedEvent.CPU_LOAD,
              "machineTotal"),
          new Source(
              "threads.active",
              "Live platform threads",
              Counter.Unit.COUNT,
              ConsumedEvent.JAVA_THREAD_STATISTICS,
              "activeCount"),
          new Source(
              "context.switches",
              "Context switches",
              Counter.Unit.PER_SECOND,
              ConsumedEvent.CONTEXT_SWITCH_RATE,
              "switchRate"),
          new Source(
              "rss", "Resident set", Counter.Unit.BYTES, ConsumedEvent.RESIDENT_SET_SIZE, "size"),
          new Source(
              "container.throttled.slices",
              "Throttled slices of the container",
              Counter.Unit.COUNT,
              ConsumedEvent.CONTAINER_CPU_THROTTLING,
              "cpuThrottledSlices"),
          new Source(
              "container.throttled",
              "Time the container was throttled",
              Counter.Unit.NANOS,
              ConsumedEvent.CONTAINER_CPU_THROTTLING,
              "cpuThrottledTime"));

  private CounterTables() {}

  static List<Counter> of(Recording recording) {
    List<Counter> counters = new ArrayList<>();
    for (Source source : SOURCES) {
      EventTable table = recording.events(source.event());
      if (table.size() > 0 && table.has(source.field())) {
        counters.add(counter(source, table, recording.durationNanos()));
      }
    }
    return counters;
  }

  private static Counter counter(Source source, EventTable table, long durationNanos) {
    Storage storage = Storage.onHeap();
    MomentSorter sorter = new MomentSorter(0, durationNanos, storage);
    sorter.add(table.starts());
    Moments moments = sorter.build();
    LongColumn.Appender nanos = new LongColumn.Appender(storage);
    DoubleColumn.Builder values = new DoubleColumn.Builder();
    boolean isReal =
        source.unit() == Counter.Unit.RATIO || source.unit() == Counter.Unit.PER_SECOND;
    for (int i = 0; i < moments.size(); i++) {
      int row = moments.row(i);
      double value = isReal ? table.real(source.field(), row) : table.number(source.field(), row);
      if (!Double.isNaN(value)) {
        nanos.add(moments.nanos(i));
        values.add(value);
      }
    }
    return new Counter(source.key(), source.label(), source.unit(), nanos.build(), values.build());
  }
}
