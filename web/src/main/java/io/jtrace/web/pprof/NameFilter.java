package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps samples and frames by names: focus, ignore, hide, show, show_from, prune_from. */
final class NameFilter {
  /** Stands for a location of which nothing is shown. */
  private static final Location HIDDEN = Location.of();

  private final @Nullable Predicate<String> focus;
  private final @Nullable Predicate<String> ignore;
  private final @Nullable Predicate<String> hide;
  private final @Nullable Predicate<String> show;
  private final @Nullable Predicate<String> showFrom;
  private final @Nullable Predicate<String> pruneFrom;

  // A location is looked at once, however many samples it is in.
  private final IdentityHashMap<Location, Boolean> focused = new IdentityHashMap<>();
  private final IdentityHashMap<Location, Boolean> ignored = new IdentityHashMap<>();
  private final IdentityHashMap<Location, Location> shown = new IdentityHashMap<>();
  private boolean isFocused;
  private boolean isIgnored;
  private boolean isHidden;
  private boolean isShown;
  private boolean isShownFrom;

  private NameFilter(Settings settings) throws ProfileException {
    focus = settings.condition(Setting.FOCUS);
    ignore = settings.condition(Setting.IGNORE);
    hide = settings.condition(Setting.HIDE);
    show = settings.condition(Setting.SHOW);
    showFrom = settings.condition(Setting.SHOW_FROM);
    pruneFrom = settings.condition(Setting.PRUNE_FROM);
  }

  /**
   * Returns what of a profile is left.
   *
   * @param remarks hears of filters that match nothing
   */
  static Profile apply(Profile profile, Settings settings, Consumer<String> remarks)
      throws ProfileException {
    NameFilter filter = new NameFilter(settings);
    if (filter.isEmpty()) {
      return profile;
    }
    List<Sample> kept = new ArrayList<>();
    for (Sample sample : profile.samples()) {
      List<Location> stack = filter.filtered(sample.stack());
      if (stack != null) {
        kept.add(sample.withStack(stack));
      }
    }
    filter.remark(remarks);
    return profile.withSamples(kept);
  }

  private boolean isEmpty() {
    return focus == null
        && ignore == null
        && hide == null
        && show == null
        && showFrom == null
        && pruneFrom == null;
  }

  private void remark(Consumer<String> remarks) {
    remark(remarks, focus == null || isFocused, "Focus");
    remark(remarks, ignore == null || isIgnored, "Ignore");
    remark(remarks, hide == null || isHidden, "Hide");
    remark(remarks, show == null || isShown, "Show");
    remark(remarks, showFrom == null || isShownFrom, "ShowFrom");
  }

  static void remark(Consumer<String> remarks, boolean isMatched, String filter) {
    if (!isMatched) {
      remarks.accept(filter + " expression matched no samples");
    }
  }

  private @Nullable List<Location> filtered(List<Location> stack) {
    if (!isKept(stack)) {
      return null;
    }
    List<Location> left = stack;
    if (hide != null || show != null) {
      left = stack.stream().map(this::shown).filter(each -> !isHidden(each)).toList();
      if (left.isEmpty()) {
        return null;
      }
    }
    if (showFrom != null) {
      left = from(left, showFrom);
      isShownFrom |= left != null;
    }
    return left == null || pruneFrom == null ? left : pruned(left, pruneFrom);
  }

  private boolean isKept(List<Location> stack) {
    if (ignore != null && stack.stream().anyMatch(each -> is(each, ignore, ignored))) {
      isIgnored = true;
      return false;
    }
    if (focus == null) {
      return true;
    }
    boolean isKept = stack.stream().anyMatch(each -> is(each, focus, focused));
    isFocused |= isKept;
    return isKept;
  }

  private static boolean is(
      Location location, Predicate<String> condition, IdentityHashMap<Location, Boolean> known) {
    return known.computeIfAbsent(location, each -> each.matches(condition));
  }

  @SuppressWarnings("ReferenceEquality") // a location of which nothing is known may equal it
  private static boolean isHidden(Location location) {
    return location == HIDDEN;
  }

  private Location shown(Location location) {
    return shown.computeIfAbsent(location, this::withoutHidden);
  }

  private Location withoutHidden(Location location) {
    Location left = location;
    if (hide != null && location.matches(hide)) {
      isHidden = true;
      left = location.isOfFile(hide) ? HIDDEN : with(location, hide, false);
    }
    if (show != null && !isHidden(left)) {
      left = left.isOfFile(show) ? left : with(left, show, true);
      isShown |= !isHidden(left);
    }
    return left;
  }

  private static Location with(Location location, Predicate<String> condition, boolean isWanted) {
    List<Line> lines =
        location.lines().stream()
            .filter(line -> Location.matches(line, condition) == isWanted)
            .toList();
    return lines.isEmpty() ? HIDDEN : location.withLines(lines);
  }

  private static @Nullable List<Location> from(List<Location> stack, Predicate<String> first) {
    for (int i = stack.size() - 1; i >= 0; i--) {
      Location location = stack.get(i);
      List<Line> lines = location.isOfFile(first) ? location.lines() : upTo(location, first);
      if (lines != null) {
        List<Location> left = new ArrayList<>(stack.subList(0, i));
        left.add(location.withLines(lines));
        return left;
      }
    }
    return null;
  }

  private static @Nullable List<Line> upTo(Location location, Predicate<String> first) {
    List<Line> lines = location.lines();
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (Location.matches(lines.get(i), first)) {
        return lines.subList(0, i + 1);
      }
    }
    return null;
  }

  private static List<Location> pruned(List<Location> stack, Predicate<String> lowest) {
    for (int i = 0; i < stack.size(); i++) {
      List<Line> lines = stack.get(i).lines();
      for (int j = 0; j < lines.size(); j++) {
        if (lowest.test(FramePruner.withoutArguments(lines.get(j).function().name()))) {
          List<Location> left = new ArrayList<>(stack.subList(i, stack.size()));
          left.set(0, stack.get(i).withLines(lines.subList(j, lines.size())));
          return left;
        }
      }
    }
    return stack;
  }
}
