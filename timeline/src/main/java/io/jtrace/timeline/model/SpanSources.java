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
  private static final int FIRST_LAW = 5;
  private static final int FIRST_PROOF = FIRST_LAW + SpanLaw.count();

  private SpanSources() {}

  /** Returns all sources by number; names all that spans may name. */
  static SpanSource[] of(Recording recording, Dictionary dictionary, StatusProofs statuses) {
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
      case SOCKET_READ, SOCKET_WRITE -> SocketNames.of(table, dictionary);
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
