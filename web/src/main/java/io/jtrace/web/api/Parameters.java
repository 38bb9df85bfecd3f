package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.http.Query;
import org.jspecify.annotations.Nullable;

/** The parameters that many endpoints share. */
record Parameters(Query query) {

  /** Returns {@code from} to {@code to}, cut to the trace; the whole trace if neither is given. */
  TimeRange range(Trace trace) {
    long duration = trace.facts().durationNanos();
    long from = Math.max(0, Math.min(query.number("from", 0), duration));
    long to = Math.max(0, Math.min(query.number("to", duration), duration));
    if (to < from) {
      throw new IllegalArgumentException(
          "expected \"from\" before \"to\", found " + query.text("from", "0") + " and " + to);
    }
    return new TimeRange(from, to);
  }

  Grouping grouping() {
    return grouping(query.text("by", Grouping.NAME.parameter()));
  }

  static Grouping grouping(String by) {
    return Grouping.named(by)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected by=name, startSite or kind, found \"" + by + "\""));
  }

  /** Returns a whole number within {@code [least, most]}; numbers outside become the nearest. */
  int count(String name, int otherwise, int least, int most) {
    return (int) Math.max(least, Math.min(query.number(name, otherwise), most));
  }

  /** Returns whether a switch is on; it is off if it is not given. */
  boolean flag(String name) {
    String text = query.text(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          "expected " + name + "=true or false, found \"" + text + "\"");
    }
    return text.equals("true");
  }

  /** Returns a number that must be given. */
  long required(String name) {
    required(name, query.first(name));
    return query.number(name, 0);
  }

  /** Returns a text that must be given. */
  String text(String name) {
    return required(name, query.first(name));
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("expected the parameter \"" + name + "\"");
    }
    return value;
  }
}
