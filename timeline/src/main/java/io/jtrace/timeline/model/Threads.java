package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * The threads of a trace, with dense ids from 0.
 *
 * <p>A thread's <em>lifetime</em> here is the part of its life that the trace shows: from its start
 * if that was seen, else from 0, to its end if that was seen, else to the end of the trace. Its
 * spans fill the lifetime without gap.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Threads {
  private static final ThreadKind[] KINDS = ThreadKind.values();
  private static final int START_SEEN = 1;
  private static final int END_SEEN = 2;

  private final IntColumn names;
  private final IntColumn groups;
  private final ByteColumn kinds;
  private final ByteColumn flags;
  private final LongColumn javaIds;
  private final LongColumn osIds;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn parents;
  private final IntColumn startStacks;
  private final IntColumn jvms;

  private Threads(Builder builder) {
    names = builder.names.build();
    groups = builder.groups.build();
    kinds = builder.kinds.build();
    flags = builder.flags.build();
    javaIds = builder.javaIds.build();
    osIds = builder.osIds.build();
    starts = builder.starts.build();
    ends = builder.ends.build();
    parents = builder.parents.build();
    startStacks = builder.startStacks.build();
    jvms = builder.jvms.build();
  }

  /** Returns the number of threads; ids are below it. */
  public int size() {
    return names.size();
  }

  /**
   * Returns the id of the name; every thread has one, made up from its ids where the recording has
   * none.
   */
  public int name(int thread) {
    return names.at(thread);
  }

  /** Returns the id of the name of the thread group, or -1. */
  public int group(int thread) {
    return groups.at(thread);
  }

  /** Returns what kind of thread this is. */
  public ThreadKind kind(int thread) {
    return KINDS[kinds.at(thread)];
  }

  /** Returns {@code Thread.threadId()}, or 0 for threads of the JVM. */
  public long javaId(int thread) {
    return javaIds.at(thread);
  }

  /** Returns the operating system's thread id, or 0 where there is none. */
  public long osId(int thread) {
    return osIds.at(thread);
  }

  /** Returns where the lifetime begins. */
  public long startNanos(int thread) {
    return starts.at(thread);
  }

  /** Returns where the lifetime ends, exclusive. */
  public long endNanos(int thread) {
    return ends.at(thread);
  }

  /** Returns whether the trace saw the thread start. */
  public boolean isStartSeen(int thread) {
    return (flags.at(thread) & START_SEEN) != 0;
  }

  /** Returns whether the trace saw the thread end. */
  public boolean isEndSeen(int thread) {
    return (flags.at(thread) & END_SEEN) != 0;
  }

  /** Returns the thread that started this one, or -1. */
  public int parent(int thread) {
    return parents.at(thread);
  }

  /** Returns the stack that started this thread (of its parent), or -1. */
  public int startStack(int thread) {
    return startStacks.at(thread);
  }

  /** Returns the JVM the thread belongs to, from 0. */
  public int jvm(int thread) {
    return jvms.at(thread);
  }

  /** A growing list of threads. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder names = new IntColumn.Builder();
    private final IntColumn.Builder groups = new IntColumn.Builder();
    private final ByteColumn.Builder kinds = new ByteColumn.Builder();
    private final ByteColumn.Builder flags = new ByteColumn.Builder();
    private final LongColumn.Builder javaIds = new LongColumn.Builder();
    private final LongColumn.Builder osIds = new LongColumn.Builder();
    private final LongColumn.Builder starts = new LongColumn.Builder();
    private final LongColumn.Builder ends = new LongColumn.Builder();
    private final IntColumn.Builder parents = new IntColumn.Builder();
    private final IntColumn.Builder startStacks = new IntColumn.Builder();
    private final IntColumn.Builder jvms = new IntColumn.Builder();

    /** Appends a thread that lives through {@code lifetime} and returns its id. */
    public int add(
        int name, int group, ThreadKind kind, long javaId, long osId, int jvm, TimeRange lifetime) {
      names.add(name);
      groups.add(group);
      kinds.add((byte) kind.ordinal());
      flags.add((byte) 0);
      javaIds.add(javaId);
      osIds.add(osId);
      starts.add(lifetime.startNanos());
      ends.add(lifetime.endNanos());
      parents.add(-1);
      startStacks.add(-1);
      jvms.add(jvm);
      return names.size() - 1;
    }

    /**
     * Notes that the trace saw the start of {@code thread}, by {@code parent} (or -1) at {@code
     * stack} (or -1).
     */
    public void startSeen(int thread, int parent, int stack) {
      flags.set(thread, (byte) (flags.at(thread) | START_SEEN));
      parents.set(thread, parent);
      startStacks.set(thread, stack);
    }

    /** Notes that the trace saw the end of {@code thread}. */
    public void endSeen(int thread) {
      flags.set(thread, (byte) (flags.at(thread) | END_SEEN));
    }

    /** Returns the threads added so far. */
    public Threads build() {
      return new Threads(this);
    }
  }
}
