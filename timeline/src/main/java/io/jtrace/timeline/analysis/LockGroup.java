package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The waits for one lock, or for the locks of one class. Not safe for use by several threads. */
final class LockGroup {
  /** What was waited for; the subject is the id of a class or -1, the address 0 if not known. */
  private record Key(State state, int subject, long address) {}

  final State state;
  final int subject;
  final long address;
  final Tally tally = new Tally();
  private int[] spans = new int[4];
  private int size;

  private LockGroup(Key key) {
    state = key.state;
    subject = key.subject;
    address = key.address;
  }

  /**
   * Collects the waits that touch {@code range}.
   *
   * @param byAddress whether locks are told apart, not only their classes
   */
  static List<LockGroup> of(Trace trace, TimeRange range, boolean byAddress) {
    Map<Key, LockGroup> groups = new LinkedHashMap<>();
    Spans spans = trace.spans();
    SpansIn.each(
        trace,
        range,
        span -> {
          if (isLock(spans.state(span))) {
            long address = byAddress ? spans.address(span) : 0;
            Key key = new Key(spans.state(span), spans.subject(span), address);
            groups.computeIfAbsent(key, LockGroup::new).add(spans, range, span);
          }
        });
    return new ArrayList<>(groups.values());
  }

  private static boolean isLock(State state) {
    return state == State.BLOCKED || state == State.WAITING || state == State.PARKED;
  }

  /** The rest of an interrupted wait is no second one. */
  static void tally(Tally tally, Spans spans, TimeRange range, int span) {
    long nanos = SpansIn.nanos(spans, range, span);
    if (spans.isContinued(span)) {
      tally.extend(nanos);
    } else {
      tally.add(nanos);
    }
  }

  private void add(Spans of, TimeRange range, int span) {
    if (size == spans.length) {
      spans = Arrays.copyOf(spans, Math.multiplyExact(size, 2));
    }
    spans[size++] = span;
    tally(tally, of, range, span);
  }

  void each(IntConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(spans[i]);
    }
  }

  /** Returns how many waited at once, over time. */
  Coverage queue(Trace trace, TimeRange range) {
    Coverage queue = new Coverage();
    each(span -> queue.add(range, trace.spans().startNanos(span), trace.spans().endNanos(span)));
    return queue;
  }

  int maxQueue(Trace trace, TimeRange range) {
    int[] most = new int[1];
    queue(trace, range)
        .eachStretch(1, (start, end, ofStretch) -> most[0] = Math.max(most[0], ofStretch));
    return most[0];
  }

  /** Returns who let go of the lock or woke the waiter; -1 where that was not recorded. */
  static int ownerOf(Trace trace, int span) {
    int other = trace.spans().other(span);
    return other >= 0 ? other : WakeUp.of(trace, span).map(WakeUp::thread).orElse(-1);
  }

  /** Returns what tells the lock, or the class, from all others. */
  String key(Trace trace, boolean byAddress) {
    String name = state.key() + " " + trace.strings().atOr(subject, "");
    return byAddress ? name + "@" + (address == 0 ? "" : Long.toHexString(address)) : name;
  }

  static boolean isByAddress(String key) {
    return key.indexOf('@') >= 0;
  }
}
