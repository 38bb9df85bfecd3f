package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/** The details of spans that do not come from events, span by span. */
final class SpanNotes {
  final IntColumn.Builder operations = new IntColumn.Builder();
  final IntColumn.Builder subjects = new IntColumn.Builder();
  final IntColumn.Builder stacks = new IntColumn.Builder();
  final IntColumn.Builder others = new IntColumn.Builder();
  final LongColumn.Builder amounts = new LongColumn.Builder();
  final LongColumn.Builder addresses = new LongColumn.Builder();
  final IntColumn.Builder timedOut = new IntColumn.Builder();

  /** Adds a span without details. */
  void add() {
    operations.add(-1);
    subjects.add(-1);
    stacks.add(-1);
    others.add(-1);
    amounts.add(0);
    addresses.add(0);
    timedOut.add(0);
  }

  /** Returns a source for each state, then one for each state that is proven. */
  SpanSource[] sources() {
    IntColumn operationColumn = operations.build();
    IntColumn subjectColumn = subjects.build();
    IntColumn stackColumn = stacks.build();
    IntColumn otherColumn = others.build();
    LongColumn amountColumn = amounts.build();
    LongColumn addressColumn = addresses.build();
    IntColumn timedOutColumn = timedOut.build();
    SpanSource[] sources = new SpanSource[2 * State.count()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] =
          new SpanSource(
              State.at(i % State.count()),
              i >= State.count(),
              operationColumn::at,
              subjectColumn::at,
              stackColumn::at,
              otherColumn::at,
              amountColumn::at,
              addressColumn::at,
              row -> timedOutColumn.at(row) != 0);
    }
    return sources;
  }

  /** Returns the rows of spans that are their own rows. */
  static IntColumn identity(int size) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    return IntColumn.copyOf(rows, size);
  }
}
