package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.PARK;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The drawn files of the fuzz corpus, by name: each shows the fuzzer one shape of the format, or
 * broke a reader once.
 */
final class FuzzSeeds {
  private FuzzSeeds() {}

  /** Returns all of them; the same bytes each time. */
  static Map<String, byte[]> drawn() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("parks.jfr", jvm(1, 2));
    seeds.put("every-event.jfr", EveryEvent.drawn(2).bytes());
    seeds.put("async-profiler-style.jfr", asyncProfilerStyle());
    seeds.put("killed-with-metadata-first.jfr", killed());
    seeds.put("late-type-in-second-metadata.jfr", lateType());
    seeds.put("two-clocks.jfr", twoClocks());
    seeds.put("two-jvms.jfr", join(jvm(1, 1_000_000), jvm(1, 9_000_000)));
    seeds.put("virtual-threads.jfr", virtualThreads());
    seeds.put("all-string-encodings.jfr", strings());
    seeds.put("structs-and-arrays.jfr", structs());
    seeds.put("garbage-in-a-chunk.jfr", garbage());
    seeds.put("find-losses-that-overflow.jfr", lossesThatOverflow());
    seeds.put("find-two-reasons-to-refuse.jfr", twoReasonsToRefuse());
    seeds.put("find-java-release-beyond-an-int.jfr", javaReleaseBeyondAnInt());
    return seeds;
  }

  private static byte[] asyncProfilerStyle() {
    ScriptedRecording script =
        new ScriptedRecording()
            .sizesIn(5)
            .eventType(SLEEP, "long startTime", "@java.lang.Thread eventThread", "long time")
            .metadata();
    script.constant("java.lang.Thread", -2, "w", 70, "w", 7, 0).checkpoint();
    JfrBytes empty = new JfrBytes().varint(1).varint(script.typeId("jdk.types.Symbol")).varint(0);
    script.checkpoint(empty.toByteArray());
    return script.event(SLEEP, 1, -2, 5).event(SLEEP, 2, Long.MIN_VALUE, 5).bytes();
  }

  private static byte[] killed() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled().metadata(), 3);
    script.announcing(script.here()).unfinished();
    return Scripts.parks(script, 3).garbage((byte) 40, (byte) 1).bytesAsTheyAre();
  }

  private static byte[] lateType() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 1).metadata();
    script.eventType("acme.Late", "long startTime").event("acme.Late", 1).metadata();
    return script.unfinished().bytes();
  }

  private static byte[] twoClocks() {
    ScriptedRecording late = Scripts.peopled().clock(START_NANOS + 5_000_000_000L, 900_000, 2);
    ScriptedRecording early = Scripts.peopled().clock(START_NANOS, 50, 1_000_000_000);
    return join(
        late.event(SLEEP, 900_002, 4, 1, 0, 1).bytes(), early.event(SLEEP, 20, 9, 1, 0, 1).bytes());
  }

  private static byte[] jvm(long pid, long startMillis) {
    return Scripts.parks(Scripts.jvm(Scripts.peopled(), pid, startMillis), 4).bytes();
  }

  private static byte[] virtualThreads() {
    String[] fields = {"long startTime", "@java.lang.Thread eventThread", "long javaThreadId"};
    return Scripts.declared()
        .eventType("jdk.VirtualThreadStart", fields)
        .eventType("jdk.VirtualThreadEnd", fields)
        .constant("jdk.types.ThreadGroup", 3, 0, "VirtualThreads")
        .constant("java.lang.Thread", 40, null, -1, "", 40, 3)
        .constant("java.lang.Thread", 41, null, -1, "v", 41, 3)
        .event("jdk.VirtualThreadStart", 5, 40, 40)
        .event(SLEEP, 10, 20, 40, 0, 1)
        .event("jdk.VirtualThreadStart", 12, 40, 41)
        .event("jdk.VirtualThreadEnd", 50, 40, 40)
        .bytes();
  }

  private static byte[] strings() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.FileRead", "long startTime", "java.lang.String path")
            .constant("java.lang.String", 9, "pooled");
    for (byte[] text :
        List.of(
            new JfrBytes().utf8("grün").toByteArray(),
            new JfrBytes().chars("grün").toByteArray(),
            new JfrBytes().latin1("grün").toByteArray(),
            new JfrBytes().stringConstant(9).toByteArray(),
            new JfrBytes().utf8("").toByteArray(),
            new JfrBytes().utf8(null).toByteArray())) {
      script.event("jdk.FileRead", 0, text);
    }
    return script.bytes();
  }

  private static byte[] structs() {
    return new ScriptedRecording()
        .struct("acme.Range", "long low", "float[] weights", "short high", "char unit")
        .eventType(
            "jdk.GCHeapSummary",
            "acme.Range[] ranges",
            "acme.Range heapSpace",
            "@java.lang.Thread[] threads",
            "byte level",
            "double ratio",
            "long startTime Timestamp=TICKS",
            "long heapUsed Unsigned")
        .event(
            "jdk.GCHeapSummary",
            List.of(List.of(1, List.of(1f, 2f), 2, 3), List.of(3, List.of(), 4, 5)),
            List.of(5, List.of(3f), 6, 7),
            List.of(1, 2),
            8,
            0.5,
            77,
            12345)
        .bytes();
  }

  private static byte[] garbage() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 2);
    script.garbage(new byte[20]).checkpoint(new byte[] {0});
    script.raw(script.typeId(PARK), new byte[] {1, 1}).raw(54321, new byte[9]);
    return Scripts.parks(script, 2).bytes();
  }

  /** Lost bytes added up to a negative number, and so did the lost percentage. */
  private static byte[] lossesThatOverflow() {
    return new ScriptedRecording()
        .eventType("jdk.DataLoss", "long startTime", "long amount", "long total")
        .event("jdk.DataLoss", 0, Long.MAX_VALUE, 1)
        .event("jdk.DataLoss", 0, Long.MAX_VALUE, 2)
        .bytes();
  }

  /** The version of the JVM has a number that no int holds. */
  private static byte[] javaReleaseBeyondAnInt() {
    return new ScriptedRecording()
        .eventType(Scripts.JVM, "long startTime", "java.lang.String jvmVersion", "long pid")
        .event(Scripts.JVM, 0, "JRE (99999999999+1)", 1)
        .bytes();
  }

  /** Which reason was given depended on which thread was first. */
  private static byte[] twoReasonsToRefuse() {
    return join(new ScriptedRecording().bytesAsTheyAre(), new byte[100]);
  }
}
