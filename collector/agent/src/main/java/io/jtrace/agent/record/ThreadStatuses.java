package io.jtrace.agent.record;

import io.jtrace.boot.ThreadStatusEvent;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Asks the JVM for its platform threads and writes {@code jtrace.ThreadStatus}. */
public final class ThreadStatuses {

  private static final int MAX_FRAMES = 32;

  private final long traceId;
  private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();

  ThreadStatuses(long traceId) {
    this.traceId = traceId;
  }

  /** Asks for everything but stacks: no thread is stopped. Holds {@code null} for ended threads. */
  ThreadInfo[] withoutStacks(Thread[] threads) {
    return bean.getThreadInfo(ids(threads));
  }

  /** Asks for stacks too: all threads stop together for a moment. */
  ThreadInfo[] withStacks(Thread[] threads) {
    return bean.getThreadInfo(ids(threads), MAX_FRAMES);
  }

  void write(String phase, Thread thread, ThreadInfo info, String frames) {
    ThreadStatusEvent event = new ThreadStatusEvent();
    event.traceId = traceId;
    event.phase = phase;
    event.thread = thread;
    event.state = info.getThreadState().name();
    event.blockedCount = info.getBlockedCount();
    event.waitedCount = info.getWaitedCount();
    event.cpuTimeNanos = cpuTimeNanos(info.getThreadId());
    LockInfo lock = info.getLockInfo();
    event.lockName = lock == null ? "" : lock.toString();
    event.lockOwner = info.getLockOwnerId();
    event.inNative = info.isInNative();
    event.topFrames = frames;
    event.commit();
  }

  private long cpuTimeNanos(long threadId) {
    return bean.isThreadCpuTimeSupported() && bean.isThreadCpuTimeEnabled()
        ? bean.getThreadCpuTime(threadId)
        : -1;
  }

  /** Returns all platform threads; a virtual thread belongs to no group that can be listed. */
  public static Thread[] liveThreads() {
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

  private static long[] ids(Thread[] threads) {
    return Arrays.stream(threads).mapToLong(ThreadStatuses::id).toArray();
  }

  @SuppressWarnings("deprecation") // its successor is newer than the oldest JDK we run on
  private static long id(Thread thread) {
    return thread.getId();
  }

  /** Returns a stack as text, innermost frame first, one {@code class.method:line} per line. */
  static String frames(ThreadInfo info) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : info.getStackTrace()) {
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
