package io.jtrace.agent.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers of option values; each says what it expected when the text is bad. */
public final class OptionText {

  private static final Pattern QUANTITY = Pattern.compile("([0-9]+)\\s*([a-z]*)");
  private static final Map<String, Long> NANOS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
  private static final int MAX_STACK_DEPTH = 2048; // JFR's own bound

  private OptionText() {}

  static Optional<String> token(String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("expected visible ASCII characters without spaces");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static Optional<Path> file(String text) {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text.replace("%p", pid)));
    } catch (InvalidPathException bad) {
      throw new IllegalArgumentException("expected the name of a file", bad);
    }
  }

  static double seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds < 1e9) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("expected a number of seconds above 0", notANumber);
    }
    throw new IllegalArgumentException("expected a number of seconds above 0");
  }

  /**
   * Reads a duration such as {@code 100us}.
   *
   * @throws IllegalArgumentException for anything but a whole number with a unit, or over an hour
   */
  public static Duration duration(String text) {
    String expected = "expected a whole number with ns, us, ms or s, at most 3600s";
    long nanos = text.equals("0") ? 0 : quantity(text, NANOS, expected);
    if (nanos > Duration.ofHours(1).toNanos()) {
      throw new IllegalArgumentException(expected);
    }
    return Duration.ofNanos(nanos);
  }

  /** Reads a duration above 0; {@code off} is none. */
  static Optional<Duration> durationOrOff(String text) {
    if (text.equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    Duration duration = duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("expected a duration above 0, or off");
    }
    return Optional.of(duration);
  }

  static long sizeBytes(String text) {
    String expected = "expected a whole number above 0, maybe with k, m or g";
    long bytes = quantity(text, BYTES, expected);
    if (bytes == 0) {
      throw new IllegalArgumentException(expected);
    }
    return bytes;
  }

  /**
   * Reads a stack depth; empty text is none.
   *
   * @throws IllegalArgumentException for anything but 1 to 2048
   */
  public static OptionalInt stackDepth(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    String expected = "expected a whole number from 1 to " + MAX_STACK_DEPTH;
    long depth = quantity(text, Map.of("", 1L), expected);
    if (depth < 1 || depth > MAX_STACK_DEPTH) {
      throw new IllegalArgumentException(expected);
    }
    return OptionalInt.of((int) depth);
  }

  static boolean onOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      default -> throw new IllegalArgumentException("expected on or off");
    };
  }

  private static long quantity(String text, Map<String, Long> units, String expected) {
    Matcher matcher = QUANTITY.matcher(text.toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(expected);
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException | NumberFormatException tooBig) {
      throw new IllegalArgumentException(expected, tooBig);
    }
  }
}
