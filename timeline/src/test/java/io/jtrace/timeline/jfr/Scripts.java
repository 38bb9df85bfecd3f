package io.jtrace.timeline.jfr;

import java.util.List;

/** Scripts that several tests begin with. */
final class Scripts {
  static final String PARK = "jdk.ThreadPark";
  static final String SLEEP = "jdk.ThreadSleep";
  static final String JVM = "jdk.JVMInformation";

  private Scripts() {}

  /** Returns a chunk that declares parks, sleeps and the JVM, as JDK 17 does. */
  static ScriptedRecording declared() {
    return new ScriptedRecording()
        .eventType(
            PARK,
            "long startTime Timestamp=TICKS",
            "long duration Timespan=TICKS",
            "@java.lang.Thread eventThread",
            "@jdk.types.StackTrace stackTrace",
            "@java.lang.Class parkedClass",
            "long timeout Timespan=NANOSECONDS",
            "long until Timestamp=MILLISECONDS_SINCE_EPOCH",
            "long address Unsigned")
        .eventType(
            SLEEP,
            "long startTime Timestamp=TICKS",
            "long duration Timespan=TICKS",
            "@java.lang.Thread eventThread",
            "@jdk.types.StackTrace stackTrace",
            "long time Timespan=MILLISECONDS")
        .eventType(
            JVM,
            "long startTime Timestamp=TICKS",
            "java.lang.String jvmName",
            "long jvmStartTime Timestamp=MILLISECONDS_SINCE_EPOCH",
            "long pid");
  }

  /**
   * Returns a chunk with the threads {@code main} (key 1) and {@code worker} (key 2), the class
   * {@code com.acme.Lock} (key 5) and a stack of two frames (key 7).
   */
  static ScriptedRecording peopled() {
    return declared()
        .constant("jdk.types.ThreadGroup", 3, 0, "main")
        .constant("java.lang.Thread", 1, "main", 1000, "main", 1, 3)
        .constant("java.lang.Thread", 2, "worker", 1001, "worker", 22, 3)
        .constant("jdk.types.Symbol", 51, "com/acme/Lock")
        .constant("jdk.types.Symbol", 52, "acquire")
        .constant("jdk.types.Symbol", 53, "run")
        .constant("java.lang.Class", 5, 51, 1)
        .constant("jdk.types.Method", 61, 5, 52)
        .constant("jdk.types.Method", 62, 5, 53)
        .constant("jdk.types.FrameType", 0, "Interpreted")
        .constant("jdk.types.FrameType", 1, "JIT compiled")
        .constant(
            "jdk.types.StackTrace", 7, false, List.of(List.of(61, 12, 3, 1), List.of(62, 40, 0, 0)))
        .checkpoint();
  }

  /** Adds {@code count} parks of the worker, one a microsecond, each of 100 ns. */
  static ScriptedRecording parks(ScriptedRecording script, int count) {
    for (int i = 0; i < count; i++) {
      script.event(PARK, i * 1000L, 100, 2, 7, 5, 0, 0, 4096);
    }
    return script;
  }

  /** Adds the event that says which JVM this is. */
  static ScriptedRecording jvm(ScriptedRecording script, long pid, long startMillis) {
    return script.event(JVM, 0, "Test VM", startMillis, pid);
  }
}
