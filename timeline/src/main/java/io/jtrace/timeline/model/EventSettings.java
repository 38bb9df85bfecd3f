package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.jfr.Recording;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the recording says about how an event type was recorded. */
final class EventSettings {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9}) *(ns|us|ms|s|m|h)");

  private EventSettings() {}

  /** Returns whether there would be events of this type if they had happened. */
  static boolean isEnabled(Recording recording, ConsumedEvent event) {
    return recording.events(event).size() > 0 || "true".equals(of(recording, event).get("enabled"));
  }

  /** Returns the settings of {@code event}; empty where the recording states none. */
  static Map<String, String> of(Recording recording, ConsumedEvent event) {
    for (EventTypeSummary type : recording.eventTypes()) {
      if (type.name().equals(event.typeName())) {
        return type.settings();
      }
    }
    return Map.of();
  }

  /**
   * Returns a length of time as settings write it, such as {@code 20 ms}, in nanoseconds; 0 where
   * the text is none.
   */
  static long nanos(String text) {
    Matcher matcher = LENGTH.matcher(text.strip());
    if (!matcher.matches()) {
      return 0;
    }
    long value = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ns" -> value;
      case "us" -> value * 1_000;
      case "ms" -> value * 1_000_000;
      case "s" -> value * 1_000_000_000;
      case "m" -> value * 60_000_000_000L;
      case "h" -> value * 3_600_000_000_000L;
      default -> 0;
    };
  }
}
