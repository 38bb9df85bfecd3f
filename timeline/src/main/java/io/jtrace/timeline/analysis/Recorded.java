package io.jtrace.timeline.analysis;

import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.Trace;
import java.util.OptionalLong;

/** Tells "there was none" from "it was not recorded". */
final class Recorded {
  private Recorded() {}

  /** Returns whether {@code trace} would show events of this type if there were any. */
  static boolean in(Trace trace, String typeName) {
    for (EventTypeSummary type : trace.eventTypes()) {
      if (type.name().equals(typeName)) {
        return type.count() > 0 || "true".equals(type.settings().get("enabled"));
      }
    }
    return false;
  }

  /** Returns {@code value} if it is not 0 or the type was recorded, else nothing. */
  static OptionalLong value(Trace trace, String typeName, long value) {
    return value != 0 || in(trace, typeName) ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
