package io.jtrace.agent.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;

/** The bytes that this JVM has allocated since its start. */
public final class AllocatedBytes {

  private AllocatedBytes() {}

  /**
   * Returns the bytes that all threads have allocated; before JDK 21 those of threads that still
   * live. 0 if this JVM does not count.
   */
  public static long now() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    if (!(bean instanceof com.sun.management.ThreadMXBean counting)
        || !counting.isThreadAllocatedMemorySupported()) {
      return 0;
    }
    try {
      Method ofAll =
          com.sun.management.ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
      return Math.max(0, (long) ofAll.invoke(counting));
    } catch (ReflectiveOperationException olderJdk) {
      long sum = 0;
      for (long bytes : counting.getThreadAllocatedBytes(counting.getAllThreadIds())) {
        sum += Math.max(0, bytes);
      }
      return sum;
    }
  }
}
