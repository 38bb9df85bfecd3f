package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;

/**
 * Finds the thread that had an operating-system id at some moment: the system uses ids again, and
 * each JVM of a recording may have had threads of the same id.
 *
 * <p>Immutable and safe to share between threads.
 */
final class OsThreads {
  private final ThreadDirectory directory;
  private final Lifetimes lifetimes;

  /** The threads with an id, by JVM, id and start. */
  private final int[] order;

  /** Begins with the threads of a recording, whose lifetimes have been read. */
  OsThreads(Recording recording, Lifetimes lifetimes) {
    directory = recording.threads();
    this.lifetimes = lifetimes;
    int[] threads = new int[directory.size()];
    int count = 0;
    for (int thread = 0; thread < threads.length; thread++) {
      if (directory.osId(thread) > 0 && !directory.isVirtual(thread)) {
        threads[count++] = thread;
      }
    }
    RunSort.sort(threads, 0, count, this::isAfter);
    order = Arrays.copyOf(threads, count);
  }

  private boolean isAfter(int one, int other) {
    int order = compare(one, directory.jvm(other), directory.osId(other));
    return order != 0 ? order > 0 : lifetimes.startNanos(one) > lifetimes.startNanos(other);
  }

  private int compare(int thread, int jvm, long osId) {
    return directory.jvm(thread) != jvm
        ? Integer.compare(directory.jvm(thread), jvm)
        : Long.compare(directory.osId(thread), osId);
  }

  /** Returns the thread of {@code jvm} that had an id at {@code nanos}, or -1. */
  int at(int jvm, long osId, long nanos) {
    int low = 0;
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = compare(order[middle], jvm, osId);
      if (compared < 0 || (compared == 0 && lifetimes.startNanos(order[middle]) <= nanos)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 || compare(order[low - 1], jvm, osId) != 0) {
      return -1;
    }
    int thread = order[low - 1];
    return lifetimes.latestEndNanos(thread, lifetimes.startNanos(thread)) >= nanos ? thread : -1;
  }

  /**
   * Returns the thread of each event of a table that has a field {@code osThreadId}: what the field
   * {@code thread} names, else what had the id, else -1.
   *
   * @param nanos by row, when it had the id
   */
  int[] of(EventTable table, LongColumn nanos) {
    IntColumn named = table.ids("thread");
    LongColumn osIds = table.numbers("osThreadId");
    int[] threads = new int[table.size()];
    for (int row = 0; row < threads.length; row++) {
      threads[row] =
          named.at(row) >= 0 ? named.at(row) : at(jvm(table, row), osIds.at(row), nanos.at(row));
    }
    return threads;
  }

  /** Returns the JVM in which an event was written; the first where that is not known. */
  int jvm(EventTable table, int row) {
    return table.thread(row) < 0 ? 0 : directory.jvm(table.thread(row));
  }
}
