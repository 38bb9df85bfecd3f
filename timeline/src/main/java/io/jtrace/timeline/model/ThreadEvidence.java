package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ThreadRuns;
import java.util.Arrays;

/**
 * Brings what is known of one thread in order: its runs and its statuses, merged.
 *
 * <p>Runs follow one another and overlap at the seams only, or where an event that began in one
 * chunk was written in a later one. So the merge goes on with one run for as long as it can, and
 * looks at the others only when it comes to the next entry of another.
 *
 * <p>Reused from thread to thread. Not safe for use by several threads.
 */
final class ThreadEvidence {
  private final Evidence evidence;

  /** Cursors that have an entry, in the order of these entries; behind them spare ones. */
  private EntryCursor[] heads = new EntryCursor[0];

  private int count;

  ThreadEvidence(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Goes to the first entry of {@code thread}. */
  void begin(int thread) {
    count = 0;
    ThreadRuns runs = evidence.runs();
    for (int run = runs.firstRun(thread); run < runs.endRun(thread); run++) {
      spare().begin(runs.first(run), runs.end(run));
      insert();
    }
    if (evidence.statuses.has(thread)) {
      EntryCursor cursor = spare();
      evidence.statuses.read(thread, cursor);
      insert();
    }
  }

  private EntryCursor spare() {
    if (count == heads.length) {
      heads = Arrays.copyOf(heads, count + 1);
      heads[count] = new EntryCursor(evidence);
    }
    return heads[count];
  }

  /** Moves the cursor behind the last one to its place. */
  private void insert() {
    EntryCursor cursor = heads[count];
    if (cursor.isEmpty()) {
      return;
    }
    int place = count++;
    while (place > 0 && heads[place - 1].isAfter(cursor)) {
      heads[place] = heads[place - 1];
      place--;
    }
    heads[place] = cursor;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns where the first entry begins; there must be one. */
  long startNanos() {
    return heads[0].startNanos();
  }

  /** Gives all entries to {@code target}. */
  void giveTo(ThreadReplay target) {
    while (count > 1) {
      EntryCursor head = heads[0];
      boolean hasMore;
      do {
        target.entry(head.code(), head.row(), head.startNanos(), head.durationNanos());
        hasMore = head.advance();
      } while (hasMore && !head.isAfter(heads[1]));
      sink(hasMore);
    }
    if (count == 1) {
      EntryCursor head = heads[0];
      do {
        target.entry(head.code(), head.row(), head.startNanos(), head.durationNanos());
      } while (head.advance());
      count = 0;
    }
  }

  /** Moves the first cursor to its place, or out if it is at its end. */
  private void sink(boolean hasMore) {
    EntryCursor head = heads[0];
    int place = 1;
    while (place < count && (!hasMore || head.isAfter(heads[place]))) {
      heads[place - 1] = heads[place];
      place++;
    }
    heads[place - 1] = head;
    count -= hasMore ? 0 : 1;
  }
}
