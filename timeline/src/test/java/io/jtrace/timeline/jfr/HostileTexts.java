package io.jtrace.timeline.jfr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Recordings of less than a megabyte in which many things refer to one long text: whoever makes a
 * text of their own for each of them is lost.
 */
final class HostileTexts {
  private static final int LONG_TEXT = 400_000;
  private static final int MANY = 40_000;

  private HostileTexts() {}

  /** Returns what draws each of them, by name. */
  static Map<String, Supplier<byte[]>> drawn() {
    Map<String, Supplier<byte[]>> drawn = new LinkedHashMap<>();
    drawn.put("compilationsByALongCompiler", HostileTexts::compilations);
    drawn.put("socketsOfALongHost", HostileTexts::sockets);
    drawn.put("methodsOfALongClass", HostileTexts::methods);
    drawn.put("classesOfALongName", HostileTexts::classes);
    drawn.put("arrayClassesOfManyDimensions", HostileTexts::dimensions);
    drawn.put("statusesOfALongStack", HostileTexts::statuses);
    drawn.put("limitsForALongReason", HostileTexts::limits);
    drawn.put("jvmsWithLongArguments", HostileTexts::jvms);
    drawn.put("nativeSamplesInALongClass", HostileTexts::nativeSamples);
    drawn.put("eventsOfThreadsOfALongName", HostileTexts::threads);
    drawn.put("exceptionsWithALongMessage", HostileTexts::exceptions);
    return Collections.unmodifiableMap(drawn);
  }

  private static byte[] compilations() {
    ScriptedRecording script =
        new ScriptedRecording()
            .typeIdsFrom(50)
            .struct("jdk.types.CompilerType", "java.lang.String compiler")
            .eventType(
                "jdk.Compilation",
                "long startTime",
                "@jdk.types.CompilerType compiler",
                "int compileLevel")
            .constant("jdk.types.CompilerType", 1, "c".repeat(LONG_TEXT));
    for (int i = 0; i < MANY; i++) {
      script.event("jdk.Compilation", 1, 1, i);
    }
    return script.bytes();
  }

  private static byte[] sockets() {
    ScriptedRecording script =
        Scripts.peopled()
            .eventType(
                "jdk.SocketRead",
                "long startTime",
                "@java.lang.Thread eventThread",
                "@jdk.types.Symbol host",
                "int port")
            .constant("jdk.types.Symbol", 9, "h".repeat(LONG_TEXT));
    for (int i = 0; i < MANY; i++) {
      script.event("jdk.SocketRead", i, 1, 9, i);
    }
    return script.bytes();
  }

  private static byte[] methods() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.Deoptimization", "long startTime", "@jdk.types.Method method")
            .constant("jdk.types.Symbol", 1, "c".repeat(LONG_TEXT))
            .constant("java.lang.Class", 1, 1, 0);
    for (int i = 0; i < MANY / 2; i++) {
      script.constant("jdk.types.Symbol", i + 2, "m" + i).constant("jdk.types.Method", i, 1, i + 2);
      script.event("jdk.Deoptimization", 1, i);
    }
    return script.bytes();
  }

  private static byte[] classes() {
    return classesNamed("c".repeat(LONG_TEXT));
  }

  private static byte[] dimensions() {
    return classesNamed("[".repeat(LONG_TEXT) + "B");
  }

  private static byte[] classesNamed(String name) {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.ClassLoad", "long startTime", "@java.lang.Class loadedClass")
            .constant("jdk.types.Symbol", 1, name);
    for (int i = 1; i < MANY; i++) {
      script.constant("java.lang.Class", i, 1, 0).event("jdk.ClassLoad", 1, i);
    }
    return script.bytes();
  }

  private static byte[] statuses() {
    ScriptedRecording script =
        Scripts.peopled()
            .eventType(
                "jtrace.ThreadStatus",
                "long startTime",
                "@java.lang.Thread thread",
                "@jdk.types.Symbol state",
                "@jdk.types.Symbol topFrames",
                "@jdk.types.Symbol lockName",
                "long waitedCount",
                "long blockedCount")
            .constant("jdk.types.Symbol", 9, "RUNNABLE")
            .constant("jdk.types.Symbol", 10, "WAITING")
            .constant(
                "jdk.types.Symbol",
                11,
                "f".repeat(LONG_TEXT / 4) + ":1\n" + "g".repeat(LONG_TEXT / 4))
            .constant("jdk.types.Symbol", 12, "l".repeat(LONG_TEXT / 2) + "@1");
    for (int i = 0; i < MANY; i++) {
      script.event("jtrace.ThreadStatus", i, 1, 9 + i / 2 % 2, 11, 12, i / 8, 0);
    }
    return script.bytes();
  }

  private static byte[] limits() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType(
                "jtrace.Limit",
                "long startTime",
                "@jdk.types.Symbol reason",
                "java.lang.String value")
            .constant("jdk.types.Symbol", 9, "r".repeat(LONG_TEXT));
    for (int i = 0; i < MANY; i++) {
      script.event("jtrace.Limit", 1, 9, Integer.toString(i));
    }
    return script.bytes();
  }

  private static byte[] jvms() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType(
                "jdk.JVMInformation",
                "long startTime",
                "@jdk.types.Symbol jvmVersion",
                "@jdk.types.Symbol jvmArguments",
                "@jdk.types.Symbol jvmFlags",
                "long pid")
            .constant("jdk.types.Symbol", 9, "a".repeat(LONG_TEXT))
            .constant("jdk.types.Symbol", 10, "b");
    for (int i = 0; i < MANY; i++) {
      script.event("jdk.JVMInformation", 1, 9, 9, 10, i);
    }
    return script.bytes();
  }

  private static byte[] nativeSamples() {
    ScriptedRecording script =
        Scripts.peopled()
            .eventType(
                "jdk.NativeMethodSample",
                "long startTime",
                "@java.lang.Thread sampledThread",
                "@jdk.types.StackTrace stackTrace")
            .constant("jdk.types.Symbol", 1, "c".repeat(LONG_TEXT))
            .constant("java.lang.Class", 9, 1, 0);
    for (int i = 100; i < MANY / 4; i++) {
      script.constant("jdk.types.Symbol", i, "m" + i).constant("jdk.types.Method", i, 9, i);
      script.constant("jdk.types.StackTrace", i, false, List.of(List.of(i, 1, 1, 1)));
      script.event("jdk.NativeMethodSample", 2 * i, 1, i);
      script.event("jdk.NativeMethodSample", 2 * i + 1, 1, i);
    }
    return script.bytes();
  }

  private static byte[] threads() {
    ScriptedRecording script =
        Scripts.declared()
            .struct("java.lang.Thread", "@jdk.types.Symbol javaName", "long javaThreadId")
            .constant("jdk.types.Symbol", 1, "t".repeat(LONG_TEXT));
    for (int i = 1; i < MANY / 2; i++) {
      script.constant("java.lang.Thread", i, 1, i).event(Scripts.SLEEP, i, 1, i, 0, 1);
    }
    return script.bytes();
  }

  private static byte[] exceptions() {
    ScriptedRecording script =
        Scripts.peopled()
            .eventType(
                "jdk.JavaExceptionThrow",
                "long startTime",
                "@java.lang.Thread eventThread",
                "@jdk.types.Symbol message",
                "@java.lang.Class thrownClass")
            .constant("jdk.types.Symbol", 1, "m".repeat(LONG_TEXT));
    for (int i = 1; i < MANY; i++) {
      script.event("jdk.JavaExceptionThrow", i, 1, 1, 5);
    }
    return script.bytes();
  }
}
