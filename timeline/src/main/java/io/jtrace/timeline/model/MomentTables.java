package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;

/**
 * Builds what has a time but no length: samples, instants and flows, each sorted by time. Moments
 * outside the trace are left out.
 */
final class MomentTables {
  private final Recording recording;

  /** References to rows: number of the source table, then the row. */
  private final IntColumn.Builder sources = new IntColumn.Builder();

  private final IntColumn.Builder rows = new IntColumn.Builder();

  private MomentTables(Recording recording) {
    this.recording = recording;
  }

  /** Takes a row of a table. */
  @FunctionalInterface
  private interface Writer {
    void write(EventTable table, int source, int row, long nanos);
  }

  static Samples samples(Recording recording) {
    ConsumedEvent[] events = {
      ConsumedEvent.CPU_TIME_SAMPLE,
      ConsumedEvent.EXECUTION_SAMPLE,
      ConsumedEvent.NATIVE_METHOD_SAMPLE,
      ConsumedEvent.ALLOCATION_SAMPLE
    };
    Samples.Builder builder = new Samples.Builder();
    new MomentTables(recording)
        .forEach(
            events,
            false,
            (table, source, row, nanos) -> {
              switch (source) {
                case 0 -> {
                  long period = Math.max(0, table.number("samplingPeriod", row));
                  Samples.Kind kind = Samples.Kind.CPU_TIME;
                  builder.add(kind, nanos, table.thread(row), table.stack(row), -1, period);
                }
                case 1, 2 -> {
                  Samples.Kind kind = source == 1 ? Samples.Kind.EXECUTION : Samples.Kind.NATIVE;
                  int thread = table.id("sampledThread", row);
                  builder.add(kind, nanos, thread, table.stack(row), -1, 1);
                }
                default ->
                    builder.add(
                        Samples.Kind.ALLOCATION,
                        nanos,
                        table.thread(row),
                        table.stack(row),
                        table.id("objectClass", row),
                        table.number("weight", row));
              }
            });
    return builder.build();
  }

  /** The events that are instants, and where their texts are. */
  private enum Source {
    EXCEPTION(ConsumedEvent.EXCEPTION_THROW, Instants.Kind.EXCEPTION, "thrownClass", "message"),
    ERROR(ConsumedEvent.ERROR_THROW, Instants.Kind.ERROR, "thrownClass", "message"),
    NOTIFY(ConsumedEvent.MONITOR_NOTIFY, Instants.Kind.NOTIFY, "monitorClass", ""),
    SUBMIT_FAILED(
        ConsumedEvent.VIRTUAL_THREAD_SUBMIT_FAILED,
        Instants.Kind.SUBMIT_FAILED,
        "",
        "exceptionMessage"),
    DEOPTIMIZATION(ConsumedEvent.DEOPTIMIZATION, Instants.Kind.DEOPTIMIZATION, "method", "reason"),
    CLASS_LOAD(ConsumedEvent.CLASS_LOAD, Instants.Kind.CLASS_LOAD, "loadedClass", ""),
    LOG(ConsumedEvent.JTRACE_LOG, Instants.Kind.LOG, "message", "category");

    private static final Source[] SOURCES = values();

    private final ConsumedEvent event;
    private final Instants.Kind kind;
    private final String textField;
    private final String detailField;

    Source(ConsumedEvent event, Instants.Kind kind, String textField, String detailField) {
      this.event = event;
      this.kind = kind;
      this.textField = textField;
      this.detailField = detailField;
    }

    static ConsumedEvent[] events() {
      ConsumedEvent[] events = new ConsumedEvent[SOURCES.length];
      for (int i = 0; i < events.length; i++) {
        events[i] = SOURCES[i].event;
      }
      return events;
    }
  }

  static Instants instants(Recording recording) {
    Instants.Builder builder = new Instants.Builder();
    new MomentTables(recording)
        .forEach(
            Source.events(),
            false,
            (table, source, row, nanos) -> {
              Source of = Source.SOURCES[source];
              builder.add(
                  of.kind,
                  nanos,
                  table.thread(row),
                  table.stack(row),
                  idOrNone(table, of.textField, row),
                  idOrNone(table, of.detailField, row));
            });
    return builder.build();
  }

  private static int idOrNone(EventTable table, String field, int row) {
    return field.isEmpty() ? -1 : table.id(field, row);
  }

  static Flows flows(Recording recording, Lifetimes lifetimes) {
    ConsumedEvent[] events = {
      ConsumedEvent.MONITOR_ENTER, ConsumedEvent.MONITOR_WAIT, ConsumedEvent.THREAD_START
    };
    Flows.Builder builder = new Flows.Builder();
    new MomentTables(recording)
        .forEach(
            events,
            true,
            (table, source, row, nanos) -> {
              int to = table.thread(row);
              switch (source) {
                case 0 ->
                    flow(builder, Flows.Kind.MONITOR_HANDOVER, table, "previousOwner", row, to);
                case 1 -> flow(builder, Flows.Kind.NOTIFY, table, "notifier", row, to);
                default -> {
                  int started = table.id("thread", row) >= 0 ? table.id("thread", row) : to;
                  if (started >= 0 && lifetimes.isStartSeen(started)) {
                    flow(builder, Flows.Kind.START, table, "parentThread", row, started);
                  }
                }
              }
            });
    return builder.build();
  }

  /** The moment of the cause is not recorded: it is taken to be that of the effect. */
  private static void flow(
      Flows.Builder builder, Flows.Kind kind, EventTable table, String field, int row, int to) {
    int from = table.id(field, row);
    if (from >= 0 && to >= 0) {
      long nanos = table.startNanos(row) + table.durationNanos(row);
      builder.add(kind, from, nanos, to, nanos);
    }
  }

  /** Visits all rows of {@code events} that lie in the trace, by the time they begin or end. */
  private void forEach(ConsumedEvent[] events, boolean atEnd, Writer writer) {
    EventTable[] tables = new EventTable[events.length];
    for (int source = 0; source < events.length; source++) {
      tables[source] = recording.events(events[source]);
      for (int row = 0; row < tables[source].size(); row++) {
        long nanos = nanos(tables[source], row, atEnd);
        if (nanos >= 0 && nanos <= recording.durationNanos()) {
          sources.add(source);
          rows.add(row);
        }
      }
    }
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RunSort.sort(
        order,
        0,
        order.length,
        (a, b) ->
            nanos(tables[sources.at(a)], rows.at(a), atEnd)
                > nanos(tables[sources.at(b)], rows.at(b), atEnd));
    for (int i : order) {
      EventTable table = tables[sources.at(i)];
      writer.write(table, sources.at(i), rows.at(i), nanos(table, rows.at(i), atEnd));
    }
  }

  private static long nanos(EventTable table, int row, boolean atEnd) {
    return table.startNanos(row) + (atEnd ? table.durationNanos(row) : 0);
  }
}
