package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts values of labels into stacks, above or below: tagroot, tagleaf. */
final class TagFrames {
  private final List<String> roots;
  private final List<String> leaves;
  private final String unit;
  private final Map<Function, Location> frames = new HashMap<>();
  private boolean isRoot;
  private boolean isLeaf;

  private TagFrames(Settings settings) {
    roots = keys(settings.text(Setting.TAGROOT));
    leaves = keys(settings.text(Setting.TAGLEAF));
    unit = settings.text(Setting.UNIT);
  }

  static Profile apply(Profile profile, Settings settings, Consumer<String> remarks) {
    TagFrames frames = new TagFrames(settings);
    if (frames.roots.isEmpty() && frames.leaves.isEmpty()) {
      return profile;
    }
    Profile with =
        profile.withSamples(profile.samples().stream().map(sample -> frames.with(sample)).toList());
    NameFilter.remark(remarks, frames.roots.isEmpty() || frames.isRoot, "TagRoot");
    NameFilter.remark(remarks, frames.leaves.isEmpty() || frames.isLeaf, "TagLeaf");
    return with;
  }

  private static List<String> keys(String text) {
    return Arrays.stream(text.split(",", -1)).filter(key -> !key.isEmpty()).toList();
  }

  private Sample with(Sample sample) {
    List<Location> stack = new ArrayList<>();
    for (int i = leaves.size() - 1; i >= 0; i--) {
      Location frame = frame(sample, leaves.get(i));
      isLeaf |= isFound(frame);
      stack.add(frame);
    }
    stack.addAll(sample.stack());
    for (int i = roots.size() - 1; i >= 0; i--) {
      Location frame = frame(sample, roots.get(i));
      isRoot |= isFound(frame);
      stack.add(frame);
    }
    return sample.withStack(stack);
  }

  private static boolean isFound(Location frame) {
    return !frame.lines().get(0).function().name().isEmpty();
  }

  private Location frame(Sample sample, String key) {
    List<String> values = new ArrayList<>();
    for (Label label : sample.labels()) {
      if (label.key().equals(key) && label.isText()) {
        values.add(label.text());
      } else if (label.key().equals(key)) {
        values.add(
            label.unit().isEmpty()
                ? Units.label(label.number(), "", "")
                : Units.label(label.number(), label.unit(), unit));
      }
    }
    return frames.computeIfAbsent(
        Function.of(String.join(",", values), key), function -> Location.of(Line.of(function, 0)));
  }
}
