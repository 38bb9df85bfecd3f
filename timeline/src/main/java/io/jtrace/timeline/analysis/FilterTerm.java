package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * One condition of a {@link SpanFilter}.
 *
 * @param isNegated whether it must not hold
 * @param condition what must hold
 */
record FilterTerm(boolean isNegated, Condition condition) {
  private static final Pattern SHAPE =
      Pattern.compile("([-!]?)([a-zA-Z]+)(:|>=|<=|>|<)(.*)", Pattern.DOTALL);

  /** What a term asks for. */
  sealed interface Condition {}

  /** Text to be found in the name of a thread. */
  record Name(Predicate<String> text) implements Condition {}

  /** A property of threads or spans. */
  record Is(Property property) implements Condition {}

  /** The states that a span may be in. */
  record States(Set<State> states) implements Condition {}

  /** The lengths that a span may have, both ends among them. */
  record Length(long leastNanos, long mostNanos) implements Condition {}

  /** The time that a span must touch. */
  record Time(TimeRange range) implements Condition {}

  /** Text to be found in something of the span. */
  record Text(Place place, Predicate<String> text) implements Condition {}

  /** Where text is looked for. */
  enum Place {
    OPERATION,
    SUBJECT,
    FRAME
  }

  /** What a thread or span is or is not. */
  enum Property {
    PINNED("pinned"),
    TIMED_OUT("timedOut"),
    PROVEN("proven"),
    VIRTUAL("virtual"),
    PLATFORM("platform"),
    JVM("jvm");

    private final String key;

    Property(String key) {
      this.key = key;
    }

    boolean isOfThread() {
      return ordinal() >= VIRTUAL.ordinal();
    }
  }

  boolean isOfThread() {
    return condition instanceof Name || (condition instanceof Is is && is.property.isOfThread());
  }

  /**
   * Reads a term.
   *
   * @throws IllegalArgumentException if it is none, with a sentence for the user
   */
  static FilterTerm parse(String word) {
    Matcher shape = SHAPE.matcher(word);
    if (shape.matches() && isKey(shape.group(2), shape.group(3))) {
      Condition condition = condition(shape.group(2), shape.group(3), shape.group(4));
      return new FilterTerm(!shape.group(1).isEmpty(), condition);
    }
    boolean isNegated = word.length() > 1 && word.charAt(0) == '!';
    return new FilterTerm(isNegated, new Name(found(isNegated ? word.substring(1) : word)));
  }

  private static boolean isKey(String key, String sign) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "dur" -> true;
      case "name", "state", "op", "lock", "file", "host", "frame", "tag", "time", "is" ->
          sign.equals(":");
      default -> false;
    };
  }

  private static Condition condition(String key, String sign, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("expected something after \"" + key + sign + "\"");
    }
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "name" -> new Name(found(value));
      case "state" -> new States(states(value));
      case "op" -> new Text(Place.OPERATION, contained(value));
      case "lock", "file", "host" -> new Text(Place.SUBJECT, contained(value));
      case "frame" -> new Text(Place.FRAME, contained(value));
      case "tag" -> new Text(Place.FRAME, tag(value)::isToldBy);
      case "time" -> new Time(time(value));
      case "is" -> new Is(property(value));
      default -> length(sign, value);
    };
  }

  private static Set<State> states(String value) {
    Set<State> states = EnumSet.noneOf(State.class);
    for (String key : value.split(",", -1)) {
      states.add(
          Arrays.stream(State.values())
              .filter(state -> state.key().equalsIgnoreCase(key.strip()))
              .findFirst()
              .orElseThrow(() -> unknown("state", key, stateKeys())));
    }
    return states;
  }

  private static String stateKeys() {
    return Arrays.stream(State.values()).map(State::key).collect(Collectors.joining(", "));
  }

  private static StackTag tag(String value) {
    String keys =
        Arrays.stream(StackTag.values()).map(StackTag::key).collect(Collectors.joining(", "));
    return StackTag.named(value).orElseThrow(() -> unknown("tag", value, keys));
  }

  private static Property property(String value) {
    String keys =
        Arrays.stream(Property.values())
            .map(property -> property.key)
            .collect(Collectors.joining(", "));
    return Arrays.stream(Property.values())
        .filter(property -> property.key.equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> unknown("is", value, keys));
  }

  private static IllegalArgumentException unknown(String key, String found, String known) {
    return new IllegalArgumentException(
        "expected one of " + known + " after \"" + key + ":\", found \"" + found + "\"");
  }

  private static Length length(String sign, String value) {
    if (sign.equals(":")) {
      TimeRange both = time(value);
      return new Length(both.startNanos(), both.endNanos());
    }
    long nanos = DurationText.parseNanos(value);
    return switch (sign) {
      case ">" -> new Length(nanos + 1, Long.MAX_VALUE);
      case ">=" -> new Length(nanos, Long.MAX_VALUE);
      case "<" -> new Length(0, nanos - 1);
      default -> new Length(0, nanos);
    };
  }

  private static TimeRange time(String value) {
    int dots = value.indexOf("..");
    if (dots < 0) {
      throw new IllegalArgumentException(
          "expected two times such as 1.2s..1.4s, found \"" + value + "\"");
    }
    long from = DurationText.parseNanos(value.substring(0, dots));
    long to = DurationText.parseNanos(value.substring(dots + 2));
    if (to < from) {
      throw new IllegalArgumentException(
          "expected the earlier time first, found \"" + value + "\"");
    }
    return new TimeRange(from, to);
  }

  private static Predicate<String> contained(String value) {
    String needle = value.toLowerCase(Locale.ROOT);
    return text -> Search.contains(text, needle);
  }

  /** A regular expression; plain text if it is none. */
  static Predicate<String> found(String value) {
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    try {
      return Pattern.compile(value, flags).asPredicate();
    } catch (PatternSyntaxException plainText) {
      return Pattern.compile(value, flags | Pattern.LITERAL).asPredicate();
    }
  }
}
