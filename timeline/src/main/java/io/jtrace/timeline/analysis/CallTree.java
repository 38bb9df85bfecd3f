package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.List;

/**
 * A {@link Profile} as a tree: callers above callees, the root is everything. Below a method, a
 * leaf says what was waited for or allocated there. Frames of one method are one node, whatever
 * their lines.
 *
 * <p>Node 0 is the root. Parents come before their children.
 *
 * @param names the distinct texts of nodes
 * @param nodeNames by node, an index of {@code names}
 * @param parents by node, its parent; -1 for the root
 * @param selves by node, what happened there and not below
 * @param totals by node, with everything below
 * @param least what smaller nodes have less than: they are merged into nodes that say so; 0 where
 *     none are
 */
public record CallTree(
    ProfileWeight weight,
    List<Name> names,
    IntColumn nodeNames,
    IntColumn parents,
    LongColumn selves,
    LongColumn totals,
    long least) {
  /** What stands at a node. */
  public enum NameKind {
    ROOT,
    /** A method. */
    FRAME,
    /** What was waited for or allocated. */
    REASON,
    /** In place of the stacks that the recording does not hold. */
    MISSING,
    /** In place of nodes that are too small to be told one by one. */
    SMALLER
  }

  /** The text of nodes. */
  public record Name(String text, NameKind kind) {}

  /** A name with all its nodes taken together; a recursive method counts once a stack. */
  public record Flat(Name name, long self, long total) {}

  /** Copies the list. */
  public CallTree {
    names = List.copyOf(names);
  }

  /**
   * Makes a tree of the stacks that {@code filter} wants. Those that were not recorded are always
   * in it: nobody knows whether they match.
   */
  public static CallTree of(
      Trace trace, Profile profile, ProfileWeight weight, StackFilter filter) {
    return new CallTreeBuilder(trace, weight, filter).build(profile.rows());
  }

  /** Returns the number of nodes. */
  public int size() {
    return parents.size();
  }

  /** Returns everything taken together. */
  public long total() {
    return totals.at(0);
  }

  /** Returns the name of {@code node}. */
  public Name name(int node) {
    return names.get(nodeNames.at(node));
  }

  /**
   * Returns the tree with siblings sorted, largest first, in the order in which it is drawn. Nodes
   * under {@code share} of the total are merged, and larger ones until there are at most about
   * {@code mostNodes}. The node of missing stacks stays whatever its size.
   */
  public CallTree pruned(double share, int mostNodes) {
    return CallTreePruning.of(this, share, mostNodes);
  }

  /** Returns the {@code limit} names with the most of their own, and then in total. */
  public List<Flat> flat(int limit) {
    return FlatNames.of(this).stream().limit(limit).toList();
  }
}
