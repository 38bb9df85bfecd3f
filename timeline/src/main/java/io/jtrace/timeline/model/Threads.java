package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

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
  private final IntColumn kinds;
  private final IntColumn flags;
  private final LongColumn javaIds;
  private final LongColumn osIds;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn parents;
  private final IntColumn startStacks;
  private final IntColumn jvms;

  private Threads(Builder builder, LongColumn starts, LongColumn ends) {
    names = builder.names.build();
    groups = builder.groups.build();
    kinds = builder.kinds.build();
    flags = builder.flags.build();
    javaIds = builder.javaIds.build();
    osIds = builder.osIds.build();
    this.starts = starts;
    this.ends = ends;
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
    private final IntColumn.Appender names;
    private final IntColumn.Appender groups;
    private final IntColumn.Appender kinds;
    private final IntColumn.Appender flags;
    private final LongColumn.Appender javaIds;
    private final LongColumn.Appender osIds;
    private final LongColumn.Appender starts;
    private final LongColumn.Appender ends;
    private final IntColumn.Appender parents;
    private final IntColumn.Appender startStacks;
    private final IntColumn.Appender jvms;

    // Of the last thread.
    private int flag;
    private int parent = -1;
    private int startStack = -1;

    /** Begins without threads. */
    public Builder() {
      this(Storage.onHeap());
    }

    Builder(Storage storage) {
      names = new IntColumn.Appender(storage);
      groups = new IntColumn.Appender(storage);
      kinds = new IntColumn.Appender(storage);
      flags = new IntColumn.Appender(storage);
      javaIds = new LongColumn.Appender(storage);
      osIds = new LongColumn.Appender(storage);
      starts = new LongColumn.Appender(storage);
      ends = new LongColumn.Appender(storage);
      parents = new IntColumn.Appender(storage);
      startStacks = new IntColumn.Appender(storage);
      jvms = new IntColumn.Appender(storage);
    }

    /** Appends a thread that lives through {@code lifetime} and returns its id. */
    public int add(
        int name, int group, ThreadKind kind, long javaId, long osId, int jvm, TimeRange lifetime) {
      starts.add(lifetime.startNanos());
      ends.add(lifetime.endNanos());
      return add(name, group, kind, javaId, osId, jvm);
    }

    /** Appends a thread whose lifetime is stated at the end, and returns its id. */
    int add(int name, int group, ThreadKind kind, long javaId, long osId, int jvm) {
      completeLast();
      names.add(name);
      groups.add(group);
      kinds.add(kind.ordinal());
      javaIds.add(javaId);
      osIds.add(osId);
      jvms.add(jvm);
      return names.size() - 1;
    }

    private void completeLast() {
      if (flags.size() < names.size()) {
        flags.add(flag);
        parents.add(parent);
        startStacks.add(startStack);
        flag = 0;
        parent = -1;
        startStack = -1;
      }
    }

    /**
     * Notes that the trace saw the start of {@code thread}, the last that was added, by {@code
     * parentThread} (or -1) at {@code stack} (or -1).
     */
    public void startSeen(int thread, int parentThread, int stack) {
      checkLast(thread);
      flag |= START_SEEN;
      parent = parentThread;
      startStack = stack;
    }

    /** Notes that the trace saw the end of {@code thread}, the last that was added. */
    public void endSeen(int thread) {
      checkLast(thread);
      flag |= END_SEEN;
    }

    private void checkLast(int thread) {
      if (thread != names.size() - 1) {
        throw new IllegalArgumentException(
            "expected the last thread, " + (names.size() - 1) + ", found " + thread);
      }
    }

    /** Returns the threads added so far. */
    public Threads build() {
      return build(starts.build(), ends.build());
    }

    /** Returns the threads added so far, which live from {@code lifeStarts} to {@code lifeEnds}. */
    Threads build(LongColumn lifeStarts, LongColumn lifeEnds) {
      completeLast();
      return new Threads(this, lifeStarts, lifeEnds);
    }
  }
}
