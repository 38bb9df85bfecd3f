package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;

/**
 * Everything that a recording tells of what threads did, grouped by thread and sorted by start; of
 * two that start together the longer one first.
 *
 * <p>An entry is a reference to a row of a table. Threads are counted first, then filled, so that
 * there is one array per column and no object per event.
 */
final class Evidence {
  /** What kind of entry it is. */
  static final int SPAN = 0;

  static final int INSTANT = 1;
  static final int PINNED = 2;
  static final int STATUS = 3;
  static final int PROOF = 4;

  private final Recording recording;
  private final StatusProofs statuses;
  private final int[] offsets;
  private final long[] starts;
  private final long[] ends;

  /** Kind and number of the law in the low byte. */
  private final byte[] kinds;

  private final int[] rows;
  private final int[] order;
  private int[] fill = new int[0];

  private Evidence(Recording recording, StatusProofs statuses, Diagnostics.Builder diagnostics) {
    this.recording = recording;
    this.statuses = statuses;
    offsets = new int[recording.threads().size() + 1];
    visit((thread, kind, law, row, start, end) -> offsets[thread + 1]++, diagnostics);
    for (int thread = 1; thread < offsets.length; thread++) {
      offsets[thread] += offsets[thread - 1];
    }
    int size = offsets[offsets.length - 1];
    starts = new long[size];
    ends = new long[size];
    kinds = new byte[size];
    rows = new int[size];
    order = new int[size];
    fill = offsets.clone();
    visit(this::put, new Diagnostics.Builder());
    for (int thread = 0; thread + 1 < offsets.length; thread++) {
      RunSort.sort(order, offsets[thread], offsets[thread + 1], this::isAfter);
    }
  }

  static Evidence of(Recording recording, StatusProofs statuses, Diagnostics.Builder diagnostics) {
    return new Evidence(recording, statuses, diagnostics);
  }

  /** Takes an entry. */
  @FunctionalInterface
  private interface Visitor {
    void entry(int thread, int kind, int law, int row, long start, long end);
  }

  private void visit(Visitor visitor, Diagnostics.Builder diagnostics) {
    for (SpanLaw law : SpanLaw.values()) {
      spans(law.event(), SPAN, law.ordinal(), visitor, diagnostics);
    }
    spans(ConsumedEvent.VIRTUAL_THREAD_PINNED, PINNED, 0, visitor, diagnostics);
    for (InstantLaw law : InstantLaw.values()) {
      instants(law, visitor);
    }
    statuses.forEachStatus(
        (thread, row, nanos) -> visitor.entry(thread, STATUS, 0, row, nanos, nanos));
    statuses.forEachProof(
        (thread, row, start, end) -> visitor.entry(thread, PROOF, 0, row, start, end));
  }

  /** A span shorter than the clock can tell takes one nanosecond, so that it is not lost. */
  private void spans(
      ConsumedEvent event, int kind, int law, Visitor visitor, Diagnostics.Builder diagnostics) {
    EventTable table = recording.events(event);
    for (int row = 0; row < table.size(); row++) {
      int thread = table.thread(row);
      if (thread < 0) {
        diagnostics.count(Diagnostic.UNKNOWN_THREAD, event.typeName());
        continue;
      }
      long start = table.startNanos(row);
      long end = start + Math.max(1, table.durationNanos(row));
      visitor.entry(thread, kind, law, row, start, end);
    }
  }

  private void instants(InstantLaw law, Visitor visitor) {
    EventTable table = recording.events(law.event());
    for (int row = 0; row < table.size(); row++) {
      int thread =
          law.threadField().isEmpty() ? table.thread(row) : table.id(law.threadField(), row);
      if (thread >= 0) {
        long at = table.startNanos(row);
        visitor.entry(thread, INSTANT, law.ordinal(), row, at, at);
      }
    }
  }

  private void put(int thread, int kind, int law, int row, long start, long end) {
    int entry = fill[thread]++;
    starts[entry] = start;
    ends[entry] = end;
    kinds[entry] = (byte) (kind << 4 | law);
    rows[entry] = row;
    order[entry] = entry;
  }

  private boolean isAfter(int entry, int other) {
    return starts[entry] != starts[other]
        ? starts[entry] > starts[other]
        : ends[entry] < ends[other];
  }

  /** Returns the position of the first entry of {@code thread}. */
  int first(int thread) {
    return offsets[thread];
  }

  /** Returns the position after the last entry of {@code thread}. */
  int end(int thread) {
    return offsets[thread + 1];
  }

  long startNanos(int position) {
    return starts[order[position]];
  }

  long endNanos(int position) {
    return ends[order[position]];
  }

  /**
   * Returns {@link #SPAN}, {@link #INSTANT}, {@link #PINNED}, {@link #STATUS} or {@link #PROOF}.
   */
  int kind(int position) {
    return kinds[order[position]] >> 4;
  }

  /** Returns the law of a {@link #SPAN}. */
  SpanLaw spanLaw(int position) {
    return SpanLaw.at(kinds[order[position]] & 0xf);
  }

  /** Returns the law of an {@link #INSTANT}. */
  InstantLaw instantLaw(int position) {
    return InstantLaw.at(kinds[order[position]] & 0xf);
  }

  /** Returns the row in the table of the entry's event. */
  int row(int position) {
    return rows[order[position]];
  }
}
