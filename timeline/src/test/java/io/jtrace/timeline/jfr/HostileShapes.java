package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Recordings of less than a megabyte whose shape asks for more time or memory than they are worth.
 * Each is well-formed as far as it goes.
 */
final class HostileShapes {
  private static final int MANY = 40_000;

  /** What multiplicative hashes multiply with. */
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private HostileShapes() {}

  /** Returns what draws each of them, by name. */
  static Map<String, Supplier<byte[]>> drawn() {
    Map<String, Supplier<byte[]>> drawn = new LinkedHashMap<>();
    drawn.put("typesThatAllContainAWideOne", HostileShapes::wideTypes);
    drawn.put("typeOfReferencesToItself", HostileShapes::referencesToItself);
    drawn.put("typesThatReferToEachOther", HostileShapes::mutualReferences);
    drawn.put("fieldsWithALongName", HostileShapes::longFieldNames);
    drawn.put("headersOnly", HostileShapes::headersOnly);
    drawn.put("tinyChunksAfterALargePool", HostileShapes::tinyChunks);
    drawn.put("tinyChunksOfJvmsOfTheirOwn", HostileShapes::tinyJvms);
    drawn.put("headersInEventsInHeaders", HostileShapes::nestedHeaders);
    drawn.put("keysThatCollide", HostileShapes::collidingKeys);
    drawn.put("keysFarApart", HostileShapes::distantKeys);
    drawn.put("textsThatCollide", HostileShapes::collidingTexts);
    drawn.put("textsThatCollideAsStrings", HostileShapes::textsLikeAa);
    drawn.put("startsOfUnknownVirtualThreads", HostileShapes::virtualThreads);
    drawn.put("manySmallEvents", HostileShapes::smallEvents);
    drawn.put("manyShortTexts", HostileShapes::shortTexts);
    drawn.put("manyThreads", HostileShapes::threads);
    drawn.put("oneStackOfManyFrames", HostileShapes::deepStack);
    drawn.put("manyTypes", HostileShapes::types);
    drawn.put("eventTypesOfManyFields", HostileShapes::customTypes);
    drawn.put("tinyChunksOfTheirOwnTypes", HostileShapes::tinyTypes);
    drawn.put("manyMetadataEvents", HostileShapes::metadataEvents);
    drawn.put("compressedZeros", HostileShapes::compressedZeros);
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
    String field = "float " + "f".repeat(400_000);
    ScriptedRecording script = new ScriptedRecording();
    script.struct("acme.Wide", Collections.nCopies(16_000, field).toArray(String[]::new));
    return script
        .eventType(SLEEP, "acme.Wide wide", "long startTime")
        .raw(script.typeId(SLEEP), new byte[70_000])
        .bytes();
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

  private static byte[] distantKeys() {
    ScriptedRecording script =
        new ScriptedRecording().eventType(SLEEP, "long startTime").event(SLEEP, 1);
    for (int i = 1; i < 1 << 16; i++) {
      script.constant("jdk.types.FrameType", (long) i << 15, "");
    }
    return script.bytes();
  }

  private static byte[] collidingKeys() {
    // The inverse of the odd constant that multiplicative hashes use: products are small numbers.
    long inverse = inverse(GOLDEN_RATIO);
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

  /** Texts of two words; the second undoes what a hash of the first would be. */
  private static byte[] collidingTexts() {
    ScriptedRecording script =
        new ScriptedRecording()
            .onlyTypes("long", "java.lang.String")
            .typeIdsFrom(50)
            .eventType("jdk.FileRead", "java.lang.String path");
    for (int i = 0; i < MANY; i++) {
      // Encoding and length are hashed as well: they are the lowest bytes of the first word.
      byte[] text = new byte[16];
      ByteBuffer words = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
      words.put(0, (byte) 5).put(1, (byte) 14).putInt(2, i);
      long hash = (text.length ^ words.getLong(0)) * GOLDEN_RATIO;
      words.putLong(8, hash ^ hash >>> 29);
      script.event("jdk.FileRead", (Object) text);
    }
    return script.bytes();
  }

  /** "Aa" and "BB" have the same polynomial in 31, and so have all texts made of them. */
  private static byte[] textsLikeAa() {
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

  private static byte[] types() {
    ScriptedRecording script = new ScriptedRecording();
    for (int i = 0; i < MANY; i++) {
      script.struct(Integer.toString(i, Character.MAX_RADIX));
    }
    return script.eventType(SLEEP, "long startTime").event(SLEEP, 1).bytes();
  }

  private static byte[] customTypes() {
    ScriptedRecording script = new ScriptedRecording();
    String[] fields = new String[64];
    Arrays.setAll(fields, i -> "long " + i);
    for (int i = 0; i < 1_200; i++) {
      script.eventType("acme." + i, fields).raw(script.typeId("acme." + i), new byte[64]);
    }
    return script.bytes();
  }

  private static byte[] tinyTypes() {
    List<byte[]> chunks = new ArrayList<>();
    for (int sizeBytes = 0; sizeBytes < 950_000; ) {
      ScriptedRecording script = minimal();
      for (int i = 0; i < 2; i++) {
        String type = chunks.size() + "." + i;
        script.eventType(type, "long a").event(type, 1);
      }
      chunks.add(script.bytes());
      sizeBytes += chunks.get(chunks.size() - 1).length;
    }
    return join(chunks.toArray(byte[][]::new));
  }

  private static byte[] metadataEvents() {
    ScriptedRecording script = Scripts.declared().metadata();
    for (int i = 0; script.here() < 900_000; i++) {
      script.eventType("acme.T", "long f" + i).metadata();
    }
    return Scripts.parks(script.unfinished(), 10).bytes();
  }

  private static byte[] compressedZeros() {
    byte[] chunk = Scripts.peopled().bytes();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(chunk);
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
