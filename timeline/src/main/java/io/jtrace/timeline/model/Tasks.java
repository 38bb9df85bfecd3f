package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Tasks that the program named, sorted by start. One that is only referred to, by a region, a
 * message or a part of it, is a task of unknown type with neither end seen.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Tasks {
  static final int START_SEEN = 1;
  static final int END_SEEN = 2;

  private final LongIntMap indexes = new LongIntMap();
  private final LongColumn ids;
  private final LongColumn parentIds;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn types;
  private final IntColumn labels;
  private final IntColumn startThreads;
  private final IntColumn endThreads;
  private final IntColumn stacks;
  private final IntColumn seen;

  private Tasks(Builder builder) {
    ids = builder.ids.build();
    parentIds = builder.parentIds.build();
    starts = builder.starts.build();
    ends = builder.ends.build();
    types = builder.types.build();
    labels = builder.labels.build();
    startThreads = builder.startThreads.build();
    endThreads = builder.endThreads.build();
    stacks = builder.stacks.build();
    seen = builder.seen.build();
    for (int task = 0; task < ids.size(); task++) {
      indexes.put(ids.at(task), task);
    }
  }

  /** Returns no tasks. */
  public static Tasks none() {
    return new Builder().build();
  }

  /** Returns the number of tasks. */
  public int size() {
    return ids.size();
  }

  /** Returns the id that the program's events have. */
  public long id(int task) {
    return ids.at(task);
  }

  /** Returns the task with this id, or -1. */
  public int indexOf(long id) {
    return indexes.get(id);
  }

  /** Returns the id of the task that this one is a part of, 0 for none. */
  public long parentId(int task) {
    return parentIds.at(task);
  }

  /** Returns the task that this one is a part of, or -1. */
  public int parent(int task) {
    return parentId(task) == 0 ? -1 : indexOf(parentId(task));
  }

  /** Returns when it began; the start of the trace if that was not seen. */
  public long startNanos(int task) {
    return starts.at(task);
  }

  /** Returns when it ended; the end of the trace if that was not seen. */
  public long endNanos(int task) {
    return ends.at(task);
  }

  /** Returns how much of it is in the trace. */
  public long durationNanos(int task) {
    return endNanos(task) - startNanos(task);
  }

  /** Returns the id of the type's name, or -1. */
  public int type(int task) {
    return types.at(task);
  }

  /** Returns the id of the labels at its begin, {@code key=value}, one a line; or -1. */
  public int labels(int task) {
    return labels.at(task);
  }

  /** Returns the thread that began it, or -1. */
  public int startThread(int task) {
    return startThreads.at(task);
  }

  /** Returns the thread that ended it, or -1. */
  public int endThread(int task) {
    return endThreads.at(task);
  }

  /** Returns the thread that began it, else the one that ended it, else -1. */
  public int thread(int task) {
    return startThread(task) >= 0 ? startThread(task) : endThread(task);
  }

  /** Returns the stack, or -1. */
  public int stack(int task) {
    return stacks.at(task);
  }

  /** Returns whether it is known when it began; else it began before the trace. */
  public boolean isStartSeen(int task) {
    return (seen.at(task) & START_SEEN) != 0;
  }

  /** Returns whether it has ended in the trace; else it is open. */
  public boolean isEndSeen(int task) {
    return (seen.at(task) & END_SEEN) != 0;
  }

  /** Returns whether both ends were seen, so that its duration is known. */
  public boolean isComplete(int task) {
    return seen.at(task) == (START_SEEN | END_SEEN);
  }

  /** Collects tasks, in order of their starts. Not safe for use by several threads. */
  static final class Builder {
    private final LongColumn.Builder ids = new LongColumn.Builder();
    private final LongColumn.Builder parentIds = new LongColumn.Builder();
    private final LongColumn.Builder starts = new LongColumn.Builder();
    private final LongColumn.Builder ends = new LongColumn.Builder();
    private final IntColumn.Builder types = new IntColumn.Builder();
    private final IntColumn.Builder labels = new IntColumn.Builder();
    private final IntColumn.Builder startThreads = new IntColumn.Builder();
    private final IntColumn.Builder endThreads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder seen = new IntColumn.Builder();

    void add(TaskDraft draft) {
      ids.add(draft.id);
      parentIds.add(draft.parentId);
      starts.add(draft.startNanos);
      ends.add(draft.endNanos);
      types.add(draft.type);
      labels.add(draft.labels);
      startThreads.add(draft.startThread);
      endThreads.add(draft.endThread);
      stacks.add(draft.stack);
      seen.add(draft.seen);
    }

    Tasks build() {
      return new Tasks(this);
    }
  }
}
