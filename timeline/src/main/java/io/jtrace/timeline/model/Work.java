package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/**
 * Stretches in which a thread worked for a task, because it had entered the task's context. Sorted
 * by thread, then start; those of a thread do not overlap.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Work {
  private final IntColumn threads;
  private final IntColumn tasks;
  private final LongColumn starts;
  private final LongColumn ends;

  private Work(IntColumn threads, IntColumn tasks, LongColumn starts, LongColumn ends) {
    this.threads = threads;
    this.tasks = tasks;
    this.starts = starts;
    this.ends = ends;
  }

  static Work none() {
    IntColumn ids = IntColumn.empty();
    return new Work(ids, ids, LongColumn.empty(), LongColumn.empty());
  }

  /** A stretch lasts until the thread says something else, or to the end of the trace. */
  static Work of(Recording recording, Tasks tasks, Storage storage) {
    EventTable table = recording.events(ConsumedEvent.JTRACE_LABELS);
    int[] rows = byThreadAndTime(table);
    IntColumn.Appender threads = new IntColumn.Appender(storage);
    IntColumn.Appender owners = new IntColumn.Appender(storage);
    LongColumn.Appender starts = new LongColumn.Appender(storage);
    LongColumn.Appender ends = new LongColumn.Appender(storage);
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      int task = task(table, row, tasks);
      boolean isLast = i + 1 == rows.length || table.thread(rows[i + 1]) != table.thread(row);
      long start = Math.max(0, table.startNanos(row));
      long end = isLast ? recording.durationNanos() : table.startNanos(rows[i + 1]);
      if (task >= 0 && table.thread(row) >= 0 && end > start) {
        threads.add(table.thread(row));
        owners.add(task);
        starts.add(start);
        ends.add(end);
      }
    }
    return new Work(threads.build(), owners.build(), starts.build(), ends.build());
  }

  private static int task(EventTable table, int row, Tasks tasks) {
    long id = table.number("taskId", row);
    return id == 0 ? -1 : tasks.indexOf(id);
  }

  private static int[] byThreadAndTime(EventTable table) {
    int[] rows = new int[table.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
    }
    RunSort.sort(
        rows,
        0,
        rows.length,
        (row, other) ->
            table.thread(row) != table.thread(other)
                ? table.thread(row) > table.thread(other)
                : table.startNanos(row) > table.startNanos(other));
    return rows;
  }

  /** Returns the number of stretches. */
  public int size() {
    return threads.size();
  }

  /** Returns the thread. */
  public int thread(int stretch) {
    return threads.at(stretch);
  }

  /** Returns the task that it worked for. */
  public int task(int stretch) {
    return tasks.at(stretch);
  }

  /** Returns when it entered the task's context. */
  public long startNanos(int stretch) {
    return starts.at(stretch);
  }

  /** Returns when it left that, exclusive. */
  public long endNanos(int stretch) {
    return ends.at(stretch);
  }
}
