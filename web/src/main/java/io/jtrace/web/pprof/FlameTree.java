package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Stacks put together frame by frame: from the outermost on, or both ways from one in between. */
final class FlameTree {
  private static final Comparator<FlameTree> WIDEST_FIRST =
      Comparator.comparingLong((FlameTree each) -> -each.width).thenComparing(each -> each.name);

  private final String name;
  // Most of millions of nodes have one child or none.
  private Map<String, FlameTree> children = Map.of();
  private long width;
  private long value;
  private long self;
  private boolean isInline = true;

  private FlameTree(String name) {
    this.name = name;
  }

  /**
   * What a frame is called.
   *
   * @param isInline whether it was inlined into its caller
   */
  private record Frame(String name, boolean isInline) {}

  /**
   * What is below and above the outermost frames that match.
   *
   * @param callees begins with those frames, and so do the callers
   * @param callers of which the children are who called, up to the outermost
   */
  record Sides(FlameTree callees, FlameTree callers) {}

  /** Returns the root, whose children are the outermost frames. */
  static FlameTree of(View view) {
    FlameTree root = new FlameTree("root");
    Stacks stacks = new Stacks(view);
    for (Sample sample : view.profile().samples()) {
      long value = view.value(sample);
      if (value != 0) {
        root.add(stacks.frames(sample), value);
      }
    }
    return root;
  }

  /** Returns both sides of the frames that match; of each stack the outermost counts. */
  static Sides around(View view, Predicate<String> pivot) {
    FlameTree callees = new FlameTree("");
    FlameTree callers = new FlameTree("");
    Stacks stacks = new Stacks(view);
    for (Sample sample : view.profile().samples()) {
      List<Frame> frames = stacks.frames(sample);
      int at = indexOf(frames, pivot);
      long value = view.value(sample);
      if (at >= 0 && value != 0) {
        callees.add(frames.subList(at, frames.size()), value);
        List<Frame> above = new ArrayList<>(frames.subList(0, at + 1));
        Collections.reverse(above);
        callers.add(above, value);
      }
    }
    return new Sides(callees, callers);
  }

  private static int indexOf(List<Frame> frames, Predicate<String> pivot) {
    for (int i = 0; i < frames.size(); i++) {
      if (pivot.test(frames.get(i).name())) {
        return i;
      }
    }
    return -1;
  }

  private void add(List<Frame> frames, long amount) {
    FlameTree node = this;
    node.count(amount);
    for (Frame frame : frames) {
      node = node.child(frame.name());
      node.count(amount);
      node.isInline &= frame.isInline();
    }
    node.self += amount;
  }

  private FlameTree child(String called) {
    if (children.isEmpty()) {
      children = new HashMap<>(2);
    }
    return children.computeIfAbsent(called, FlameTree::new);
  }

  private void count(long amount) {
    width += Math.abs(amount);
    value += amount;
  }

  /** Names the frames of stacks, each location once. */
  private static final class Stacks {
    private final View view;
    private final IdentityHashMap<Location, List<Frame>> known = new IdentityHashMap<>();

    Stacks(View view) {
      this.view = view;
    }

    /** Returns the frames, the outermost first. */
    List<Frame> frames(Sample sample) {
      List<Frame> frames = new ArrayList<>();
      for (int i = sample.stack().size() - 1; i >= 0; i--) {
        frames.addAll(known.computeIfAbsent(sample.stack().get(i), this::frames));
      }
      return frames;
    }

    private List<Frame> frames(Location location) {
      List<NodeKey> keys = view.keys(location);
      List<Frame> frames = new ArrayList<>(keys.size());
      for (int i = keys.size() - 1; i >= 0; i--) {
        frames.add(new Frame(keys.get(i).printableName(), i < keys.size() - 1));
      }
      return frames;
    }
  }

  String name() {
    return name;
  }

  /** Returns the sum of values, of whichever sign. */
  long width() {
    return width;
  }

  /** Returns the sum of values; against a base it may be less than the width, or below 0. */
  long value() {
    return value;
  }

  /** Returns the sum of values of stacks that end here. */
  long self() {
    return self;
  }

  /** Returns whether it was inlined into its caller each time. */
  boolean isInline() {
    return isInline;
  }

  /** Returns the callees, the widest first. */
  List<FlameTree> children() {
    List<FlameTree> sorted = new ArrayList<>(children.values());
    sorted.sort(WIDEST_FIRST);
    return sorted;
  }
}
