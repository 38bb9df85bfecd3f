package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Builds what has a time but no length: samples, instants and flows, each sorted by time. Moments
 * outside the trace are left out.
 */
final class MomentTables {
  private final Recording recording;
  private final MomentSorter sorter;

  private MomentTables(Recording recording, Storage storage) {
    this.recording = recording;
    sorter = new MomentSorter(0, recording.durationNanos(), storage);
  }

  static Samples samples(Recording recording, Storage storage) {
    MomentTables tables = new MomentTables(recording, storage);
    Samples.Source[] sources = {
      tables.samples(Samples.Kind.CPU_TIME, ConsumedEvent.CPU_TIME_SAMPLE),
      tables.samples(Samples.Kind.EXECUTION, ConsumedEvent.EXECUTION_SAMPLE),
      tables.samples(Samples.Kind.NATIVE, ConsumedEvent.NATIVE_METHOD_SAMPLE),
      tables.samples(Samples.Kind.ALLOCATION, ConsumedEvent.ALLOCATION_SAMPLE)
    };
    return new Samples(tables.sorter.build(), AllocationCounters.of(recording), sources);
  }

  private Samples.Source samples(Samples.Kind kind, ConsumedEvent event) {
    EventTable table = recording.events(event);
    sorter.add(table.starts());
    IntColumn threads = table.threads();
    IntColumn subjects = IntColumn.repeated(-1, table.size());
    LongColumn weights = LongColumn.repeated(1, table.size());
    switch (kind) {
      case CPU_TIME -> weights = table.numbers("samplingPeriod");
      case EXECUTION, NATIVE -> threads = table.ids("sampledThread");
      case ALLOCATION -> {
        subjects = table.ids("objectClass");
        weights = table.numbers("weight");
      }
    }
    return new Samples.Source(kind, threads, table.stacks(), subjects, weights);
  }

  static Instants instants(Recording recording, OsThreads osThreads, Storage storage) {
    MomentTables tables = new MomentTables(recording, storage);
    Instants.Source[] sources = {
      tables.instants(
          Instants.Kind.EXCEPTION, ConsumedEvent.EXCEPTION_THROW, "thrownClass", "message"),
      tables.instants(Instants.Kind.ERROR, ConsumedEvent.ERROR_THROW, "thrownClass", "message"),
      tables.instants(Instants.Kind.NOTIFY, ConsumedEvent.MONITOR_NOTIFY, "monitorClass", ""),
      tables.instants(
          Instants.Kind.SUBMIT_FAILED,
          ConsumedEvent.VIRTUAL_THREAD_SUBMIT_FAILED,
          "",
          "exceptionMessage"),
      tables.instants(
          Instants.Kind.DEOPTIMIZATION, ConsumedEvent.DEOPTIMIZATION, "method", "reason"),
      tables.instants(Instants.Kind.CLASS_LOAD, ConsumedEvent.CLASS_LOAD, "loadedClass", ""),
      tables.instants(Instants.Kind.LOG, ConsumedEvent.JTRACE_LOG, "message", "category"),
      tables.systemCalls(osThreads)
    };
    return new Instants(tables.sorter.build(), sources);
  }

  /** Fields without a name have no values. */
  private Instants.Source instants(
      Instants.Kind kind, ConsumedEvent event, String textField, String detailField) {
    EventTable table = recording.events(event);
    sorter.add(table.starts());
    return new Instants.Source(
        kind, table.threads(), table.stacks(), table.ids(textField), table.ids(detailField));
  }

  /** The recorder writes the samples, of other threads. */
  private Instants.Source systemCalls(OsThreads osThreads) {
    EventTable table = recording.events(ConsumedEvent.SYSCALL_SAMPLE);
    sorter.add(table.starts());
    int[] threads = osThreads.of(table, table.starts());
    return new Instants.Source(
        Instants.Kind.SYSCALL,
        IntColumn.copyOf(threads, threads.length),
        table.stacks(),
        table.ids("name"),
        table.ids("target"));
  }

  /** Returns the flows, with those that the replay has found. */
  static Flows flows(
      Recording recording, Lifetimes lifetimes, LinkCollector links, Storage storage) {
    MomentTables tables = new MomentTables(recording, storage);
    Flows.Source[] sources = {
      tables.wakes(
          Flows.Kind.MONITOR_HANDOVER, ConsumedEvent.MONITOR_ENTER, "previousOwner", lifetimes),
      tables.wakes(Flows.Kind.NOTIFY, ConsumedEvent.MONITOR_WAIT, "notifier", lifetimes),
      tables.starts(lifetimes),
      tables.submits(),
      links.wakes(tables.sorter)
    };
    return new Flows(tables.sorter.build(), sources);
  }

  /** Virtual threads whose runs are known are runnable first: the replay finds those flows. */
  private Flows.Source wakes(
      Flows.Kind kind, ConsumedEvent event, String wakerField, Lifetimes lifetimes) {
    EventTable table = recording.events(event);
    IntColumn from = table.ids(wakerField);
    IntColumn to = table.threads();
    boolean isAnyUnknown = to.min() < 0;
    return lifetimes.areAnyScheduled()
        ? flows(
            kind, table, from, to::at, row -> to.at(row) >= 0 && !lifetimes.isScheduled(to.at(row)))
        : flows(kind, table, from, to::at, row -> !isAnyUnknown || to.at(row) >= 0);
  }

  /** From the submitter, when it gave the task away, to the worker that began with it. */
  private Flows.Source submits() {
    EventTable table = recording.events(ConsumedEvent.TASK_QUEUED);
    IntColumn from = table.ids("submitter");
    IntColumn to = table.threads();
    LongColumn starts = table.starts();
    LongColumn waits = table.numbers("queuedNanos");
    sorter.addEnds(starts, LongColumn.repeated(0, table.size()), from, row -> to.at(row) >= 0);
    return new Flows.Source(
        row -> Flows.Kind.SUBMIT,
        from::at,
        row -> starts.at(row) - Math.max(0, waits.at(row)),
        to::at);
  }

  private Flows.Source starts(Lifetimes lifetimes) {
    EventTable table = recording.events(ConsumedEvent.THREAD_START);
    IntColumn from = table.ids("parentThread");
    IntColumn named = table.ids("thread");
    IntUnaryOperator to = row -> named.at(row) >= 0 ? named.at(row) : table.thread(row);
    return flows(
        Flows.Kind.START,
        table,
        from,
        to,
        row -> to.applyAsInt(row) >= 0 && lifetimes.isStartSeen(to.applyAsInt(row)));
  }

  /** The moment of the cause is not recorded: it is taken to be that of the effect. */
  private Flows.Source flows(
      Flows.Kind kind, EventTable table, IntColumn from, IntUnaryOperator to, IntPredicate keeps) {
    LongColumn starts = table.starts();
    LongColumn durations = table.durations();
    sorter.addEnds(starts, durations, from, keeps);
    IntToLongFunction end = row -> starts.at(row) + durations.at(row);
    return new Flows.Source(row -> kind, from::at, end, to);
  }
}
