package io.jtrace.timeline.export;

import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TraceFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Process and thread ids as viewers need them: positive, of 31 bits, and each used once, because
 * they find a thread by its tid alone.
 *
 * <p>Real ids are kept wherever they are known. Everything else gets a made-up id from a range that
 * no operating system uses: Linux ends at 2^22.
 */
final class ThreadIds {
  private static final int MADE_UP_PIDS = 1 << 28;
  private static final int MADE_UP_TIDS = 1 << 29;

  /** A virtual thread's tid is this plus its {@code Thread.threadId()}. */
  static final int VIRTUAL_TIDS = 1 << 30;

  /** All virtual threads of a JVM together; see {@link ThreadRows}. */
  private static final int PACKED_TIDS = VIRTUAL_TIDS + (1 << 29);

  /** Groups of packed virtual threads on a carrier; see {@link CarriedGroups}. */
  private static final int CARRIED_TIDS = PACKED_TIDS + (1 << 27);

  /** Rows that are no threads, for formats that know only threads. */
  private static final int TRACK_TIDS = PACKED_TIDS + (1 << 28);

  private final int[] pids;
  private final int[] tids;

  private ThreadIds(int[] pids, int[] tids) {
    this.pids = pids;
    this.tids = tids;
  }

  static ThreadIds of(List<TraceFacts.Jvm> jvms, Threads threads) {
    int[] pids = new int[jvms.size()];
    Set<Integer> usedPids = new HashSet<>();
    for (int jvm = 0; jvm < pids.length; jvm++) {
      long pid = jvms.get(jvm).pid();
      pids[jvm] =
          pid > 0 && pid < MADE_UP_PIDS && usedPids.add((int) pid) ? (int) pid : MADE_UP_PIDS + jvm;
    }
    int[] tids = new int[threads.size()];
    Set<Integer> usedTids = new HashSet<>();
    for (int thread = 0; thread < tids.length; thread++) {
      int tid = wantedTid(threads, thread);
      tids[thread] = tid > 0 && usedTids.add(tid) ? tid : MADE_UP_TIDS + thread;
    }
    return new ThreadIds(pids, tids);
  }

  private static int wantedTid(Threads threads, int thread) {
    if (threads.kind(thread) == ThreadKind.VIRTUAL) {
      long id = threads.javaId(thread);
      return id > 0 && id < PACKED_TIDS - VIRTUAL_TIDS ? (int) (VIRTUAL_TIDS + id) : 0;
    }
    long id = threads.osId(thread);
    return id > 0 && id < MADE_UP_PIDS ? (int) id : 0;
  }

  int pid(int jvm) {
    return pids[jvm];
  }

  int tid(int thread) {
    return tids[thread];
  }

  static int packedTid(int jvm) {
    return PACKED_TIDS + jvm;
  }

  static int carriedTid(int group) {
    return CARRIED_TIDS + group;
  }

  static int trackTid(int row) {
    return TRACK_TIDS + row;
  }
}
