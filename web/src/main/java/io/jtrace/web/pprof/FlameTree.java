package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stacks put together from the outermost frame on. */
final class FlameTree {
  private static final Comparator<FlameTree> WIDEST_FIRST =
      Comparator.comparingLong((FlameTree each) -> -each.width).thenComparing(each -> each.name);

  private final String name;
  private final Map<String, FlameTree> children = new LinkedHashMap<>();
  private long width;
  private long value;
  private long self;

  private FlameTree(String name) {
    this.name = name;
  }

  /** Returns the root, whose children are the outermost frames. */
  static FlameTree of(View view) {
    FlameTree root = new FlameTree("root");
    for (Sample sample : view.profile().samples()) {
      long value = view.value(sample);
      if (value != 0) {
        root.add(view, sample, value);
      }
    }
    return root;
  }

  private void add(View view, Sample sample, long value) {
    FlameTree node = this;
    node.count(value);
    for (int i = sample.stack().size() - 1; i >= 0; i--) {
      List<NodeKey> keys = view.keys(sample.stack().get(i));
      for (int j = keys.size() - 1; j >= 0; j--) {
        node = node.children.computeIfAbsent(keys.get(j).printableName(), FlameTree::new);
        node.count(value);
      }
    }
    node.self += value;
  }

  private void count(long amount) {
    width += Math.abs(amount);
    value += amount;
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

  /** Returns the callees, the widest first. */
  List<FlameTree> children() {
    List<FlameTree> sorted = new ArrayList<>(children.values());
    sorted.sort(WIDEST_FIRST);
    return sorted;
  }
}
