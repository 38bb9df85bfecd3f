package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import io.jtrace.timeline.analysis.CallTree.NameKind;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link CallTree}. Stacks are a prefix tree themselves, in which parents have smaller ids
 * than their children: one pass over those in use, in the order of their ids, gives each its node.
 *
 * <p>Not safe for use by several threads.
 */
final class CallTreeBuilder {
  private static final int ROOT = 0;

  /** Instead of a node: the outermost frame that is wanted has not come yet. */
  private static final int NOT_SHOWN = -1;

  private final Trace trace;
  private final ProfileWeight weight;
  private final StackFilter filter;
  private final List<Name> names = new ArrayList<>();
  private final Map<Name, Integer> nameIds = new HashMap<>();
  private final IntColumn.Builder nodeNames = new IntColumn.Builder();
  private final IntColumn.Builder parents = new IntColumn.Builder();
  private final LongColumn.Builder selves = new LongColumn.Builder();

  /** From a parent and a name to the node. */
  private final Map<Long, Integer> children = new HashMap<>();

  /** By frame, its name + 1; and whether its method matches a part of the filter. */
  private final int[] frameNames;

  private final BitSet focused = new BitSet();
  private final BitSet ignored = new BitSet();
  private final BitSet hidden = new BitSet();
  private final BitSet starting = new BitSet();

  CallTreeBuilder(Trace trace, ProfileWeight weight, StackFilter filter) {
    this.trace = trace;
    this.weight = weight;
    this.filter = filter;
    frameNames = new int[trace.frames().size()];
    add(-1, nameId(new Name("all", NameKind.ROOT)));
  }

  CallTree build(Profile.Rows rows) {
    StackNodes nodes = new StackNodes(rows);
    LongColumn values = weight.of(rows);
    for (int row = 0; row < rows.size(); row++) {
      int stack = rows.stacks().at(row);
      int node = stack == Stacks.NONE ? missing() : nodes.of(stack);
      if (node != NOT_SHOWN) {
        int leaf = leaf(node, rows.operation(row, trace.strings()), rows.subjects().at(row));
        selves.set(leaf, weight.plus(selves.at(leaf), values.at(row)));
      }
    }
    return tree();
  }

  private CallTree tree() {
    long[] totals = new long[selves.size()];
    Arrays.setAll(totals, selves::at);
    for (int node = totals.length - 1; node > ROOT; node--) {
      int parent = parents.at(node);
      totals[parent] = weight.plus(totals[parent], totals[node]);
    }
    return new CallTree(
        weight,
        names,
        nodeNames.build(),
        parents.build(),
        selves.build(),
        LongColumn.of(totals),
        0);
  }

  /** Returns the stacks of the rows that {@code wanted} takes, with their callers. */
  private BitSet used(Profile.Rows rows, IntPredicate wanted) {
    BitSet used = new BitSet();
    for (int row = 0; row < rows.size(); row++) {
      int stack = rows.stacks().at(row);
      boolean isWanted = stack != Stacks.NONE && wanted.test(stack);
      while (isWanted && stack != Stacks.NONE && !used.get(stack)) {
        used.set(stack);
        stack = trace.stacks().parent(stack);
      }
    }
    return used;
  }

  private int missing() {
    return child(ROOT, nameId(new Name("no stack recorded", NameKind.MISSING)));
  }

  private int leaf(int node, @Nullable String operation, int subject) {
    if (operation == null && subject < 0) {
      return node;
    }
    String text =
        operation == null
            ? trace.strings().at(subject)
            : operation + (subject < 0 ? "" : " " + trace.strings().at(subject));
    return child(node, nameId(new Name(text, NameKind.REASON)));
  }

  private int nameId(Name name) {
    Integer known = nameIds.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  private int child(int parent, int name) {
    long key = (long) parent << 32 | name;
    Integer known = children.get(key);
    if (known == null) {
      known = add(parent, name);
      children.put(key, known);
    }
    return known;
  }

  private int add(int parent, int name) {
    parents.add(parent);
    nodeNames.add(name);
    selves.add(0);
    return parents.size() - 1;
  }

  /** Returns the name of a frame's method; looks at the filter when it sees a frame first. */
  private int frameName(int frame) {
    if (frameNames[frame] == 0) {
      String method = trace.frames().method(frame, trace.strings());
      frameNames[frame] = nameId(new Name(method, NameKind.FRAME)) + 1;
      focused.set(frame, filter.focus() == null || StackFilter.finds(filter.focus(), method));
      ignored.set(frame, StackFilter.finds(filter.ignore(), method));
      hidden.set(frame, StackFilter.finds(filter.hide(), method));
      starting.set(
          frame, filter.showFrom() == null || StackFilter.finds(filter.showFrom(), method));
    }
    return frameNames[frame] - 1;
  }

  /** The node of each stack that is wanted; others get none, so that no node stays empty. */
  private final class StackNodes {
    private final int[] nodes;
    private final BitSet focusedStacks = new BitSet();
    private final BitSet ignoredStacks = new BitSet();

    StackNodes(Profile.Rows rows) {
      BitSet all = used(rows, stack -> true);
      nodes = new int[all.length()];
      all.stream().forEach(this::judge);
      used(rows, this::isWanted).stream().forEach(this::place);
    }

    private void judge(int stack) {
      int parent = trace.stacks().parent(stack);
      int frame = trace.stacks().frame(stack);
      frameName(frame);
      boolean isRoot = parent == Stacks.NONE;
      focusedStacks.set(stack, focused.get(frame) || (!isRoot && focusedStacks.get(parent)));
      ignoredStacks.set(stack, ignored.get(frame) || (!isRoot && ignoredStacks.get(parent)));
    }

    private void place(int stack) {
      int parent = trace.stacks().parent(stack);
      int frame = trace.stacks().frame(stack);
      int above = parent == Stacks.NONE ? NOT_SHOWN : nodes[parent];
      if (above == NOT_SHOWN && starting.get(frame)) {
        above = ROOT;
      }
      nodes[stack] =
          above == NOT_SHOWN || hidden.get(frame) ? above : child(above, frameName(frame));
    }

    private boolean isWanted(int stack) {
      return focusedStacks.get(stack) && !ignoredStacks.get(stack);
    }

    int of(int stack) {
      return isWanted(stack) ? nodes[stack] : NOT_SHOWN;
    }
  }
}
