package io.jtrace.timeline.model;

import java.util.List;

/**
 * What a trace is, apart from its events. Texts are empty and numbers 0 where the recording does
 * not tell.
 *
 * @param startEpochNanos the wall clock at time 0, in nanoseconds since 1970
 * @param durationNanos the length of the trace
 * @param sizeBytes of the recording, uncompressed
 * @param chunks of the recording
 * @param eventCount events of the recording, without metadata and checkpoint events
 * @param jvms one for every JVM in the recording; at least one
 * @param cpuSource where what the trace knows of the operating system's scheduler comes from
 */
public record TraceFacts(
    long startEpochNanos,
    long durationNanos,
    long sizeBytes,
    int chunks,
    long eventCount,
    List<Jvm> jvms,
    CpuSource cpuSource) {
  /**
   * A JVM.
   *
   * @param name such as {@code OpenJDK 64-Bit Server VM}
   * @param version the JVM's long version text
   * @param javaVersion the feature release, such as 17 or 25; 0 where not known
   * @param mainClass the main class or jar with the program's arguments
   * @param arguments of the JVM
   * @param collector such as {@code G1}
   * @param concurrentGcThreads that the collector uses at most while the program runs
   * @param maxHeapBytes the heap's limit
   * @param processors available to the JVM
   */
  public record Jvm(
      String name,
      String version,
      int javaVersion,
      long pid,
      String mainClass,
      String arguments,
      String collector,
      int concurrentGcThreads,
      long maxHeapBytes,
      int processors,
      String cpu,
      String os) {}

  /** Copies the list. */
  public TraceFacts {
    jvms = List.copyOf(jvms);
    if (jvms.isEmpty()) {
      throw new IllegalArgumentException("a trace needs at least one JVM");
    }
  }
}
