package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps samples and labels by their labels: tagfocus, tagignore, tagshow, taghide. */
final class TagFilter {
  private static final Pattern AMOUNT = Pattern.compile("([+-]?[0-9]+)([A-Za-z]*)");

  private final Map<String, String> units;
  private final Consumer<String> remarks;

  private TagFilter(Map<String, String> units, Consumer<String> remarks) {
    this.units = units;
    this.remarks = remarks;
  }

  /**
   * Returns what of a profile is left.
   *
   * @param units of numbers, by key
   * @param remarks hears of filters that match nothing, or are no regular expressions
   */
  static Profile apply(
      Profile profile, Settings settings, Map<String, String> units, Consumer<String> remarks)
      throws ProfileException {
    TagFilter filter = new TagFilter(units, remarks);
    Predicate<Sample> focus = filter.condition(settings, Setting.TAGFOCUS);
    Predicate<Sample> ignore = filter.condition(settings, Setting.TAGIGNORE);
    Profile left = profile;
    if (focus != null || ignore != null) {
      left = filter.kept(profile, focus, ignore);
    }
    Predicate<String> show = settings.condition(Setting.TAGSHOW);
    Predicate<String> hide = settings.condition(Setting.TAGHIDE);
    return show == null && hide == null ? left : filter.shown(left, show, hide);
  }

  private Profile kept(
      Profile profile, @Nullable Predicate<Sample> focus, @Nullable Predicate<Sample> ignore) {
    List<Sample> kept = new ArrayList<>();
    boolean isFocused = false;
    boolean isIgnored = false;
    for (Sample sample : profile.samples()) {
      boolean in = focus == null || focus.test(sample);
      boolean out = ignore != null && ignore.test(sample);
      isFocused |= in;
      isIgnored |= out;
      if (in && !out) {
        kept.add(sample);
      }
    }
    NameFilter.remark(remarks, focus == null || isFocused, "TagFocus");
    NameFilter.remark(remarks, ignore == null || isIgnored, "TagIgnore");
    return profile.withSamples(kept);
  }

  private Profile shown(
      Profile profile, @Nullable Predicate<String> show, @Nullable Predicate<String> hide) {
    boolean[] found = new boolean[2];
    Predicate<Label> isShown =
        label -> {
          boolean isWanted = show == null || show.test(label.key());
          boolean isHidden = hide != null && hide.test(label.key());
          found[0] |= isWanted;
          found[1] |= isHidden;
          return isWanted && !isHidden;
        };
    Profile left =
        profile.mapSamples(
            sample -> sample.withLabels(sample.labels().stream().filter(isShown).toList()));
    NameFilter.remark(remarks, show == null || found[0], "TagShow");
    NameFilter.remark(remarks, hide == null || found[1], "TagHide");
    return left;
  }

  private @Nullable Predicate<Sample> condition(Settings settings, Setting setting)
      throws ProfileException {
    String text = settings.text(setting);
    if (text.isEmpty()) {
      return null;
    }
    int equals = text.indexOf('=');
    String key = equals < 0 ? null : text.substring(0, equals);
    String value = text.substring(equals + 1);
    Predicate<Label> range = range(value);
    if (range != null) {
      remarks.accept(setting.key() + ":Interpreted '" + value + "' as range, not regexp");
      return any(label -> label.isNumber() && isKey(label, key) && range.test(label));
    }
    List<Predicate<String>> patterns = new ArrayList<>();
    for (String regex : value.split(",", -1)) {
      patterns.add(Settings.pattern(setting.key(), regex));
    }
    if (key != null) {
      return any(label -> label.isText() && isKey(label, key) && isAny(patterns, label.text()));
    }
    return sample ->
        patterns.stream()
            .allMatch(
                pattern ->
                    any(label -> label.isText() && pattern.test(label.key() + ":" + label.text()))
                        .test(sample));
  }

  private static boolean isAny(List<Predicate<String>> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> pattern.test(text));
  }

  private static boolean isKey(Label label, @Nullable String key) {
    return key == null || key.equals(label.key());
  }

  private static Predicate<Sample> any(Predicate<Label> condition) {
    return sample -> sample.labels().stream().anyMatch(condition);
  }

  /** Returns what numbers {@code 32kb}, {@code :32kb}, {@code 1kb:} or {@code 1kb:32kb} are. */
  private @Nullable Predicate<Label> range(String text) throws ProfileException {
    int colon = text.indexOf(':');
    Units.Scaled low = amount(colon < 0 ? text : text.substring(0, colon), null);
    Units.Scaled high = amount(text.substring(colon + 1), low);
    boolean isOpenBelow = colon == 0;
    boolean isOpenAbove = colon >= 0 && colon == text.length() - 1;
    if ((low == null && !isOpenBelow) || (high == null && !isOpenAbove)) {
      return null;
    }
    Units.Scaled some = low == null ? high : low;
    if (some == null || (low != null && high != null && !low.unit().equals(high.unit()))) {
      return null;
    }
    String unit = some.unit();
    return label -> {
      Units.Scaled value =
          Units.scale(label.number(), units.getOrDefault(label.key(), label.key()), unit);
      return value.unit().equals(unit)
          && (low == null || value.value() >= low.value())
          && (high == null || value.value() <= high.value());
    };
  }

  private static Units.@Nullable Scaled amount(String text, Units.@Nullable Scaled like)
      throws ProfileException {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      String unit = matcher.group(2);
      return Units.scale(Long.parseLong(matcher.group(1)), unit, like == null ? unit : like.unit());
    } catch (NumberFormatException e) {
      throw new ProfileException("expected a smaller number, found " + text, e);
    }
  }
}
