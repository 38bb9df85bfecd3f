package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Leaves out the frames that a profile itself calls uninteresting, and what they called. */
final class FramePruner {
  private static final List<String> NAMES_WITH_PARENTHESES =
      List.of("(anonymous namespace)", "operator()");

  private final Predicate<String> drop;
  private final @Nullable Predicate<String> keep;

  private FramePruner(Predicate<String> drop, @Nullable Predicate<String> keep) {
    this.drop = drop;
    this.keep = keep;
  }

  static Profile apply(Profile profile) throws ProfileException {
    Header header = profile.header();
    if (header.dropFrames().isEmpty()) {
      return profile;
    }
    FramePruner pruner =
        new FramePruner(
            whole("drop_frames", header.dropFrames()),
            header.keepFrames().isEmpty() ? null : whole("keep_frames", header.keepFrames()));
    return profile.withSamples(
        profile.samples().stream()
            .map(sample -> sample.withStack(pruner.pruned(sample.stack())))
            .toList());
  }

  private static Predicate<String> whole(String name, String regex) throws ProfileException {
    return Settings.pattern(name, "^(" + regex + ")$");
  }

  /** The outermost frames stay up to the first that is of interest, so that something is left. */
  private List<Location> pruned(List<Location> stack) {
    boolean isOfInterest = false;
    for (int i = stack.size() - 1; i >= 0; i--) {
      List<Line> lines = stack.get(i).lines();
      int dropped = lastDropped(lines);
      if (dropped < 0) {
        isOfInterest = true;
      } else if (isOfInterest) {
        List<Location> left = new ArrayList<>(stack.subList(i + 1, stack.size()));
        if (dropped < lines.size() - 1) {
          left.add(0, stack.get(i).withLines(lines.subList(dropped + 1, lines.size())));
        }
        return left;
      }
    }
    return stack;
  }

  private int lastDropped(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String name = withoutArguments(lines.get(i).function().name());
      if (!name.isEmpty() && drop.test(name) && (keep == null || !keep.test(name))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns a function's name up to its arguments. */
  static String withoutArguments(String name) {
    String plain = name.startsWith(".") ? name.substring(1) : name;
    int from = 0;
    while (true) {
      int open = plain.indexOf('(', from);
      if (open < 0) {
        return plain;
      }
      int end = endOfName(plain, open);
      if (end < 0) {
        return plain.substring(0, open);
      }
      from = end;
    }
  }

  private static int endOfName(String name, int open) {
    for (String reserved : NAMES_WITH_PARENTHESES) {
      int start = open - reserved.indexOf('(');
      if (start >= 0 && name.startsWith(reserved, start)) {
        return start + reserved.length();
      }
    }
    return -1;
  }
}
