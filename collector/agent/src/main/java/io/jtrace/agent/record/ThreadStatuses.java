package io.jtrace.agent.record;

import io.jtrace.boot.ThreadStatusEvent;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Writes one {@code jtrace.ThreadStatus} for each live platform thread.
 *
 * <p>All threads stop once, together, while the JVM copies their stacks; docs/overhead.md says for
 * how long.
 */
final class ThreadStatuses {

  private static final int MAX_FRAMES = 32;

  private ThreadStatuses() {}

  /** Writes all of them. */
  static void write(long traceId, String phase) {
    write(traceId, phase, liveThreads(), status -> true);
  }

  /** Writes those of some threads that are still as a test wants them. */
  static void write(long traceId, String phase, Thread[] threads, Predicate<ThreadInfo> wanted) {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    long[] ids = ids(threads);
    ThreadInfo[] infos = bean.getThreadInfo(ids, MAX_FRAMES);
    boolean cpuTime = bean.isThreadCpuTimeSupported() && bean.isThreadCpuTimeEnabled();
    for (int i = 0; i < ids.length; i++) {
      ThreadInfo info = infos[i];
      if (info != null && wanted.test(info)) { // null: it has ended meanwhile
        write(traceId, phase, threads[i], info, cpuTime ? bean.getThreadCpuTime(ids[i]) : -1);
      }
    }
  }

  static long[] ids(Thread[] threads) {
    return Arrays.stream(threads).mapToLong(ThreadStatuses::id).toArray();
  }

  private static void write(
      long traceId, String phase, Thread thread, ThreadInfo info, long cpuTimeNanos) {
    ThreadStatusEvent event = new ThreadStatusEvent();
    event.traceId = traceId;
    event.phase = phase;
    event.thread = thread;
    event.state = info.getThreadState().name();
    event.blockedCount = info.getBlockedCount();
    event.waitedCount = info.getWaitedCount();
    event.cpuTimeNanos = cpuTimeNanos;
    LockInfo lock = info.getLockInfo();
    event.lockName = lock == null ? "" : lock.toString();
    event.lockOwner = info.getLockOwnerId();
    event.inNative = info.isInNative();
    event.topFrames = frames(info.getStackTrace());
    event.commit();
  }

  /** Virtual threads are not among them: they belong to no group that can be listed. */
  static Thread[] liveThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = root.getParent(); parent != null; parent = root.getParent()) {
      root = parent;
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads);
    // A full array means that some did not fit.
    while (count == threads.length) {
      threads = new Thread[2 * count];
      count = root.enumerate(threads);
    }
    return Arrays.copyOf(threads, count);
  }

  @SuppressWarnings("deprecation") // its successor is newer than the oldest JDK we run on
  private static long id(Thread thread) {
    return thread.getId();
  }

  private static String frames(StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : stack) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(frame.getClassName()).append('.').append(frame.getMethodName());
      if (frame.getLineNumber() >= 0) {
        text.append(':').append(frame.getLineNumber());
      }
    }
    return text.toString();
  }
}
