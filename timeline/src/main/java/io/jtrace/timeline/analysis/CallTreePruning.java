package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CallTree.Name;
import io.jtrace.timeline.analysis.CallTree.NameKind;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leaves out the small nodes of a {@link CallTree}. Not safe for use by several threads. */
final class CallTreePruning {
  private record Placed(int node, int parent) {}

  private final CallTree tree;
  private final long least;

  /** By node, its children as a linked list in {@code next}; -1 ends it. */
  private final int[] firstChild;

  private final int[] next;
  private final Map<Name, Integer> nameIds = new HashMap<>();
  private final List<Name> names = new ArrayList<>();
  private final IntColumn.Builder nodeNames = new IntColumn.Builder();
  private final IntColumn.Builder parents = new IntColumn.Builder();
  private final LongColumn.Builder selves = new LongColumn.Builder();
  private final LongColumn.Builder totals = new LongColumn.Builder();

  private CallTreePruning(CallTree tree, long least) {
    this.tree = tree;
    this.least = least;
    firstChild = new int[tree.size()];
    next = new int[tree.size()];
    Arrays.fill(firstChild, -1);
    for (int node = tree.size() - 1; node > 0; node--) {
      int parent = tree.parents().at(node);
      next[node] = firstChild[parent];
      firstChild[parent] = node;
    }
  }

  static CallTree of(CallTree tree, double share, int mostNodes) {
    long least = (long) Math.ceil(tree.total() * share);
    while (kept(tree, least) > mostNodes && least < tree.total()) {
      least = Math.max(1, least * 2);
    }
    return new CallTreePruning(tree, least).build();
  }

  private static int kept(CallTree tree, long least) {
    int kept = 0;
    for (int node = 0; node < tree.size(); node++) {
      kept += tree.totals().at(node) >= least ? 1 : 0;
    }
    return kept;
  }

  private CallTree build() {
    Deque<Placed> open = new ArrayDeque<>();
    open.push(new Placed(0, -1));
    boolean isMerged = false;
    while (!open.isEmpty()) {
      Placed placed = open.pop();
      int node = placed.node();
      int position =
          add(placed.parent(), tree.name(node), tree.selves().at(node), tree.totals().at(node));
      List<Integer> kept = new ArrayList<>();
      int merged = 0;
      long mergedTotal = 0;
      for (int child = firstChild[node]; child >= 0; child = next[child]) {
        if (isKept(child)) {
          kept.add(child);
        } else {
          merged++;
          mergedTotal = tree.weight().plus(mergedTotal, tree.totals().at(child));
        }
      }
      if (mergedTotal > 0) {
        isMerged = true;
        Name name = new Name(merged + " smaller", NameKind.SMALLER);
        add(position, name, mergedTotal, mergedTotal);
      }
      kept.sort(this::smallestFirst);
      kept.forEach(child -> open.push(new Placed(child, position)));
    }
    return new CallTree(
        tree.weight(),
        names,
        nodeNames.build(),
        parents.build(),
        selves.build(),
        totals.build(),
        isMerged ? least : 0);
  }

  private boolean isKept(int node) {
    return tree.totals().at(node) >= least || tree.name(node).kind() == NameKind.MISSING;
  }

  private int smallestFirst(int one, int other) {
    int byTotal = Long.compare(tree.totals().at(one), tree.totals().at(other));
    return byTotal != 0 ? byTotal : tree.name(other).text().compareTo(tree.name(one).text());
  }

  private int add(int parent, Name name, long self, long total) {
    Integer known = nameIds.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
    }
    nodeNames.add(known == null ? names.size() - 1 : known);
    parents.add(parent);
    selves.add(self);
    totals.add(total);
    return parents.size() - 1;
  }
}
