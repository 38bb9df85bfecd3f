package io.jtrace.timeline.table;

import java.util.Arrays;

/**
 * Distinct stacks as a prefix tree. A stack id names the node of its innermost (top) frame;
 * following {@link #parent} leads outwards to the root frame. A stack that the recording cut off
 * has a root frame of kind {@link FrameKind#TRUNCATED}. Parents have smaller ids than their
 * children.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Stacks {
  /** The id of no stack, and the parent of every root frame. */
  public static final int NONE = -1;

  private final IntColumn parents;
  private final IntColumn frames;

  private Stacks(IntColumn parents, IntColumn frames) {
    this.parents = parents;
    this.frames = frames;
  }

  /** Returns the stack of the caller, or {@link #NONE} for a root frame. */
  public int parent(int stack) {
    return parents.at(stack);
  }

  /** Returns the id of the innermost frame of {@code stack}. */
  public int frame(int stack) {
    return frames.at(stack);
  }

  /** Returns the number of frames of {@code stack}; 0 for {@link #NONE}. */
  public int depth(int stack) {
    int depth = 0;
    for (int node = stack; node != NONE; node = parent(node)) {
      depth++;
    }
    return depth;
  }

  /** Returns the frame ids of {@code stack}, innermost first; empty for {@link #NONE}. */
  public int[] framesOf(int stack) {
    int[] result = new int[depth(stack)];
    int node = stack;
    for (int i = 0; i < result.length; i++, node = parent(node)) {
      result[i] = frame(node);
    }
    return result;
  }

  /** Returns the outermost frame of {@code stack}, which must not be {@link #NONE}. */
  public int rootFrame(int stack) {
    int node = stack;
    while (parent(node) != NONE) {
      node = parent(node);
    }
    return frame(node);
  }

  /** Returns the number of nodes; ids are below it. */
  public int size() {
    return frames.size();
  }

  /** A growing prefix tree. Not safe for use by several threads. */
  public static final class Builder {
    /** Parent in the high half, frame in the low one. */
    private long[] nodes = new long[1 << 8];

    private int size;

    /** Open addressing over nodes; holds node + 1, and 0 where free. */
    private int[] slots = new int[1 << 10];

    /** Continues {@code base}: its ids keep their meaning. */
    public static Builder from(Stacks base) {
      Builder builder = new Builder();
      for (int stack = 0; stack < base.size(); stack++) {
        builder.push(base.parent(stack), base.frame(stack));
      }
      return builder;
    }

    /** Returns the number of nodes so far. */
    public int size() {
      return size;
    }

    /** Returns the stack of the caller, or {@link #NONE} for a root frame. */
    public int parent(int stack) {
      return (int) (nodes[stack] >> 32);
    }

    /** Returns the id of the innermost frame of {@code stack}. */
    public int frame(int stack) {
      return (int) nodes[stack];
    }

    /**
     * Returns the stack with {@code frame} called from {@code parent}, adding it when it is new.
     *
     * @param parent a stack, or {@link #NONE} to begin a stack with its root frame
     */
    public int push(int parent, int frame) {
      long node = (long) parent << 32 | frame;
      // The frames of a stack that was new got ids one after the other; most stacks follow such.
      int likely = parent + 1;
      if (likely < size && nodes[likely] == node) {
        return likely;
      }
      int slot = slotOf(node);
      int known = slots[slot] - 1;
      return known >= 0 ? known : add(node, slot);
    }

    private int add(long node, int freeSlot) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, size * 2);
      }
      nodes[size] = node;
      slots[freeSlot] = ++size;
      if (size * 2 >= slots.length) {
        grow();
      }
      return size - 1;
    }

    private int slotOf(long node) {
      int mask = slots.length - 1;
      int slot = (int) ((node * 0x9E3779B97F4A7C15L) >>> 32) & mask;
      while (slots[slot] != 0 && nodes[slots[slot] - 1] != node) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      slots = new int[slots.length * 4];
      for (int stack = 0; stack < size; stack++) {
        slots[slotOf(nodes[stack])] = stack + 1;
      }
    }

    /** Returns the stacks pushed so far; the builder may go on growing. */
    public Stacks build() {
      int[] parents = new int[size];
      int[] frames = new int[size];
      for (int stack = 0; stack < size; stack++) {
        parents[stack] = parent(stack);
        frames[stack] = frame(stack);
      }
      return new Stacks(IntColumn.copyOf(parents, size), IntColumn.copyOf(frames, size));
    }
  }
}
