package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The operations on one target, by kind. Not safe for use by several threads. */
final class IoGroup {
  /** A host and port or a path; the subject is the id of its text, or -1. */
  private record Key(State state, int subject) {}

  final State state;
  final int subject;
  private final Map<Integer, IoOperations> kinds = new LinkedHashMap<>();

  private IoGroup(Key key) {
    state = key.state;
    subject = key.subject;
  }

  /** Collects the operations of the {@code threads} that touch {@code range}. */
  static List<IoGroup> of(Trace trace, TimeRange range, IntPredicate threads) {
    Map<Key, IoGroup> groups = new LinkedHashMap<>();
    Spans spans = trace.spans();
    for (int i = 0; i < trace.threads().size(); i++) {
      int thread = i;
      if (threads.test(thread)) {
        SpansIn.each(
            spans,
            range,
            thread,
            span -> {
              if (isIo(spans.state(span))) {
                Key key = new Key(spans.state(span), spans.subject(span));
                groups.computeIfAbsent(key, IoGroup::new).add(spans, range, thread, span);
              }
            });
      }
    }
    return new ArrayList<>(groups.values());
  }

  private static boolean isIo(State state) {
    return state == State.SOCKET_IO || state == State.FILE_IO;
  }

  private void add(Spans spans, TimeRange range, int thread, int span) {
    kinds.computeIfAbsent(spans.operation(span), IoOperations::new).add(spans, range, thread, span);
  }

  Collection<IoOperations> kinds() {
    return kinds.values();
  }

  /** Returns what tells the target from all others. */
  String key(Trace trace) {
    return state.key() + " " + trace.strings().atOr(subject, "");
  }
}
