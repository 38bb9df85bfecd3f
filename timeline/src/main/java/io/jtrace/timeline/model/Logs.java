package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/**
 * Messages of the program, sorted by time.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Logs {
  private final Moments moments;
  private final Tasks owners;

  // By row of the recording.
  private final IntColumn threads;
  private final IntColumn categories;
  private final IntColumn messages;
  private final LongColumn taskIds;

  private Logs(
      Moments moments,
      Tasks owners,
      IntColumn threads,
      IntColumn categories,
      IntColumn messages,
      LongColumn taskIds) {
    this.moments = moments;
    this.owners = owners;
    this.threads = threads;
    this.categories = categories;
    this.messages = messages;
    this.taskIds = taskIds;
  }

  static Logs none() {
    IntColumn ids = IntColumn.empty();
    Moments moments = Moments.inOrder(ids, row -> 0, 1);
    return new Logs(moments, Tasks.none(), ids, ids, ids, LongColumn.empty());
  }

  static Logs of(Recording recording, Tasks tasks, Storage storage) {
    EventTable table = recording.events(ConsumedEvent.JTRACE_LOG);
    MomentSorter sorter = new MomentSorter(0, recording.durationNanos(), storage);
    sorter.add(table.starts());
    return new Logs(
        sorter.build(),
        tasks,
        table.threads(),
        table.ids("category"),
        table.ids("message"),
        table.numbers("taskId"));
  }

  /** Returns the number of messages. */
  public int size() {
    return moments.size();
  }

  /** Returns when it was written. */
  public long nanos(int log) {
    return moments.nanos(log);
  }

  /** Returns the thread that wrote it, or -1. */
  public int thread(int log) {
    return threads.at(moments.row(log));
  }

  /** Returns the id of the category, or -1. */
  public int category(int log) {
    return categories.at(moments.row(log));
  }

  /** Returns the id of the message, or -1. */
  public int message(int log) {
    return messages.at(moments.row(log));
  }

  /** Returns the task that it belongs to, or -1. */
  public int task(int log) {
    long id = taskIds.at(moments.row(log));
    return id == 0 ? -1 : owners.indexOf(id);
  }
}
