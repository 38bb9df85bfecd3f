package io.jtrace.web.api;

import io.jtrace.timeline.jfr.EventField;
import io.jtrace.timeline.jfr.EventValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Values of fields for people, in one line and exact. */
public final class EventValueText {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int FRACTION_DIGITS = 9;

  private EventValueText() {}

  /** Returns a value in one line; of a stack its innermost frame. */
  public static String of(EventValue value) {
    if (value instanceof EventValue.Whole whole) {
      return whole.isUnsigned()
          ? Long.toUnsignedString(whole.value())
          : Long.toString(whole.value());
    } else if (value instanceof EventValue.Real real) {
      return Double.toString(real.value());
    } else if (value instanceof EventValue.Flag flag) {
      return Boolean.toString(flag.value());
    } else if (value instanceof EventValue.Text text) {
      return text.value();
    } else if (value instanceof EventValue.Length length) {
      return length(length.nanos());
    } else if (value instanceof EventValue.Moment moment) {
      return instant(moment.epochNanos());
    } else if (value instanceof EventValue.Size size) {
      return size.bytes() + " bytes";
    } else if (value instanceof EventValue.Address address) {
      return "0x" + Long.toHexString(address.value());
    }
    return structured(value);
  }

  private static String structured(EventValue value) {
    if (value instanceof EventValue.OfThread thread) {
      return thread(thread);
    } else if (value instanceof EventValue.Stack stack) {
      return stack.frames().isEmpty() ? "" : of(stack.frames().get(0));
    } else if (value instanceof EventValue.Frame frame) {
      return frame.method() + (frame.line() > 0 ? ":" + frame.line() : "");
    } else if (value instanceof EventValue.Struct struct) {
      return "{" + fields(struct.fields()) + "}";
    } else if (value instanceof EventValue.Many many) {
      return many.values().stream()
          .map(EventValueText::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return "";
  }

  private static String fields(List<EventField> fields) {
    return fields.stream()
        .map(field -> field.name() + " = " + of(field.value()))
        .collect(Collectors.joining(", "));
  }

  private static String thread(EventValue.OfThread thread) {
    return thread.javaId() > 0
        ? thread.name() + " (id " + thread.javaId() + ")"
        : thread.name() + " (OS thread " + thread.osId() + ")";
  }

  static String instant(long epochNanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, NANOS_PER_SECOND),
            Math.floorMod(epochNanos, NANOS_PER_SECOND))
        .toString();
  }

  /** Returns a length of time with its exact value, such as {@code 1.25 ms}. */
  public static String length(long nanos) {
    long magnitude = Math.abs(nanos);
    if (nanos == Long.MAX_VALUE) {
      return "forever";
    } else if (magnitude < 1000) {
      return nanos + " ns";
    } else if (magnitude < 1_000_000) {
      return decimal(nanos, 3) + " \u00b5s";
    }
    return magnitude < NANOS_PER_SECOND
        ? decimal(nanos, 6) + " ms"
        : decimal(nanos, FRACTION_DIGITS) + " s";
  }

  /** Returns a time in seconds with all nine digits. */
  public static String seconds(long nanos) {
    return withPoint(nanos, FRACTION_DIGITS);
  }

  private static String withPoint(long value, int digits) {
    String raw = Long.toString(Math.abs(value));
    String padded = "0".repeat(Math.max(0, digits + 1 - raw.length())) + raw;
    int point = padded.length() - digits;
    return (value < 0 ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
  }

  /** Returns {@code value / 10^digits} without zeros at the end. */
  private static String decimal(long value, int digits) {
    String text = withPoint(value, digits);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
