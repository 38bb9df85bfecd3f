package io.jtrace.agent.record;

import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes what each platform thread is doing when a trace starts and ends, and the stack of each
 * wait in between that lasts.
 *
 * <p>A stack costs several times what the rest of an event does, so in normal detail the events of
 * the most frequent waits have none. This looks at all threads now and then without stopping them;
 * only for those found in the same wait twice in a row does it ask for stacks, which stops all
 * threads for a moment, and only once per wait: while a thread is in the same wait, it is where it
 * was. So a program whose waits are all short is not stopped, nor is one that is idle.
 *
 * <p>Used by one thread at a time.
 */
final class ThreadWatch {

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** With very many threads a look takes long; it then comes less often. */
  private static final int REST_PER_WORK = 100;

  /** A wait of a thread is told from its next one by the counts of waits begun. */
  private record Wait(long blockedCount, long waitedCount) {

    static Wait of(ThreadInfo info) {
      return new Wait(info.getBlockedCount(), info.getWaitedCount());
    }
  }

  /** A wait that has been written, and where the thread is meanwhile. */
  private record Place(Wait inWait, String frames) {}

  private final ThreadStatuses statuses;
  private final Map<Long, Place> places = new HashMap<>();
  private Map<Long, Wait> lastLook = new HashMap<>();
  private long nextLookNanos;

  private ThreadWatch(ThreadStatuses statuses) {
    this.statuses = statuses;
  }

  /** Writes the status of all threads at the start. */
  static ThreadWatch start(long traceId) {
    ThreadWatch watch = new ThreadWatch(new ThreadStatuses(traceId));
    watch.writeStacks("start", ThreadStatuses.liveThreads());
    watch.nextLookNanos = System.nanoTime() + PERIOD_NANOS;
    return watch;
  }

  /** Writes the status of all threads again, so that what is recorded from now on has it too. */
  void writeAll() {
    writeStacks("during", ThreadStatuses.liveThreads());
  }

  /** Looks for waits that last, if it is time to. */
  void look() {
    long beginNanos = System.nanoTime();
    if (beginNanos - nextLookNanos >= 0) {
      writeStacks("during", lasting(ThreadStatuses.liveThreads()));
      long endNanos = System.nanoTime();
      nextLookNanos = endNanos + Math.max(PERIOD_NANOS, REST_PER_WORK * (endNanos - beginNanos));
    }
  }

  /** Writes the status of all threads at the end. */
  void writeEnd() {
    Thread[] threads = ThreadStatuses.liveThreads();
    ThreadInfo[] infos = statuses.withoutStacks(threads);
    List<Thread> elsewhere = new ArrayList<>();
    for (int i = 0; i < threads.length; i++) {
      ThreadInfo info = infos[i];
      if (info != null) { // null: it has ended meanwhile
        Place place = places.get(info.getThreadId());
        if (place != null && isWaiting(info) && place.inWait().equals(Wait.of(info))) {
          statuses.write("end", threads[i], info, place.frames());
        } else {
          elsewhere.add(threads[i]);
        }
      }
    }
    writeStacks("end", elsewhere.toArray(Thread[]::new));
  }

  private void writeStacks(String phase, Thread[] threads) {
    ThreadInfo[] infos = threads.length == 0 ? new ThreadInfo[0] : statuses.withStacks(threads);
    for (int i = 0; i < infos.length; i++) {
      ThreadInfo info = infos[i];
      if (info != null) {
        String frames = ThreadStatuses.frames(info);
        statuses.write(phase, threads[i], info, frames);
        if (isWaiting(info)) {
          places.put(info.getThreadId(), new Place(Wait.of(info), frames));
        }
      }
    }
  }

  private Thread[] lasting(Thread[] threads) {
    ThreadInfo[] infos = statuses.withoutStacks(threads);
    List<Thread> lasting = new ArrayList<>();
    Map<Long, Wait> waits = new HashMap<>();
    for (int i = 0; i < threads.length; i++) {
      ThreadInfo info = infos[i];
      if (info != null && isWaiting(info)) {
        Wait wait = Wait.of(info);
        waits.put(info.getThreadId(), wait);
        if (wait.equals(lastLook.get(info.getThreadId())) && !isWritten(info, wait)) {
          lasting.add(threads[i]);
        }
      }
    }
    lastLook = waits;
    places.keySet().retainAll(waits.keySet()); // or threads that have ended would stay
    return lasting.toArray(Thread[]::new);
  }

  private boolean isWritten(ThreadInfo info, Wait wait) {
    Place place = places.get(info.getThreadId());
    return place != null && place.inWait().equals(wait);
  }

  private static boolean isWaiting(ThreadInfo info) {
    return switch (info.getThreadState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }
}
