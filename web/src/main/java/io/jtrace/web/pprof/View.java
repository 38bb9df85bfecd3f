package io.jtrace.web.pprof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a report is about: the samples that filters leave, and how their values are written. */
public final class View {
  private final Profile profile;
  private final Settings settings;
  private final Map<String, String> numberUnits;
  private final ValueType type;
  private final int index;
  private final long total;

  private View(
      Profile profile, Settings settings, Map<String, String> numberUnits, int index, long total) {
    this.profile = profile;
    this.settings = settings;
    this.numberUnits = numberUnits;
    this.type = profile.header().sampleTypes().get(index);
    this.index = index;
    this.total = total;
  }

  /**
   * Returns what settings leave of a profile.
   *
   * @param remarks hears what the user should know, such as filters that match nothing
   * @throws ProfileException if settings do not fit the profile
   */
  public static View of(Profile profile, Settings settings, Consumer<String> remarks)
      throws ProfileException {
    int index = profile.header().sampleIndex(settings.text(Setting.SAMPLE_INDEX));
    Map<String, String> units = numberUnits(profile, remarks);
    Profile whole = TagFrames.apply(profile, settings, remarks);
    Profile named = NameFilter.apply(whole, settings, remarks);
    Profile left = TagFilter.apply(named, settings, units, remarks);
    boolean isRelative = settings.is(Setting.RELATIVE_PERCENTAGES);
    long total = total(isRelative ? left : whole, index, settings.is(Setting.MEAN));
    return new View(left, settings, units, index, total);
  }

  /** The sum of all values, of whichever sign; of the base alone if samples are marked as such. */
  private static long total(Profile profile, int index, boolean isMean) {
    Node.Amount all = new Node.Amount();
    Node.Amount base = new Node.Amount();
    for (Sample sample : profile.samples()) {
      long divisor = isMean ? sample.value(0) : 0;
      long value = Math.abs(sample.value(index));
      all.add(value, divisor);
      if (sample.isBase()) {
        base.add(value, divisor);
      }
    }
    return base.sum() > 0 ? base.value() : all.value();
  }

  /** The first unit that a key has is that of all its numbers. */
  private static Map<String, String> numberUnits(Profile profile, Consumer<String> remarks) {
    Map<String, String> units = new HashMap<>();
    Map<String, String> others = new HashMap<>();
    for (Sample sample : profile.samples()) {
      for (Label label : sample.labels()) {
        if (label.isNumber() && !label.unit().isEmpty()) {
          String known = units.putIfAbsent(label.key(), label.unit());
          if (known != null && !known.equals(label.unit())) {
            others.put(label.key(), label.unit());
          }
        }
      }
    }
    others.forEach(
        (key, unit) ->
            remarks.accept(
                "For tag %s used unit %s, also encountered unit(s) %s"
                    .formatted(Plain.line(key), units.get(key), Plain.line(unit))));
    return units;
  }

  /** Returns the view with values in one unit. */
  View inUnit(String unit) {
    try {
      return new View(profile, settings.with(Setting.UNIT, unit), numberUnits, index, total);
    } catch (ProfileException e) {
      throw new IllegalStateException("units are not checked", e);
    }
  }

  Profile profile() {
    return profile;
  }

  Settings settings() {
    return settings;
  }

  ValueType type() {
    return type;
  }

  /** Returns the name of the value, as heads have it. */
  String typeName() {
    return settings.is(Setting.MEAN) ? "mean_" + type.type() : type.type();
  }

  /** Returns what all shares are of. */
  public long total() {
    return total;
  }

  long value(Sample sample) {
    return sample.value(index);
  }

  /** Returns what to divide by for a mean; 0 for no mean. */
  long divisor(Sample sample) {
    return settings.is(Setting.MEAN) ? sample.value(0) : 0;
  }

  /** Returns the entries that a location counts for, the innermost first. */
  List<NodeKey> keys(Location location) {
    return Granularity.of(settings).keys(location, !settings.is(Setting.NOINLINES));
  }

  /** Returns how many entries to show at most; 0 for all. */
  int nodeCount() {
    return settings.is(Setting.TRIM) ? (int) settings.number(Setting.NODECOUNT) : 0;
  }

  /** Returns the share below which something is left out. */
  double fraction(Setting setting) {
    return settings.is(Setting.TRIM) ? settings.number(setting) : 0;
  }

  /** Returns the value as it is written. */
  String format(long value) {
    return Units.label(divided(value), type.unit(), settings.text(Setting.UNIT));
  }

  Units.Scaled scaled(long value) {
    return Units.scale(divided(value), type.unit(), settings.text(Setting.UNIT));
  }

  long divided(long value) {
    double by = settings.number(Setting.DIVIDE_BY);
    return by == 1 ? value : (long) (value / by);
  }

  /** Returns the value, or a point for nothing. */
  String formatOrDot(long value) {
    return value == 0 ? "." : format(value);
  }

  String percentage(long value) {
    return Units.percentage(value, total);
  }

  /** Returns a number of a label, in the unit that suits it. */
  String number(Label label, String to) {
    return Units.label(label.number(), numberUnit(label), to);
  }

  private String numberUnit(Label label) {
    String key = label.key();
    boolean isSize = key.equals("request") || key.equals("alignment");
    return numberUnits.getOrDefault(key, isSize ? "bytes" : key);
  }
}
