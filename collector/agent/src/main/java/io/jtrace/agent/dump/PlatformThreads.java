package io.jtrace.agent.dump;

import io.jtrace.agent.dump.DumpedThread.LockUse;
import io.jtrace.agent.dump.DumpedThread.Relation;
import io.jtrace.agent.record.ThreadStatuses;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All platform threads at one moment.
 *
 * @param stopNanos how long the program stood still for it, at most
 */
record PlatformThreads(List<DumpedThread> threads, long stopNanos) {

  /**
   * Looks at all threads, which stops the program for a moment.
   *
   * @param withLocks whether to tell which monitors threads hold, which stops it for longer
   */
  static PlatformThreads look(boolean withLocks, WaitAges ages) {
    Map<Long, String> groups = groups();
    // Owners that are no monitors would be found by a walk over the whole heap: not for a dump.
    long startNanos = System.nanoTime();
    ThreadInfo[] infos =
        ManagementFactory.getThreadMXBean().dumpAllThreads(withLocks, false, Integer.MAX_VALUE);
    long stopNanos = System.nanoTime() - startNanos;
    Map<Long, Long> waits = ages.look(infos, startNanos);
    List<DumpedThread> threads = new ArrayList<>(infos.length);
    for (ThreadInfo info : infos) {
      long id = info.getThreadId();
      threads.add(
          thread(info, groups.getOrDefault(id, ""), waits.getOrDefault(id, DumpedThread.UNKNOWN)));
    }
    return new PlatformThreads(threads, stopNanos);
  }

  private static Map<Long, String> groups() {
    Map<Long, String> groups = new HashMap<>();
    for (Thread thread : ThreadStatuses.liveThreads()) {
      ThreadGroup group = thread.getThreadGroup();
      groups.put(id(thread), group == null ? "" : group.getName());
    }
    return groups;
  }

  @SuppressWarnings("deprecation") // its successor is not on JDK 17
  private static long id(Thread thread) {
    return thread.getId();
  }

  private static DumpedThread thread(ThreadInfo info, String group, long waitNanos) {
    return new DumpedThread(
        info.getThreadId(),
        info.getThreadName(),
        group,
        false,
        info.isDaemon(),
        info.getThreadState().name(),
        CodeFrames.of(info.getStackTrace()),
        locks(info),
        waitNanos);
  }

  private static List<LockUse> locks(ThreadInfo info) {
    List<LockUse> locks = new ArrayList<>();
    LockInfo wanted = info.getLockInfo();
    if (wanted != null) {
      locks.add(
          new LockUse(0, relation(info), wanted.toString(), Math.max(0, info.getLockOwnerId())));
    }
    for (MonitorInfo held : info.getLockedMonitors()) {
      locks.add(
          new LockUse(Math.max(0, held.getLockedStackDepth()), Relation.HOLDS, held.toString(), 0));
    }
    return locks;
  }

  private static Relation relation(ThreadInfo info) {
    if (info.getThreadState() == Thread.State.BLOCKED) {
      return Relation.ENTERS;
    }
    StackTraceElement[] stack = info.getStackTrace();
    return stack.length > 0 && stack[0].getClassName().equals("java.lang.Object")
        ? Relation.WAITS_ON
        : Relation.PARKS_FOR;
  }
}
