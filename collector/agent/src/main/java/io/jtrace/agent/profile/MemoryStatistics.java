package io.jtrace.agent.profile;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;

/** The end of Go's heap text: those of its {@code MemStats} that a JVM has, too. */
final class MemoryStatistics {

  private MemoryStatistics() {}

  static String text() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    long collections = 0;
    long pauseMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, collector.getCollectionCount());
      pauseMillis += Math.max(0, collector.getCollectionTime());
    }
    return "\n# runtime.MemStats\n"
        + line("Alloc", heap.getUsed())
        + line("Sys", heap.getCommitted() + other.getCommitted())
        + line("HeapAlloc", heap.getUsed())
        + line("HeapSys", heap.getCommitted())
        + line("HeapIdle", heap.getCommitted() - heap.getUsed())
        + line("HeapInuse", heap.getUsed())
        + line("OtherSys", other.getCommitted())
        + line("PauseTotalNs", TimeUnit.MILLISECONDS.toNanos(pauseMillis))
        + line("NumGC", collections);
  }

  private static String line(String name, long value) {
    return "# " + name + " = " + value + "\n";
  }
}
