package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Recordings of less than a megabyte that ask for more time or memory than they are worth. Each is
 * well-formed as far as it goes; what is hostile is its shape.
 */
final class HostileRecordings {
  /** A text that many things refer to; whoever copies it for each of them is lost. */
  private static final int LONG_TEXT = 400_000;

  private static final int MANY = 40_000;

  private HostileRecordings() {}

  /** Returns what draws each of them, by name. */
  static Map<String, Supplier<byte[]>> drawn() {
    Map<String, Supplier<byte[]>> drawn = new LinkedHashMap<>();
    drawn.put("typesThatAllContainAWideOne", HostileRecordings::wideTypes);
    drawn.put("typeOfReferencesToItself", HostileRecordings::referencesToItself);
    drawn.put("typesThatReferToEachOther", HostileRecordings::mutualReferences);
    drawn.put("fieldsWithALongName", HostileRecordings::longFieldNames);
    drawn.put("compilationsByALongCompiler", HostileRecordings::compilations);
    drawn.put("socketsOfALongHost", HostileRecordings::sockets);
    drawn.put("methodsOfALongClass", HostileRecordings::methods);
    drawn.put("classesOfALongName", HostileRecordings::classes);
    drawn.put("arrayClassesOfManyDimensions", HostileRecordings::dimensions);
    drawn.put("statusesOfALongStack", HostileRecordings::statuses);
    drawn.put("limitsForALongReason", HostileRecordings::limits);
    drawn.put("jvmsWithLongArguments", HostileRecordings::jvms);
    drawn.put("headersOnly", HostileRecordings::headersOnly);
    drawn.put("tinyChunksAfterALargePool", HostileRecordings::tinyChunks);
    drawn.put("tinyChunksOfJvmsOfTheirOwn", HostileRecordings::tinyJvms);
    drawn.put("headersInEventsInHeaders", HostileRecordings::nestedHeaders);
    drawn.put("keysThatCollide", HostileRecordings::collidingKeys);
    drawn.put("textsThatCollide", HostileRecordings::collidingTexts);
    drawn.put("startsOfUnknownVirtualThreads", HostileRecordings::virtualThreads);
    drawn.put("manySmallEvents", HostileRecordings::smallEvents);
    drawn.put("manyShortTexts", HostileRecordings::shortTexts);
    drawn.put("manyThreads", HostileRecordings::threads);
    drawn.put("oneStackOfManyFrames", HostileRecordings::deepStack);
    drawn.put("manyMetadataEvents", HostileRecordings::metadataEvents);
    drawn.put("compressedZeros", HostileRecordings::compressedZeros);
    return Collections.unmodifiableMap(drawn);
  }

  private static byte[] wideTypes() {
    ScriptedRecording script = new ScriptedRecording();
    script.struct("acme.Wide", Collections.nCopies(8_000, "float f").toArray(String[]::new));
    for (int i = 0; i < 15_000; i++) {
      script.struct("t" + i, "acme.Wide w");
    }
    return script.eventType(SLEEP, "long startTime").event(SLEEP, 1).bytes();
  }

  private static byte[] referencesToItself() {
    ScriptedRecording script = new ScriptedRecording();
    script.struct("acme.T", Collections.nCopies(16_000, "@acme.T f").toArray(String[]::new));
    return script.eventType(SLEEP, "long startTime").event(SLEEP, 1).bytes();
  }

  private static byte[] mutualReferences() {
    ScriptedRecording script = new ScriptedRecording();
    int count = 200;
    for (int i = 0; i < count; i++) {
      String[] fields = new String[count];
      for (int k = 0; k < count; k++) {
        fields[k] = "@acme.T" + k + " f";
      }
      script.struct("acme.T" + i, fields);
    }
    return script.eventType(SLEEP, "long startTime").event(SLEEP, 1).bytes();
  }

  private static byte[] longFieldNames() {
    String field = "float " + "f".repeat(LONG_TEXT);
    ScriptedRecording script = new ScriptedRecording();
    script.struct("acme.Wide", Collections.nCopies(16_000, field).toArray(String[]::new));
    return script
        .eventType(SLEEP, "acme.Wide wide", "long startTime")
        .raw(script.typeId(SLEEP), new byte[70_000])
        .bytes();
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
                "boolean inNative")
            .constant("jdk.types.Symbol", 9, "RUNNABLE")
            .constant("jdk.types.Symbol", 10, "WAITING")
            .constant("jdk.types.Symbol", 11, "f".repeat(LONG_TEXT / 2) + ":1")
            .constant("jdk.types.Symbol", 12, "l".repeat(LONG_TEXT / 2) + "@1");
    for (int i = 0; i < MANY; i++) {
      script.event("jtrace.ThreadStatus", i, 1, 9 + i / 2 % 2, 11, 12, true);
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

  private static byte[] headersOnly() {
    byte[] header = new ScriptedRecording().bytesAsTheyAre();
    return join(Collections.nCopies(14_000, header).toArray(byte[][]::new));
  }

  private static byte[] tinyChunks() {
    ScriptedRecording large = new ScriptedRecording();
    for (int i = 0; i < MANY; i++) {
      large.constant("jdk.types.ThreadGroup", i, 0, "");
    }
    byte[] tiny = minimal().constant("jdk.types.ThreadGroup", 1, 0, "").bytes();
    List<byte[]> chunks = new ArrayList<>(List.of(large.bytes()));
    for (int sizeBytes = 300_000; sizeBytes < 950_000; sizeBytes += tiny.length) {
      chunks.add(tiny);
    }
    return join(chunks.toArray(byte[][]::new));
  }

  private static byte[] tinyJvms() {
    List<byte[]> chunks = new ArrayList<>();
    for (int sizeBytes = 0; sizeBytes < 950_000; ) {
      ScriptedRecording script =
          minimal().eventType(Scripts.JVM, "long startTime", "long jvmStartTime", "long pid");
      script.thread(1, "", 1, 1).event(Scripts.JVM, 1, 1, chunks.size());
      chunks.add(script.bytes());
      sizeBytes += chunks.get(chunks.size() - 1).length;
    }
    return join(chunks.toArray(byte[][]::new));
  }

  /** Returns a chunk with as few types as there can be. */
  private static ScriptedRecording minimal() {
    return new ScriptedRecording()
        .onlyTypes("long", "java.lang.String", "jdk.types.ThreadGroup", "java.lang.Thread");
  }

  /**
   * The events of each chunk begin with one around the next chunk's header, and the last overruns
   * the file: whoever looks for the end of a chunk by its events does so once for each.
   */
  private static byte[] nestedHeaders() {
    int count = 12_000;
    int step = ScriptedRecording.HEADER_BYTES + 2;
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long restBytes = (long) (count - i) * step;
      parts.add(new ScriptedRecording().announcing(restBytes).bytesAsTheyAre());
      parts.add(new byte[] {(byte) step, 99});
    }
    parts.add(new byte[] {7});
    return join(parts.toArray(byte[][]::new));
  }

  private static byte[] collidingKeys() {
    // The inverse of the odd constant that multiplicative hashes use: products are small numbers.
    long inverse = inverse(0x9E3779B97F4A7C15L);
    ScriptedRecording script =
        new ScriptedRecording().eventType(SLEEP, "long startTime").event(SLEEP, 1);
    for (long i = 1; i < 70_000; i++) {
      script.constant("jdk.types.FrameType", i * inverse, "");
    }
    return script.bytes();
  }

  /** Returns the number whose product with {@code odd} is 1. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /** "Aa" and "BB" have the same polynomial in 31, and so have all texts made of them. */
  private static byte[] collidingTexts() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.FileRead", "long startTime", "java.lang.String path");
    for (int i = 0; i < 1 << 14; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 14; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      script.event("jdk.FileRead", 1, text.toString());
    }
    return script.bytes();
  }

  private static byte[] virtualThreads() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.VirtualThreadStart", "long startTime", "long javaThreadId");
    for (int i = 1; i < MANY; i++) {
      script.thread(i, "", 0, i).event("jdk.VirtualThreadStart", 1, 1_000_000 + i);
    }
    return script.bytes();
  }

  private static byte[] smallEvents() {
    ScriptedRecording script =
        new ScriptedRecording()
            .onlyTypes("long")
            .typeIdsFrom(50)
            .eventType("jtrace.ThreadStatus", "long startTime");
    for (int i = 0; i < 300_000; i++) {
      script.event("jtrace.ThreadStatus", 1);
    }
    return script.bytes();
  }

  private static byte[] shortTexts() {
    ScriptedRecording script =
        new ScriptedRecording()
            .onlyTypes("long", "java.lang.String")
            .typeIdsFrom(50)
            .eventType("jdk.FileRead", "java.lang.String path");
    for (int i = 0; i < 110_000; i++) {
      script.event("jdk.FileRead", Integer.toString(i, Character.MAX_RADIX));
    }
    return script.bytes();
  }

  private static byte[] threads() {
    ScriptedRecording script =
        new ScriptedRecording().eventType(SLEEP, "long startTime").event(SLEEP, 1);
    for (int i = 1; i < 80_000; i++) {
      script.constant("java.lang.Thread", i, null, i, null, i, 0);
    }
    return script.bytes();
  }

  private static byte[] deepStack() {
    ScriptedRecording script = Scripts.peopled();
    List<Object> frames = new ArrayList<>();
    for (int i = 0; i < 150_000; i++) {
      frames.add(List.of(61, i, 0, 1));
    }
    script.constant("jdk.types.StackTrace", 8, false, frames);
    for (int i = 0; i < MANY / 4; i++) {
      script.event(SLEEP, i, 1, 1, 8, 5);
    }
    return script.bytes();
  }

  private static byte[] metadataEvents() {
    ScriptedRecording script = Scripts.declared().metadata();
    int sizeBytes = (int) script.here();
    for (int at = sizeBytes; at < 900_000; at += sizeBytes) {
      script.struct("acme.T" + at).metadata();
    }
    return Scripts.parks(script.unfinished(), 10).bytes();
  }

  private static byte[] compressedZeros() {
    return RecordingCheck.gzip(join(Scripts.peopled().bytes(), new byte[100 << 20]));
  }
}
