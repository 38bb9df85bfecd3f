package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;

/** The short name of a span, to be drawn on it. */
public final class SpanLabel {
  private SpanLabel() {}

  /**
   * Returns the simple name of the lock's class, host:port, the file's name, or the name of the
   * virtual thread that a carrier runs; where the recording has none, the operation; else the
   * state.
   */
  public static String of(Trace trace, int span) {
    Spans spans = trace.spans();
    State state = spans.state(span);
    if (spans.subject(span) >= 0) {
      String subject = trace.strings().at(spans.subject(span));
      return switch (state) {
        case SOCKET_IO -> subject;
        case FILE_IO -> after(after(subject, '/'), '\\');
        default -> after(subject, '.');
      };
    }
    int operation = spans.operation(span);
    if (operation < 0) {
      return state.label();
    }
    String label = trace.strings().at(operation);
    boolean isCarrying = label.equals(Operation.CARRY.label()) && spans.other(span) >= 0;
    return isCarrying ? trace.threadName(spans.other(span)) : label;
  }

  private static String after(String text, char separator) {
    String tail = text.substring(text.lastIndexOf(separator) + 1);
    return tail.isEmpty() ? text : tail;
  }
}
