package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A flame graph as columns: row 0 is the root, and rows come after those of their parents. What is
 * too small to be seen is merged.
 *
 * @param names of rows, each once
 */
public record Flame(List<Name> names, List<Row> rows) {
  private static final double LEAST_SHARE = 0.0004;
  private static final int MOST_ROWS = 6000;

  /** What a name stands for. */
  public enum Kind {
    /** All stacks. */
    ROOT,
    /** A frame. */
    FRAME,
    /** A frame that was inlined into its caller each time. */
    INLINE,
    /** Several frames that are too small. */
    SMALLER
  }

  /** A text for people, and what it is. */
  public record Name(String text, Kind kind) {}

  /**
   * A box.
   *
   * @param name its index
   * @param parent its row, -1 of the root
   * @param self the sum of values of stacks that end here
   * @param width the sum of values, of whichever sign
   * @param value the sum of values
   */
  public record Row(int name, int parent, long self, long width, long value) {}

  private record Open(FlameTree node, int parent) {}

  /** Copies what it is given. */
  public Flame {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /** Returns the stacks of a view from their outermost frames on. */
  public static Flame of(View view) {
    return of(FlameTree.of(view), new Name("root", Kind.ROOT));
  }

  /** Returns the columns of a tree whose root has a name of its own. */
  static Flame of(FlameTree tree, Name rootName) {
    return new Columns(rootName).of(tree);
  }

  /** Takes boxes in the order of their widths until there are enough. */
  private static final class Columns {
    private final Map<Name, Integer> names = new HashMap<>();
    private final List<Name> order = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Name rootName;

    Columns(Name rootName) {
      this.rootName = rootName;
    }

    Flame of(FlameTree tree) {
      Queue<Open> open =
          new PriorityQueue<>(
              Comparator.comparingLong((Open each) -> -each.node().width())
                  .thenComparing(each -> each.node().name()));
      double least = tree.width() * LEAST_SHARE;
      open.add(new Open(tree, -1));
      Map<Integer, List<FlameTree>> small = new HashMap<>();
      for (Open next = open.poll(); next != null; next = open.poll()) {
        boolean isShown = next.parent() < 0 || next.node().width() >= least;
        if (!isShown || rows.size() >= MOST_ROWS) {
          small.computeIfAbsent(next.parent(), parent -> new ArrayList<>()).add(next.node());
          continue;
        }
        int row = rows.size();
        add(
            next.parent() < 0 ? rootName : nameOf(next.node()),
            next.parent(),
            List.of(next.node()));
        next.node().children().forEach(child -> open.add(new Open(child, row)));
      }
      small.forEach(
          (parent, nodes) -> add(new Name(nodes.size() + " smaller", Kind.SMALLER), parent, nodes));
      return new Flame(order, rows);
    }

    private static Name nameOf(FlameTree node) {
      return new Name(node.name(), node.isInline() ? Kind.INLINE : Kind.FRAME);
    }

    private void add(Name name, int parent, List<FlameTree> nodes) {
      int index =
          names.computeIfAbsent(
              name,
              each -> {
                order.add(each);
                return order.size() - 1;
              });
      boolean isMerged = name.kind() == Kind.SMALLER;
      long width = 0;
      long value = 0;
      for (FlameTree node : nodes) {
        width += node.width();
        value += node.value();
      }
      rows.add(new Row(index, parent, isMerged ? value : nodes.get(0).self(), width, value));
    }
  }
}
