package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Storage;

/**
 * Which events tell what each thread did, and in which order.
 *
 * <p>An entry refers to a row of the table of a {@linkplain ConsumedEvent#isOfThread() consumed
 * event}, and those of some events are of {@linkplain ConsumedEvent#otherThreadField() two
 * threads}. Entries of one thread lie together in <em>runs</em>, each sorted by start, and of two
 * that start together the longer first. There is about one run for each chunk in which the thread
 * did something. The runs of a thread are in the order of the file, so they follow one another in
 * time but may overlap at the seams.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ThreadRuns {
  private final IntColumn events;
  private final IntColumn rows;

  /** By thread, where its runs begin in the arrays by run. */
  private final int[] firstRuns;

  private final int[] starts;
  private final int[] ends;

  private ThreadRuns(IntColumn events, IntColumn rows, int[] firstRuns, int[] starts, int[] ends) {
    this.events = events;
    this.rows = rows;
    this.firstRuns = firstRuns;
    this.starts = starts;
    this.ends = ends;
  }

  /** Returns the number of entries of all threads. */
  public int size() {
    return rows.size();
  }

  /** Returns the first run of {@code thread}. */
  public int firstRun(int thread) {
    return firstRuns[thread];
  }

  /** Returns the run after the last of {@code thread}. */
  public int endRun(int thread) {
    return firstRuns[thread + 1];
  }

  /** Returns the first entry of {@code run}. */
  public int first(int run) {
    return starts[run];
  }

  /** Returns the entry after the last of {@code run}. */
  public int end(int run) {
    return ends[run];
  }

  /** Returns the number of entries of {@code thread}. */
  public int entryCount(int thread) {
    int count = 0;
    for (int run = firstRun(thread); run < endRun(thread); run++) {
      count += ends[run] - starts[run];
    }
    return count;
  }

  /** Returns the ordinal of the {@link ConsumedEvent} that {@code entry} refers to. */
  public int event(int entry) {
    return events.at(entry);
  }

  /** Returns the row in the table of the event. */
  public int row(int entry) {
    return rows.at(entry);
  }

  /**
   * Writes what {@link #event} and {@link #row} say of the entries {@code [from, to)} to the
   * beginning of two arrays.
   */
  public void copy(int from, int to, int[] eventsOut, int[] rowsOut) {
    events.copy(from, to, eventsOut);
    rows.copy(from, to, rowsOut);
  }

  /**
   * Collects runs, batch by batch in the order of the file. Not safe for use by several threads.
   */
  static final class Builder {
    private final IntColumn.Appender events;
    private final IntColumn.Appender rows;
    private final IntColumn.Builder runThreads = new IntColumn.Builder();
    private final IntColumn.Builder runEnds = new IntColumn.Builder();

    Builder(Storage storage) {
      events = new IntColumn.Appender(storage);
      rows = new IntColumn.Appender(storage);
    }

    /**
     * Adds the runs of a batch of events.
     *
     * @param threads the thread that each number in the sorter stands for
     * @param firstRows by ordinal of the event, the row that the sorter's row 0 became
     */
    void add(RunSorter sorter, int[] threads, int[] firstRows) {
      for (int thread = 0; thread < sorter.threadCount(); thread++) {
        int end = sorter.end(thread);
        if (sorter.first(thread) < end) {
          for (int i = sorter.first(thread); i < end; i++) {
            int event = sorter.event(i);
            events.add(event);
            rows.add(firstRows[event] + sorter.row(i));
          }
          runThreads.add(threads[thread]);
          runEnds.add(rows.size());
        }
      }
    }

    ThreadRuns build(int threadCount) {
      int runs = runThreads.size();
      int[] firstRuns = new int[threadCount + 1];
      for (int run = 0; run < runs; run++) {
        firstRuns[runThreads.at(run) + 1]++;
      }
      for (int thread = 0; thread < threadCount; thread++) {
        firstRuns[thread + 1] += firstRuns[thread];
      }
      int[] next = firstRuns.clone();
      int[] starts = new int[runs];
      int[] ends = new int[runs];
      for (int run = 0; run < runs; run++) {
        int slot = next[runThreads.at(run)]++;
        starts[slot] = run == 0 ? 0 : runEnds.at(run - 1);
        ends[slot] = runEnds.at(run);
      }
      return new ThreadRuns(events.build(), rows.build(), firstRuns, starts, ends);
    }
  }
}
