package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Strings;

/**
 * The threads that a recording names, with dense indexes from 0. A thread is one thread of one JVM:
 * a reused operating-system id is another thread.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ThreadDirectory {
  private final IntColumn names;
  private final IntColumn osNames;
  private final IntColumn groups;
  private final LongColumn javaIds;
  private final LongColumn osIds;
  private final ByteColumn virtual;
  private final IntColumn jvms;

  /** Creates a directory of what the columns hold so far. */
  ThreadDirectory(
      IntColumn.Builder names,
      IntColumn.Builder osNames,
      IntColumn.Builder groups,
      LongColumn.Builder javaIds,
      LongColumn.Builder osIds,
      ByteColumn.Builder virtual,
      IntColumn.Builder jvms) {
    this.names = names.build();
    this.osNames = osNames.build();
    this.groups = groups.build();
    this.javaIds = javaIds.build();
    this.osIds = osIds.build();
    this.virtual = virtual.build();
    this.jvms = jvms.build();
  }

  /** Returns the number of threads; indexes are below it. */
  public int size() {
    return names.size();
  }

  /**
   * Returns the id of the Java name, newest chunk first; {@link Strings#NONE} for threads without
   * one.
   */
  public int name(int thread) {
    return names.at(thread);
  }

  /** Returns the id of the operating system's name for the thread, or {@link Strings#NONE}. */
  public int osName(int thread) {
    return osNames.at(thread);
  }

  /** Returns the id of the name of the thread's group, or {@link Strings#NONE}. */
  public int group(int thread) {
    return groups.at(thread);
  }

  /** Returns {@code Thread.threadId()}; 0 or less for threads that are not Java threads. */
  public long javaId(int thread) {
    return javaIds.at(thread);
  }

  /**
   * Returns the operating system's id of the thread; 0 or less where there is none (virtual
   * threads).
   */
  public long osId(int thread) {
    return osIds.at(thread);
  }

  /** Returns whether this is a virtual thread. */
  public boolean isVirtual(int thread) {
    return virtual.at(thread) != 0;
  }

  /**
   * Returns the JVM the thread belongs to: 0 for the first in the file, 1 for the next (joined
   * files).
   */
  public int jvm(int thread) {
    return jvms.at(thread);
  }

  /** A growing directory; rows may be renamed. Not safe for use by several threads. */
  static final class Builder {
    private final IntColumn.Builder names = new IntColumn.Builder();
    private final IntColumn.Builder osNames = new IntColumn.Builder();
    private final IntColumn.Builder groups = new IntColumn.Builder();
    private final LongColumn.Builder javaIds = new LongColumn.Builder();
    private final LongColumn.Builder osIds = new LongColumn.Builder();
    private final ByteColumn.Builder virtual = new ByteColumn.Builder();
    private final IntColumn.Builder jvms = new IntColumn.Builder();

    /** Appends a thread and returns its index. */
    public int add(
        int name, int osName, int group, long javaId, long osId, boolean isVirtual, int jvm) {
      names.add(name);
      osNames.add(osName);
      groups.add(group);
      javaIds.add(javaId);
      osIds.add(osId);
      virtual.add((byte) (isVirtual ? 1 : 0));
      jvms.add(jvm);
      return names.size() - 1;
    }

    /** Replaces the names of {@code thread}. */
    public void rename(int thread, int name, int osName, int group) {
      names.set(thread, name);
      osNames.set(thread, osName);
      groups.set(thread, group);
    }

    /** Returns the threads added so far. */
    public ThreadDirectory build() {
      return new ThreadDirectory(names, osNames, groups, javaIds, osIds, virtual, jvms);
    }
  }
}
