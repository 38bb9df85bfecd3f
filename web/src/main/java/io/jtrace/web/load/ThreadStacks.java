package io.jtrace.web.load;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Stacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where threads were seen: by samples, and by the events of their own waits. */
final class ThreadStacks {

  /** No stack was seen. */
  static final int NOT_SEEN = -1;

  private static final List<ConsumedEvent> WAITS =
      List.of(
          ConsumedEvent.THREAD_SLEEP,
          ConsumedEvent.THREAD_PARK,
          ConsumedEvent.MONITOR_ENTER,
          ConsumedEvent.SOCKET_READ,
          ConsumedEvent.FILE_READ);

  private record Seen(long startNanos, int stack) {}

  /** By thread and the end of what was seen. */
  private final Map<Integer, TreeMap<Long, Seen>> byThread = new HashMap<>();

  private ThreadStacks() {}

  static ThreadStacks of(Recording recording) {
    ThreadStacks stacks = new ThreadStacks();
    for (ConsumedEvent wait : WAITS) {
      EventTable table = recording.events(wait);
      for (int row = 0; row < table.size(); row++) {
        stacks.add(table, row, table.thread(row));
      }
    }
    EventTable byCpuTime = recording.events(ConsumedEvent.CPU_TIME_SAMPLE);
    for (int row = 0; row < byCpuTime.size(); row++) {
      stacks.add(byCpuTime, row, byCpuTime.thread(row));
    }
    EventTable byWallClock = recording.events(ConsumedEvent.EXECUTION_SAMPLE);
    for (int row = 0; row < byWallClock.size(); row++) {
      stacks.add(byWallClock, row, byWallClock.id("sampledThread", row));
    }
    return stacks;
  }

  private void add(EventTable table, int row, int thread) {
    if (thread >= 0 && table.stack(row) != Stacks.NONE) {
      long startNanos = table.startNanos(row);
      byThread
          .computeIfAbsent(thread, any -> new TreeMap<>())
          .put(
              startNanos + Math.max(0, table.durationNanos(row)),
              new Seen(startNanos, table.stack(row)));
    }
  }

  /**
   * Returns where a thread was seen last during a wait of another one, which ended when this one
   * let go of the lock.
   */
  int during(int thread, EventTable waits, int row) {
    TreeMap<Long, Seen> seen = thread < 0 ? null : byThread.get(thread);
    if (seen == null) {
      return NOT_SEEN;
    }
    long startNanos = waits.startNanos(row);
    long endNanos = startNanos + waits.durationNanos(row);
    Map.Entry<Long, Seen> last = seen.floorEntry(endNanos);
    return last == null || last.getKey() < startNanos ? NOT_SEEN : last.getValue().stack();
  }
}
