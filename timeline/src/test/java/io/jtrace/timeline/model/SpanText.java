package io.jtrace.timeline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The spans of a thread as text that a test can compare: the counterpart of a script. */
final class SpanText {
  private SpanText() {}

  /** Returns spans such as {@code PARKED 10-40 park FutureTask pinned}, in milliseconds. */
  static List<String> of(Trace trace, String threadName) {
    Spans spans = trace.spans();
    int thread = thread(trace, threadName);
    List<String> result = new ArrayList<>();
    for (int span = spans.first(thread); span < spans.end(thread); span++) {
      result.add(
          spans.state(span)
              + " "
              + millis(spans.startNanos(span))
              + "-"
              + millis(spans.endNanos(span))
              + text(trace, spans.operation(span))
              + text(trace, spans.subject(span))
              + (spans.isPinned(span) ? " pinned" : "")
              + (spans.isTimedOut(span) ? " timedOut" : "")
              + (spans.isProven(span) ? " proven" : "")
              + (spans.isContinued(span) ? " continued" : ""));
    }
    return result;
  }

  /** Returns the spans of all threads, each thread under its name. */
  static List<String> of(Trace trace) {
    List<String> result = new ArrayList<>();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      result.add(trace.threadName(thread) + ":");
      result.addAll(of(trace, trace.threadName(thread)));
    }
    return result;
  }

  static int thread(Trace trace, String name) {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (trace.threadName(thread).equals(name)) {
        return thread;
      }
    }
    throw new AssertionError("no thread is called " + name);
  }

  private static String text(Trace trace, int id) {
    return id < 0 ? "" : " " + trace.strings().at(id);
  }

  private static String millis(long nanos) {
    String text = String.format(Locale.ROOT, "%.6f", nanos / 1e6);
    return text.replaceFirst("\\.?0+$", "");
  }
}
