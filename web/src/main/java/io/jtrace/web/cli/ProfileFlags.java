package io.jtrace.web.cli;

import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.Report;
import io.jtrace.web.pprof.ReportKind;
import io.jtrace.web.pprof.Setting;
import io.jtrace.web.pprof.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code go tool pprof}, with one dash or two: reports, settings and what to compare
 * with.
 */
final class ProfileFlags {
  /** What is said about profiles and is neither a report nor a setting. */
  enum Flag {
    BASE("FILE", "Subtract this profile; again for more of them."),
    DIFF_BASE("FILE", "Subtract this profile; shares are of it."),
    NORMALIZE("", "Scale the profile to the totals of the base first."),
    SECONDS("N", "How long a fetched profile is to be recorded.");

    private final String valueLabel;
    private final String help;

    Flag(String valueLabel, String help) {
      this.valueLabel = valueLabel;
      this.help = help;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Flag> named(String key) {
      return Arrays.stream(values()).filter(flag -> flag.key().equals(key)).findFirst();
    }
  }

  private Settings settings = Settings.initial();
  private @Nullable ReportKind kind;
  private @Nullable String pattern;
  private final List<String> bases = new ArrayList<>();
  private boolean isDiffBase;
  private boolean isNormalized;
  private @Nullable String seconds;
  private boolean isGiven;

  /**
   * Takes an option.
   *
   * @param value behind {@code =}, or null
   * @param next the next word, or null
   * @return how many further words it took
   */
  int take(String name, @Nullable String value, @Nullable String next) {
    isGiven = true;
    String key = name.replaceFirst("^--?", "").replace('-', '_');
    try {
      if (takesNoValue(key)) {
        takeSwitch(key, value == null ? "true" : value);
        return 0;
      }
      if (!takesValue(key)) {
        throw new UsageException("unknown option " + name);
      }
      String given = value == null ? next : value;
      if (given == null) {
        throw new UsageException("expected " + name + "=VALUE, found no value");
      }
      takeValue(key, given);
      return value == null ? 1 : 0;
    } catch (ProfileException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean takesNoValue(String key) {
    return key.equals(Flag.NORMALIZE.key())
        || Setting.withChoice(key).isPresent()
        || Setting.named(key).map(Setting::isSwitch).orElse(false)
        || ReportKind.named(key).map(each -> !each.takesPattern()).orElse(false);
  }

  private static boolean takesValue(String key) {
    return Setting.named(key).isPresent()
        || ReportKind.named(key).isPresent()
        || Flag.named(key).isPresent();
  }

  private void takeSwitch(String key, String value) throws ProfileException {
    Optional<ReportKind> report = ReportKind.named(key);
    Optional<Setting> choice = Setting.withChoice(key);
    if (key.equals(Flag.NORMALIZE.key())) {
      isNormalized = !value.equals("false");
    } else if (report.isPresent()) {
      report(report.get(), null);
    } else if (choice.isPresent()) {
      settings = settings.with(choice.get(), key);
    } else {
      settings = settings.with(Setting.named(key).orElseThrow(), value);
    }
  }

  private void takeValue(String key, String value) throws ProfileException {
    Optional<ReportKind> report = ReportKind.named(key);
    Optional<Flag> flag = Flag.named(key);
    if (report.isPresent()) {
      report(report.get(), value);
    } else if (flag.isPresent()) {
      take(flag.get(), value);
    } else {
      settings = settings.with(Setting.named(key).orElseThrow(), value);
    }
  }

  private void take(Flag flag, String value) {
    switch (flag) {
      case BASE -> bases.add(value);
      case DIFF_BASE -> {
        bases.add(value);
        isDiffBase = true;
      }
      case SECONDS -> seconds = value;
      case NORMALIZE -> isNormalized = true;
    }
  }

  private void report(ReportKind report, @Nullable String regex) {
    if (kind != null && kind != report) {
      throw new UsageException(
          "expected one report, found " + kind.word() + " and " + report.word());
    }
    kind = report;
    pattern = regex;
  }

  /** Returns whether any was given. */
  boolean isGiven() {
    return isGiven;
  }

  /** Returns the report that was asked for, or null if none was. */
  @Nullable Report report() {
    return kind == null ? null : new Report(kind, pattern, settings);
  }

  Settings settings() {
    return settings;
  }

  List<String> bases() {
    return bases;
  }

  boolean isDiffBase() {
    return isDiffBase;
  }

  boolean isNormalized() {
    return isNormalized;
  }

  /** Returns an address with what {@code -seconds} adds. */
  String withSeconds(String address) {
    if (seconds == null) {
      return address;
    }
    String kept = address.replaceAll("(?<=[?&])seconds=[^&]*&?", "").replaceAll("[?&]$", "");
    return kept + (kept.contains("?") ? "&" : "?") + "seconds=" + seconds;
  }

  /** What help tells of one of them. */
  record Entry(String name, String valueLabel, String help) {
    boolean takesValue() {
      return !valueLabel.isEmpty();
    }

    /** Returns the spelling in messages, such as {@code -focus=VALUE}. */
    String usage() {
      return "-" + name + (takesValue() ? "=" + valueLabel : "");
    }
  }

  /** Returns all of them, in the order of the help. */
  static List<Entry> entries() {
    Stream<Entry> reports =
        Arrays.stream(ReportKind.values())
            .map(each -> new Entry(each.word(), each.takesPattern() ? "REGEXP" : "", each.help()));
    Stream<Entry> settings =
        Arrays.stream(Setting.values())
            .filter(each -> each != Setting.OUTPUT)
            .map(each -> new Entry(each.key(), valueLabel(each), help(each)));
    Stream<Entry> flags =
        Arrays.stream(Flag.values()).map(each -> new Entry(each.key(), each.valueLabel, each.help));
    return Stream.of(reports, settings, flags).flatMap(each -> each).toList();
  }

  private static String help(Setting setting) {
    return setting.choices().isEmpty()
        ? setting.help()
        : setting.help() + " One of " + String.join(", ", setting.choices()) + ".";
  }

  private static String valueLabel(Setting setting) {
    if (setting.isSwitch()) {
      return "";
    }
    return setting.choices().isEmpty() ? "VALUE" : "CHOICE";
  }
}
