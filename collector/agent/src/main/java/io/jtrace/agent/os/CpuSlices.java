package io.jtrace.agent.os;

import io.jtrace.boot.CpuLossEvent;
import io.jtrace.boot.CpuSliceEvent;
import java.util.Map;

/**
 * Makes slices of what happens on one processor: one thread at a time is on it, so what comes on
 * and what goes off next belong together.
 */
final class CpuSlices {

  private static final int NONE = -1;

  private final int cpu;
  private final Map<Integer, Long> watchedSince;
  private int threadId = NONE;
  private long sinceNanoTime;
  private boolean complete = true;
  private long lost;
  private long written;

  /**
   * @param watchedSince since when threads are watched that were there before; shared by all
   *     processors
   */
  CpuSlices(int cpu, Map<Integer, Long> watchedSince) {
    this.cpu = cpu;
    this.watchedSince = watchedSince;
  }

  /** A thread came onto the processor. A second report of the same is ignored. */
  void on(int thread, long nanoTime) {
    if (thread != threadId) {
      watchedSince.remove(thread);
      threadId = thread;
      sinceNanoTime = nanoTime;
    }
  }

  /** A thread went off the processor. */
  void off(int thread, long nanoTime, boolean preempted) {
    if (thread == threadId) {
      write(nanoTime, preempted);
    } else if (complete) {
      // It has not come since it is watched, so it was here when that began.
      Long since = watchedSince.remove(thread);
      if (since != null) {
        threadId = thread;
        sinceNanoTime = since;
        write(nanoTime, preempted);
      }
    }
    threadId = NONE;
  }

  /** Records are missing here: what came before and what comes next do not belong together. */
  void lost(long count) {
    threadId = NONE;
    complete = false;
    lost += count;
  }

  /** Writes what is known of the thread that is still on the processor. */
  void cut(long nanoTime) {
    if (threadId != NONE && sinceNanoTime < nanoTime) {
      write(nanoTime, true);
      sinceNanoTime = nanoTime;
    }
  }

  /** Writes how many records were lost since the last time, and returns their number. */
  long writeLoss() {
    long count = lost;
    if (count > 0) {
      CpuLossEvent event = new CpuLossEvent();
      event.lost = count;
      event.commit();
      lost = 0;
    }
    return count;
  }

  /** How many slices were written so far. */
  long written() {
    return written;
  }

  private void write(long endNanoTime, boolean preempted) {
    if (endNanoTime > sinceNanoTime) {
      CpuSliceEvent event = new CpuSliceEvent();
      event.osThreadId = threadId;
      event.cpu = cpu;
      event.startNanoTime = sinceNanoTime;
      event.durationNanos = endNanoTime - sinceNanoTime;
      event.preempted = preempted;
      event.commit();
      written++;
    }
  }
}
