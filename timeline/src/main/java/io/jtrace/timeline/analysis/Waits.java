package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocking spans tallied by what they waited for. Not safe for use by several threads. */
final class Waits {
  /** What a wait was for; ids of strings, or -1. */
  record Key(State state, int operation, int subject) {}

  /** The waits of one key. */
  static final class Entry {
    final Key key;
    final Tally tally = new Tally();
    final Map<Integer, Tally> others = new HashMap<>();
    long amount;

    Entry(Key key) {
      this.key = key;
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /** Tallies the blocking spans of all threads that touch {@code range}. */
  static Waits of(Trace trace, TimeRange range) {
    Waits waits = new Waits();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      waits.add(trace.spans(), range, thread);
    }
    return waits;
  }

  /** Tallies the blocking spans of {@code thread} that touch {@code range}. */
  static Waits of(Trace trace, TimeRange range, int thread) {
    Waits waits = new Waits();
    waits.add(trace.spans(), range, thread);
    return waits;
  }

  private void add(Spans spans, TimeRange range, int thread) {
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        return;
      }
      if (spans.state(span).isBlocking()) {
        tally(spans, range, span);
      }
    }
  }

  private void tally(Spans spans, TimeRange range, int span) {
    Key key = new Key(spans.state(span), spans.operation(span), spans.subject(span));
    Entry entry = entries.computeIfAbsent(key, Entry::new);
    long nanos = range.overlapNanos(spans.startNanos(span), spans.endNanos(span));
    if (spans.isContinued(span)) {
      entry.tally.extend(nanos);
      return;
    }
    entry.tally.add(nanos);
    entry.amount += spans.amount(span);
    if (spans.other(span) >= 0) {
      entry.others.computeIfAbsent(spans.other(span), k -> new Tally()).add(nanos);
    }
  }

  /** Returns the tallies, most time first. */
  List<Entry> byTotal() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong((Entry entry) -> -entry.tally.totalNanos));
    return sorted;
  }
}
