package io.jtrace.web.load;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who had the locks of {@code java.util.concurrent} that threads parked for: our hooks write {@code
 * jtrace.LockWait} just before such a park.
 */
final class LockOwners {

  /** No thread, or none that is known. */
  static final int UNKNOWN = -1;

  private final EventTable waits;
  private final Map<Integer, TreeMap<Long, Integer>> rowsByThread = new HashMap<>();

  LockOwners(Recording recording) {
    waits = recording.events(ConsumedEvent.LOCK_WAIT);
    for (int row = 0; row < waits.size(); row++) {
      rowsByThread
          .computeIfAbsent(waits.thread(row), thread -> new TreeMap<>())
          .put(waits.startNanos(row), row);
    }
  }

  /** Returns the owner of the lock that a thread parked for; each wait belongs to one park only. */
  int ofPark(EventTable parks, int park) {
    TreeMap<Long, Integer> rows = rowsByThread.get(parks.thread(park));
    if (rows == null) {
      return UNKNOWN;
    }
    NavigableMap<Long, Integer> before = rows.headMap(parks.startNanos(park), true);
    Map.Entry<Long, Integer> last = before.lastEntry();
    int owner = last == null ? UNKNOWN : waits.id("owner", last.getValue());
    before.clear();
    return owner;
  }
}
