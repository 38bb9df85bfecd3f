package io.jtrace.timeline.jfr;

import java.util.Set;

/** When an event stays in a cut. */
enum CutRule {
  /** Always, and its chunk for its sake: the states of threads at the ends of a trace. */
  EVERYWHERE,

  /** In every chunk that stays: what it says holds for all of the chunk. */
  IN_CHUNK,

  /** Within a second of the window: written late, or to be compared with the count before. */
  AROUND,

  /** Where it touches the window. */
  TOUCHING;

  static final long AROUND_NANOS = 1_000_000_000;

  private static final Set<String> EVERYWHERE_TYPES =
      Set.of("jtrace.TraceInfo", "jtrace.Limit", "jtrace.ThreadStatus");

  private static final Set<String> AROUND_TYPES = Set.of("jtrace.ThreadCpu", "jtrace.CpuSlice");

  private static final Set<String> IN_CHUNK_TYPES =
      Set.of(
          "jdk.ThreadStart",
          "jdk.ThreadEnd",
          "jdk.VirtualThreadStart",
          "jdk.VirtualThreadEnd",
          "jdk.ActiveRecording",
          "jdk.ActiveSetting",
          "jdk.JVMInformation",
          "jdk.OSInformation",
          "jdk.CPUInformation",
          "jdk.CPUTimeStampCounter",
          "jdk.VirtualizationInformation",
          "jdk.ContainerConfiguration",
          "jdk.GCConfiguration",
          "jdk.GCHeapConfiguration",
          "jdk.GCSurvivorConfiguration",
          "jdk.GCTLABConfiguration",
          "jdk.YoungGenerationConfiguration",
          "jdk.InitialSystemProperty",
          "jdk.InitialEnvironmentVariable",
          "jdk.BooleanFlag",
          "jdk.IntFlag",
          "jdk.UnsignedIntFlag",
          "jdk.LongFlag",
          "jdk.UnsignedLongFlag",
          "jdk.DoubleFlag",
          "jdk.StringFlag",
          "jdk.NativeLibrary",
          "jdk.JavaAgent",
          "jdk.NativeAgent",
          "jtrace.ClockSync");

  /** Returns the rule for events of a type. */
  static CutRule of(String typeName) {
    if (EVERYWHERE_TYPES.contains(typeName)) {
      return EVERYWHERE;
    }
    if (IN_CHUNK_TYPES.contains(typeName)) {
      return IN_CHUNK;
    }
    return AROUND_TYPES.contains(typeName) ? AROUND : TOUCHING;
  }
}
