package io.jtrace.agent.dump;

import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * For how long threads have waited, as far as two looks at them tell: who waits and has not begun
 * another wait since the last look, has waited since then at least. Thread safe.
 *
 * <p>The JVM does not say when a wait began, and asking it to keep that would cost each wait.
 */
final class WaitAges {

  private record Wait(long count, long firstSeenNanos) {}

  private Map<Long, Wait> last = Map.of();

  /** Notes all waits there are and returns how long each of them has lasted at least. */
  synchronized Map<Long, Long> look(ThreadInfo[] infos, long nowNanos) {
    Map<Long, Wait> next = new HashMap<>();
    Map<Long, Long> ages = new HashMap<>();
    for (ThreadInfo info : infos) {
      if (isWaiting(info.getThreadState())) {
        long count = info.getBlockedCount() + info.getWaitedCount();
        Wait before = last.get(info.getThreadId());
        if (before != null && before.count() == count) {
          next.put(info.getThreadId(), before);
          ages.put(info.getThreadId(), nowNanos - before.firstSeenNanos());
        } else {
          next.put(info.getThreadId(), new Wait(count, nowNanos));
        }
      }
    }
    last = next;
    return ages;
  }

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.BLOCKED
        || state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING;
  }
}
