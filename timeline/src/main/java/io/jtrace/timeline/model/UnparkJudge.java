package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Finds out which unpark ended a park of a platform thread: the first one during the park. An
 * unpark before it leaves a permit, with which the next park ends at once, so the last unpark since
 * the thread was parked before counts too; but only where all parks are recorded, as another one
 * may have used it up. A park that nobody ended was interrupted, or its time was up.
 *
 * <p>Not safe for use by several threads.
 */
final class UnparkJudge {
  private static final int NONE = -1;

  private final LinkWriter links;
  private final IntColumn unparked;
  private final IntColumn unparkers;
  private final LongColumn times;
  private final LongColumn timeouts;
  private final LongColumn deadlines;
  private final boolean areUnparksRecorded;
  private final boolean areParksComplete;
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  // The thread at hand.
  private int thread;

  /** The last unpark since the last park. */
  private int permit;

  /** The first unpark during the park at hand. */
  private int waker;

  UnparkJudge(Recording recording, LinkWriter links) {
    this.links = links;
    EventTable table = recording.events(ConsumedEvent.UNPARK);
    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    unparked = table.ids("thread");
    unparkers = table.threads();
    times = table.starts();
    timeouts = parks.numbers("timeout");
    deadlines = parks.numbers("until");
    areUnparksRecorded = table.size() > 0;
    String threshold =
        EventSettings.of(recording, ConsumedEvent.THREAD_PARK).getOrDefault("threshold", "");
    areParksComplete = EventSettings.nanos(threshold) == 0;
  }

  void countIn(Diagnostics.Builder ledger) {
    diagnostics = ledger;
  }

  void begin(int ofThread) {
    thread = ofThread;
    permit = NONE;
    waker = NONE;
  }

  /** Takes an unpark; returns whether the thread at hand did it, rather than being unparked. */
  boolean isByThread(int row, boolean isParked) {
    if (unparked.at(row) != thread || unparkers.at(row) == thread) {
      return true;
    }
    if (!isParked) {
      permit = row;
    } else if (waker == NONE) {
      waker = row;
    }
    return false;
  }

  /**
   * Takes the end of a park.
   *
   * @param row of the park
   */
  void parkEnded(int row, long endNanos) {
    int found = waker == NONE && areParksComplete ? permit : waker;
    permit = NONE;
    waker = NONE;
    if (found != NONE && unparkers.at(found) >= 0) {
      links.wake(Flows.Kind.UNPARK, unparkers.at(found), times.at(found), thread, endNanos);
    } else if (areUnparksRecorded && timeouts.at(row) <= 0 && deadlines.at(row) <= 0) {
      diagnostics.count(
          Diagnostic.LIMIT,
          "parks that ended without a recorded unpark (interrupted, or for no reason) have no waker");
    }
  }
}
