package io.jtrace.web.pprof;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The value of each setting. Immutable. */
public final class Settings {
  private static final Settings INITIAL = new Settings(new EnumMap<>(Setting.class));

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /** Returns the settings that a user finds. */
  public static Settings initial() {
    return INITIAL;
  }

  /**
   * Returns these settings with one changed.
   *
   * @throws ProfileException if it may not have this value
   */
  public Settings with(Setting setting, String value) throws ProfileException {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, checked(setting, value));
    return new Settings(changed);
  }

  /** Returns these settings with one as the user finds it. */
  public Settings without(Setting setting) {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.remove(setting);
    return new Settings(changed);
  }

  /** Returns whether a setting is another than the user finds. */
  public boolean isChanged(Setting setting) {
    return !text(setting).equals(setting.initial());
  }

  private static String checked(Setting setting, String value) throws ProfileException {
    if (setting.isSwitch()) {
      return String.valueOf(truth(setting, value));
    }
    if (!setting.choices().isEmpty() && !setting.choices().contains(value)) {
      throw new ProfileException(
          "expected %s=%s, found \"%s\""
              .formatted(setting.key(), String.join(", ", setting.choices()), value));
    }
    switch (setting) {
      case NODECOUNT, NODEFRACTION, EDGEFRACTION, DIVIDE_BY -> number(setting, value);
      default -> {
        if (setting.isPattern()) {
          pattern(setting.key(), value);
        }
      }
    }
    return value;
  }

  private static boolean truth(Setting setting, String value) throws ProfileException {
    return switch (value) {
      case "true", "t", "1", "yes", "y", "" -> true;
      case "false", "f", "0", "no", "n" -> false;
      default ->
          throw new ProfileException(
              "expected %s=true or false, found \"%s\"".formatted(setting.key(), value));
    };
  }

  private static double number(Setting setting, String value) throws ProfileException {
    try {
      double number = Double.parseDouble(value);
      boolean isCount = setting == Setting.NODECOUNT;
      if (Double.isFinite(number)
          && (!isCount || number == Math.rint(number))
          && (setting != Setting.DIVIDE_BY || number != 0)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new ProfileException(notNumber(setting, value), e);
    }
    throw new ProfileException(notNumber(setting, value));
  }

  private static String notNumber(Setting setting, String value) {
    String kind =
        switch (setting) {
          case NODECOUNT -> "a whole number";
          case DIVIDE_BY -> "a number other than 0";
          default -> "a number";
        };
    return "expected %s=%s, found \"%s\"".formatted(setting.key(), kind, value);
  }

  /** Returns what finds a regular expression in a text. */
  static Predicate<String> pattern(String what, String regex) throws ProfileException {
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new ProfileException(
          "expected a regular expression as %s, found \"%s\": %s"
              .formatted(what, regex, e.getDescription().toLowerCase(Locale.ROOT)),
          e);
    }
  }

  /** Returns the value. */
  public String text(Setting setting) {
    return values.getOrDefault(setting, setting.initial());
  }

  /** Returns whether a switch is on. */
  public boolean is(Setting setting) {
    return text(setting).equals("true");
  }

  double number(Setting setting) {
    return Double.parseDouble(text(setting));
  }

  /** Returns the condition that a setting is, or null if it is not set. */
  @Nullable Predicate<String> condition(Setting setting) throws ProfileException {
    String regex = text(setting);
    return regex.isEmpty() ? null : pattern(setting.key(), regex);
  }

  boolean isCumulative() {
    return text(Setting.SORT).equals("cum");
  }
}
