package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the sources of a recording's spans, and knows the number of each. */
final class SpanSources {
  static final int RUNNING = 0;
  static final int UNDETERMINED = 1;

  /** Between two samples of one native method; the row is that of the first sample. */
  static final int NATIVE_BY_SAMPLE = 2;

  /** Begins with a status that found the thread in a native method; the row is the status. */
  static final int NATIVE_BY_STATUS = 3;

  static final int PINNED = 4;

  /** A virtual thread runs; the row is that of its run. */
  static final int RUN = 5;

  /** A virtual thread is runnable; the row is that of the event in which it was woken. */
  static final int WOKEN = 6;

  /** It is runnable as a thread left a monitor; the row is that of its own monitor event. */
  static final int WOKEN_BY_OWNER = 7;

  /** It is runnable after {@code Object.wait}; the row is that of the wait. */
  static final int WOKEN_BY_NOTIFIER = 8;

  /** A thread is runnable, and it is not known or means nothing who made it so. */
  static final int RUNNABLE = 9;

  /** A virtual thread waits; the row is that of its last run, which says why it stopped. */
  static final int STOPPED_PARKED = 10;

  static final int STOPPED_BLOCKED = 11;
  static final int STOPPED_WAITING = 12;

  /** Parked for a lock of java.util.concurrent; the row is that of the lock wait. */
  static final int LOCK_PARK = 13;

  /** A thread left its processor, and not because it had to. */
  static final int OFF_CPU = 14;

  /** In a method that was traced, by {@link TracedMethods.Meaning}; the row is that of the call. */
  static final int FIRST_TRACED = 15;

  private static final int FIRST_LAW = FIRST_TRACED + TracedMethods.Meaning.count();
  private static final int FIRST_PROOF = FIRST_LAW + SpanLaw.count();

  private SpanSources() {}

  /** Returns all sources by number; names all that spans may name. */
  static SpanSource[] of(
      Recording recording, Dictionary dictionary, StatusProofs statuses, LockWaits lockWaits) {
    SpanSource[] sources = new SpanSource[FIRST_PROOF + State.count()];
    sources[RUNNING] = SpanSource.bare(State.RUNNING);
    sources[UNDETERMINED] = SpanSource.bare(State.UNDETERMINED);
    sources[NATIVE_BY_SAMPLE] = sampled(recording, dictionary);
    sources[NATIVE_BY_STATUS] =
        SpanSource.observed(
            State.NATIVE,
            false,
            statuses::nativeMethod,
            SpanSource::noId,
            statuses::stack,
            SpanSource::noId);
    sources[PINNED] = pinned(recording.events(ConsumedEvent.VIRTUAL_THREAD_PINNED), dictionary);
    schedule(sources, recording, dictionary);
    for (TracedMethods.Meaning meaning : TracedMethods.Meaning.values()) {
      sources[FIRST_TRACED + meaning.ordinal()] = traced(meaning, recording, dictionary);
    }
    sources[LOCK_PARK] = lockWaits.source(dictionary);
    for (SpanLaw law : SpanLaw.values()) {
      sources[ofLaw(law.ordinal())] = operation(law, recording.events(law.event()), dictionary);
    }
    for (int state = 0; state < State.count(); state++) {
      sources[FIRST_PROOF + state] =
          SpanSource.observed(
              State.at(state),
              true,
              row -> statuses.proof(row).operation(),
              row -> statuses.proof(row).subject(),
              row -> statuses.proof(row).stack(),
              row -> statuses.proof(row).other());
    }
    return sources;
  }

  /** Returns the number of the spans of the law with this ordinal. */
  static int ofLaw(int law) {
    return FIRST_LAW + law;
  }

  /** Returns the number of what two statuses prove; the row is the later status. */
  static int ofProof(State state) {
    return FIRST_PROOF + state.ordinal();
  }

  private static void schedule(SpanSource[] sources, Recording recording, Dictionary dictionary) {
    EventTable entered = recording.events(ConsumedEvent.MONITOR_ENTER);
    EventTable waited = recording.events(ConsumedEvent.MONITOR_WAIT);
    sources[RUN] = by(State.RUNNING, recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).threads());
    sources[WOKEN] =
        by(State.RUNNABLE, recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).threads());
    sources[WOKEN_BY_OWNER] = by(State.RUNNABLE, entered.ids("previousOwner"));
    sources[WOKEN_BY_NOTIFIER] = by(State.RUNNABLE, waited.ids("notifier"));
    sources[RUNNABLE] = SpanSource.bare(State.RUNNABLE);
    sources[STOPPED_PARKED] = named(Operation.PARK, dictionary);
    sources[STOPPED_BLOCKED] = named(Operation.MONITOR_ENTER, dictionary);
    sources[STOPPED_WAITING] = named(Operation.MONITOR_WAIT, dictionary);
    sources[OFF_CPU] = named(State.NATIVE, dictionary.intern("off CPU"));
  }

  private static SpanSource traced(
      TracedMethods.Meaning meaning, Recording recording, Dictionary dictionary) {
    int name = dictionary.intern(meaning.label());
    IntColumn stacks = recording.events(ConsumedEvent.METHOD_TRACE).stacks();
    return SpanSource.observed(
        meaning.state(), false, row -> name, SpanSource::noId, stacks::at, SpanSource::noId);
  }

  /** Returns the source of spans of which another thread is all that is known. */
  private static SpanSource by(State state, IntColumn others) {
    return SpanSource.observed(
        state, false, SpanSource::noId, SpanSource::noId, SpanSource::noId, others::at);
  }

  private static SpanSource named(Operation operation, Dictionary dictionary) {
    return named(operation.state(), dictionary.intern(operation.label()));
  }

  /** Returns the source of spans of which the name is all that is known. */
  private static SpanSource named(State state, int name) {
    return SpanSource.observed(
        state, false, row -> name, SpanSource::noId, SpanSource::noId, SpanSource::noId);
  }

  /** The methods are named here, by innermost frame. */
  private static SpanSource sampled(Recording recording, Dictionary dictionary) {
    Stacks stacks = recording.stacks();
    IntColumn sampled = recording.events(ConsumedEvent.NATIVE_METHOD_SAMPLE).stacks();
    LongIntMap names = new LongIntMap();
    for (int row = 0; row < sampled.size(); row++) {
      int stack = sampled.at(row);
      if (stack != Stacks.NONE && names.get(stacks.frame(stack)) < 0) {
        int frame = stacks.frame(stack);
        names.put(frame, dictionary.simpleMethodOf(frame));
      }
    }
    return SpanSource.observed(
        State.NATIVE,
        false,
        row -> names.get(stacks.frame(sampled.at(row))),
        SpanSource::noId,
        sampled::at,
        SpanSource::noId);
  }

  private static SpanSource pinned(EventTable table, Dictionary dictionary) {
    int park = dictionary.intern(Operation.PARK.label());
    IntColumn operations = table.ids("blockingOperation");
    return SpanSource.observed(
        Operation.PARK.state(),
        false,
        row -> operations.at(row) < 0 ? park : operations.at(row),
        ids(table, "pinnedReason"),
        table.stacks()::at,
        SpanSource::noId);
  }

  private static SpanSource operation(SpanLaw law, EventTable table, Dictionary dictionary) {
    int name = dictionary.intern(law.operation().label());
    LongColumn timedOut = table.numbers("timedOut");
    IntPredicate isTimedOut = row -> timedOut.at(row) != 0;
    return new SpanSource(
        law.operation().state(),
        false,
        row -> name,
        subject(law, table, dictionary),
        table.stacks()::at,
        ids(table, law.otherField()),
        amounts(table, law.amountField()),
        address(law, table),
        law == SpanLaw.MONITOR_WAIT ? isTimedOut : row -> false);
  }

  private static IntUnaryOperator subject(SpanLaw law, EventTable table, Dictionary dictionary) {
    return switch (law) {
      case SOCKET_READ,
          SOCKET_WRITE,
          SOCKET_ACCEPT,
          SOCKET_CONNECT,
          NAME_LOOKUP,
          DATAGRAM_RECEIVE,
          DATAGRAM_SEND ->
          SocketNames.of(table, dictionary);
      default -> ids(table, law.subjectField());
    };
  }

  private static IntUnaryOperator ids(EventTable table, @Nullable String field) {
    return field == null ? SpanSource::noId : table.ids(field)::at;
  }

  /** Negative time-outs say that there was none. */
  private static IntToLongFunction amounts(EventTable table, @Nullable String field) {
    if (field == null) {
      return SpanSource::noAmount;
    }
    LongColumn amounts = table.numbers(field);
    return row -> Math.max(0, amounts.at(row));
  }

  private static IntToLongFunction address(SpanLaw law, EventTable table) {
    return switch (law) {
      case PARK, MONITOR_ENTER, MONITOR_WAIT -> table.numbers("address")::at;
      default -> SpanSource::noAmount;
    };
  }
}
