package io.jtrace.web.api;

import io.jtrace.web.http.Query;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.Setting;
import io.jtrace.web.pprof.Settings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of an address, under the names that they have in addresses of Go's tool. Which files
 * are read is for the command line to say and not for an address.
 */
public final class PprofQuery {
  private static final Map<String, Setting> SETTINGS =
      Map.ofEntries(
          Map.entry("f", Setting.FOCUS),
          Map.entry("i", Setting.IGNORE),
          Map.entry("h", Setting.HIDE),
          Map.entry("s", Setting.SHOW),
          Map.entry("sf", Setting.SHOW_FROM),
          Map.entry("prunefrom", Setting.PRUNE_FROM),
          Map.entry("tf", Setting.TAGFOCUS),
          Map.entry("ti", Setting.TAGIGNORE),
          Map.entry("ts", Setting.TAGSHOW),
          Map.entry("th", Setting.TAGHIDE),
          Map.entry("tagroot", Setting.TAGROOT),
          Map.entry("tagleaf", Setting.TAGLEAF),
          Map.entry("si", Setting.SAMPLE_INDEX),
          Map.entry("mean", Setting.MEAN),
          Map.entry("n", Setting.NODECOUNT),
          Map.entry("nf", Setting.NODEFRACTION),
          Map.entry("ef", Setting.EDGEFRACTION),
          Map.entry("trim", Setting.TRIM),
          Map.entry("sort", Setting.SORT),
          Map.entry("g", Setting.GRANULARITY),
          Map.entry("noinlines", Setting.NOINLINES),
          Map.entry("unit", Setting.UNIT),
          Map.entry("rel", Setting.RELATIVE_PERCENTAGES),
          Map.entry("dropneg", Setting.DROP_NEGATIVE),
          Map.entry("compact", Setting.COMPACT_LABELS));

  private PprofQuery() {}

  /**
   * Returns settings with those of an address.
   *
   * @throws IllegalArgumentException if one may not have its value, with a sentence for the user
   */
  static Settings settings(Settings base, Query query) {
    Settings settings = base;
    for (Map.Entry<String, Setting> each : SETTINGS.entrySet()) {
      String value = query.text(each.getKey(), "");
      if (!value.isEmpty()) {
        settings = with(settings, each.getValue(), value);
      }
    }
    return settings;
  }

  private static Settings with(Settings settings, Setting setting, String value) {
    try {
      return settings.with(setting, value);
    } catch (ProfileException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns the settings that an address says, as its parameters. */
  public static Map<String, String> parameters(Settings settings) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<Setting, String> changed = changed(settings);
    SETTINGS.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(each -> changed.containsKey(each.getValue()))
        .forEach(each -> parameters.put(each.getKey(), settings.text(each.getValue())));
    return parameters;
  }

  /** Returns what an address says and what is not as the user finds it. */
  static Map<Setting, String> changed(Settings settings) {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    for (Setting setting : SETTINGS.values()) {
      if (settings.isChanged(setting)) {
        changed.put(setting, settings.text(setting));
      }
    }
    return changed;
  }

  /** Returns what an address does not say. */
  static Settings rest(Settings settings) {
    Settings rest = settings;
    for (Setting setting : SETTINGS.values()) {
      rest = rest.without(setting);
    }
    return rest;
  }
}
