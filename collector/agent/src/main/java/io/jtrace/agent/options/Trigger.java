package io.jtrace.agent.options;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition for which the flight recorder saves a trace.
 *
 * @param text as written
 * @param name of what it is about, where {@code *} stands for any characters; empty without one
 * @param limitNanos what lasts longer fires, 0 where nothing is timed
 * @param limitPercent what is at least this much fires, 0 where there is no share
 */
public record Trigger(
    String text, TriggerKind kind, String name, long limitNanos, int limitPercent) {

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%");

  /**
   * Reads a list such as {@code gc:200ms+deadlock}; empty text is none.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static List<Trigger> parseAll(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\\+", -1)).map(one -> parse(one.strip())).toList();
  }

  private static Trigger parse(String text) {
    int nameEnd = text.indexOf(':');
    TriggerKind kind =
        TriggerKind.named(nameEnd < 0 ? text : text.substring(0, nameEnd))
            .orElseThrow(() -> expected(text, all()));
    String rest = nameEnd < 0 ? "" : text.substring(nameEnd + 1);
    String name = "";
    if (kind.isNamed()) {
      int limitAt = kind.limit() == TriggerKind.Limit.NONE ? rest.length() : rest.lastIndexOf(':');
      name = limitAt < 0 ? "" : rest.substring(0, limitAt);
      rest = limitAt < 0 ? "" : rest.substring(Math.min(limitAt + 1, rest.length()));
    }
    if (kind.isNamed() == name.isEmpty()) {
      throw expected(text, kind.form());
    }
    return new Trigger(text, kind, name, nanos(text, kind, rest), percent(text, kind, rest));
  }

  private static String all() {
    return Arrays.stream(TriggerKind.values())
        .map(TriggerKind::form)
        .collect(Collectors.joining(", "));
  }

  private static long nanos(String text, TriggerKind kind, String limit) {
    if (kind.limit() != TriggerKind.Limit.DURATION) {
      return 0;
    }
    try {
      return OptionText.duration(limit).toNanos();
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("expected " + kind.form() + ", found " + text, bad);
    }
  }

  private static int percent(String text, TriggerKind kind, String limit) {
    Matcher matcher = PERCENT.matcher(limit);
    return switch (kind.limit()) {
      case DURATION -> 0;
      case NONE -> {
        if (!limit.isEmpty()) {
          throw expected(text, kind.form());
        }
        yield 0;
      }
      case PERCENT -> {
        if (!matcher.matches()) {
          throw expected(text, kind.form());
        }
        yield Integer.parseInt(matcher.group(1));
      }
    };
  }

  private static IllegalArgumentException expected(String found, String form) {
    return new IllegalArgumentException("expected " + form + ", found " + found);
  }

  /** Returns what tells whether the trigger is about something of a name. */
  public Predicate<String> nameTest() {
    String regex =
        Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
  }
}
