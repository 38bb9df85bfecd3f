package io.jtrace.agent.record;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Catches the stack of each wait of a platform thread that lasts, once.
 *
 * <p>A stack costs several times what the rest of an event does, so in normal detail the events of
 * the most frequent waits have none. This looks at all threads now and then without stopping them;
 * only for those found in the same wait twice in a row, and not yet written, does it ask for
 * stacks, which stops all threads for a moment. A program whose waits are all short is never
 * stopped.
 *
 * <p>Used by one thread.
 */
final class LongWaits {

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** With very many threads a look takes long; it then comes less often. */
  private static final int REST_PER_WORK = 100;

  /** A wait of a thread is told from its next one by the counts of waits begun. */
  private record Wait(long blockedCount, long waitedCount) {

    static Wait of(ThreadInfo info) {
      return new Wait(info.getBlockedCount(), info.getWaitedCount());
    }
  }

  private final long traceId;
  private Map<Long, Wait> seen = new HashMap<>();
  private final Map<Long, Wait> written = new HashMap<>();
  private long nextNanos;

  private LongWaits(long traceId) {
    this.traceId = traceId;
  }

  /** Begins with the waits that are known: those of which the status at the start has the stack. */
  static LongWaits afterStart(long traceId) {
    LongWaits waits = new LongWaits(traceId);
    for (ThreadInfo info : infos(ThreadStatuses.liveThreads())) {
      if (info != null && isWaiting(info)) {
        waits.written.put(info.getThreadId(), Wait.of(info));
      }
    }
    waits.nextNanos = System.nanoTime() + PERIOD_NANOS;
    return waits;
  }

  /** Looks if it is time to. */
  void look() {
    long beginNanos = System.nanoTime();
    if (beginNanos - nextNanos >= 0) {
      Thread[] threads = ThreadStatuses.liveThreads();
      List<Thread> lasting = lasting(threads, infos(threads));
      if (!lasting.isEmpty()) {
        ThreadStatuses.write(traceId, "during", lasting.toArray(Thread[]::new), this::isSameWait);
      }
      long endNanos = System.nanoTime();
      nextNanos = endNanos + Math.max(PERIOD_NANOS, REST_PER_WORK * (endNanos - beginNanos));
    }
  }

  /** Asks for no stacks, so no thread is stopped. */
  private static ThreadInfo[] infos(Thread[] threads) {
    return ManagementFactory.getThreadMXBean().getThreadInfo(ThreadStatuses.ids(threads));
  }

  private List<Thread> lasting(Thread[] threads, ThreadInfo[] infos) {
    List<Thread> lasting = new ArrayList<>();
    Map<Long, Wait> now = new HashMap<>();
    for (int i = 0; i < threads.length; i++) {
      ThreadInfo info = infos[i];
      if (info != null && isWaiting(info)) {
        Wait wait = Wait.of(info);
        now.put(info.getThreadId(), wait);
        if (wait.equals(seen.get(info.getThreadId()))
            && !wait.equals(written.put(info.getThreadId(), wait))) {
          lasting.add(threads[i]);
        }
      }
    }
    seen = now;
    return lasting;
  }

  /** Whether a thread has not gone on while its stack was asked for. */
  private boolean isSameWait(ThreadInfo info) {
    return Wait.of(info).equals(written.get(info.getThreadId()));
  }

  private static boolean isWaiting(ThreadInfo info) {
    return switch (info.getThreadState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }
}
