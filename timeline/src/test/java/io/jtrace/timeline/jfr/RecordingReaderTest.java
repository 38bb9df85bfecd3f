package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.PARK;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.table.Strings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
  @Test
  void park_landsInColumns(@TempDir Path directory) throws IOException {
    byte[] file = Scripts.peopled().event(PARK, 2_000, 300, 2, 7, 5, 1_000_000, 77, 0xfff0).bytes();

    Recording recording = readLikeTheJdk(directory, file);

    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    assertThat(parks.size()).isEqualTo(1);
    assertThat(parks.startNanos(0)).isEqualTo(2_000);
    assertThat(parks.durationNanos(0)).isEqualTo(300);
    assertThat(parks.number("timeout", 0)).isEqualTo(1_000_000);
    assertThat(parks.number("until", 0)).isEqualTo(77);
    assertThat(parks.number("address", 0)).isEqualTo(0xfff0);
    assertThat(text(recording, parks.id("parkedClass", 0))).isEqualTo("com.acme.Lock");
    ThreadDirectory threads = recording.threads();
    assertThat(text(recording, threads.name(parks.thread(0)))).isEqualTo("worker");
    assertThat(threads.javaId(parks.thread(0))).isEqualTo(22);
    assertThat(threads.osId(parks.thread(0))).isEqualTo(1001);
    assertThat(text(recording, threads.group(parks.thread(0)))).isEqualTo("main");
    assertThat(recording.startEpochNanos()).isEqualTo(START_NANOS);
    assertThat(recording.durationNanos()).isEqualTo(1_000_000_000);
    assertThat(recording.sizeBytes()).isEqualTo(file.length);
    assertThat(recording.diagnostics().entries()).isEmpty();
  }

  @Test
  void unitOfAField_isThatOfTheFilesMetadata() {
    // JDK 17 has the time of a sleep in milliseconds, JDK 25 in nanoseconds.
    Recording recording =
        RecordingReader.read(
            join(
                sleeping("long time Timespan=MILLISECONDS", 5),
                sleeping("long time Timespan=NANOSECONDS", 5),
                sleeping("long time Timespan=TICKS", 5),
                sleeping("int time Timespan=SECONDS", 5),
                sleeping("long time Timespan=NANOSECONDS", Long.MIN_VALUE),
                sleeping("long time Timespan=SECONDS", Long.MAX_VALUE)));

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(numbers(sleeps, "time"))
        .containsExactly(5_000_000L, 5L, 50L, 5_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static byte[] sleeping(String time, long value) {
    return new ScriptedRecording()
        .clock(START_NANOS, 0, 100_000_000)
        .eventType(SLEEP, "long startTime", time)
        .event(SLEEP, 0, value)
        .bytes();
  }

  @Test
  void fieldsInAnotherOrderAmongUnknownOnes_areFound(@TempDir Path directory) throws IOException {
    byte[] file =
        new ScriptedRecording()
            .struct("acme.Range", "long low", "float[] weights", "long high")
            .eventType(
                "jdk.GCHeapSummary",
                "acme.Range[] ranges",
                "acme.Range heapSpace0",
                "java.lang.String note",
                "long heapUsed Unsigned",
                "double ratio",
                "long startTime Timestamp=TICKS",
                "int gcId Unsigned")
            .event(
                "jdk.GCHeapSummary",
                List.of(List.of(1, List.of(1f, 2f), 2), List.of(3, List.of(), 4)),
                List.of(5, List.of(3f), 6),
                "note",
                12345,
                0.5,
                77,
                -1)
            .bytes();

    EventTable heap = readLikeTheJdk(directory, file).events(ConsumedEvent.GC_HEAP_SUMMARY);

    assertThat(heap.number("heapUsed", 0)).isEqualTo(12345);
    assertThat(heap.startNanos(0)).isEqualTo(77);
    assertThat(heap.number("gcId", 0)).isEqualTo(0xffffffffL);
    assertThat(heap.has("when")).isFalse();
    assertThat(heap.has("heapSpace.committedSize")).isFalse();
    assertThat(heap.thread(0)).isEqualTo(-1);
    assertThat(heap.stack(0)).isEqualTo(-1);
  }

  @Test
  void dottedPath_leadsIntoAnInlinedStruct() {
    ScriptedRecording script =
        new ScriptedRecording()
            .struct("jdk.types.VirtualSpace", "long start", "long committedSize", "long end")
            .struct("jdk.types.GCWhen", "java.lang.String when")
            .eventType(
                "jdk.GCHeapSummary",
                "long startTime",
                "@jdk.types.GCWhen when",
                "jdk.types.VirtualSpace heapSpace",
                "long heapUsed")
            .constant("jdk.types.GCWhen", 0, "Before GC")
            .event("jdk.GCHeapSummary", 0, 0, List.of(1, 4096, 3), 100);

    Recording recording = read(script);

    EventTable heap = recording.events(ConsumedEvent.GC_HEAP_SUMMARY);
    assertThat(heap.number("heapSpace.committedSize", 0)).isEqualTo(4096);
    assertThat(heap.number("heapUsed", 0)).isEqualTo(100);
    assertThat(text(recording, heap.id("when", 0))).isEqualTo("Before GC");
  }

  @Test
  void everyWayToWriteAString_isRead(@TempDir Path directory) throws IOException {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.FileRead", "long startTime", "java.lang.String path")
            .constant("java.lang.String", 9, "pooled");
    script.event("jdk.FileRead", 0, new JfrBytes().utf8("grün").toByteArray());
    script.event("jdk.FileRead", 0, new JfrBytes().chars("grün").toByteArray());
    script.event("jdk.FileRead", 0, new JfrBytes().latin1("grün").toByteArray());
    script.event("jdk.FileRead", 0, new JfrBytes().stringConstant(9).toByteArray());
    script.event("jdk.FileRead", 0, "");
    script.event("jdk.FileRead", 0, null);
    script.event("jdk.FileRead", 0, new JfrBytes().utf8("grün").toByteArray());

    Recording recording = readLikeTheJdk(directory, script.bytes());

    EventTable reads = recording.events(ConsumedEvent.FILE_READ);
    List<String> paths = new ArrayList<>();
    for (int row = 0; row < reads.size(); row++) {
      paths.add(recording.strings().atOr(reads.id("path", row), "null"));
    }
    assertThat(paths).containsExactly("grün", "grün", "grün", "pooled", "", "null", "grün");
  }

  @Test
  void sampledThread_isTheThreadOfASample() {
    ScriptedRecording script =
        Scripts.peopled()
            .eventType("jdk.ExecutionSample", "long startTime", "@java.lang.Thread sampledThread")
            .event("jdk.ExecutionSample", 5, 2);

    Recording recording = read(script);

    EventTable samples = recording.events(ConsumedEvent.EXECUTION_SAMPLE);
    assertThat(recording.threads().javaId(samples.thread(0))).isEqualTo(22);
    assertThat(samples.id("sampledThread", 0)).isEqualTo(samples.thread(0));
  }

  @Test
  void eachChunk_isTimedByItsOwnClock() {
    byte[] later =
        Scripts.peopled()
            .clock(START_NANOS + 5_000_000_000L, 900_000, 2_000_000_000)
            .lasting(3_000_000_000L)
            .event(SLEEP, 900_200, 40, 1, 0, 1)
            .bytes();
    byte[] earlier =
        Scripts.peopled()
            .clock(START_NANOS, 50, 1_000_000_000)
            .event(SLEEP, 20, 10, 1, 0, 1)
            .bytes();

    Recording recording = RecordingReader.read(join(later, earlier));

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(recording.startEpochNanos()).isEqualTo(START_NANOS);
    assertThat(sleeps.startNanos(0)).isEqualTo(5_000_000_100L);
    assertThat(sleeps.durationNanos(0)).isEqualTo(20);
    assertThat(sleeps.startNanos(1)).as("before its chunk").isEqualTo(-30);
    assertThat(recording.durationNanos()).isEqualTo(8_000_000_000L);
  }

  @Test
  void eventsOfTypesThatJtraceDoesNotUse_areCounted() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 3);
    script.eventType("acme.Order", "long startTime", "java.lang.String id");
    script.event("acme.Order", 1, "a").event("acme.Order", 2, "b");

    Recording recording = read(script);

    assertThat(recording.eventCount()).isEqualTo(5);
    assertThat(recording.eventTypes())
        .extracting(EventTypeSummary::name, EventTypeSummary::count)
        .contains(tuple("acme.Order", 2L), tuple(PARK, 3L));
  }

  @Test
  void effectiveSettings_areThoseStatedLast() {
    ScriptedRecording script =
        Scripts.declared()
            .eventType(
                "jdk.ActiveSetting",
                "long startTime",
                "long id",
                "java.lang.String name",
                "java.lang.String value");
    long park = script.typeId(PARK);
    script.event("jdk.ActiveSetting", 0, park, "threshold", "20 ms");
    script.event("jdk.ActiveSetting", 0, park, "enabled", "true");
    script.event("jdk.ActiveSetting", 1, park, "threshold", "0 ns");

    Recording recording = read(script);

    EventTypeSummary summary =
        recording.eventTypes().stream()
            .filter(t -> t.name().equals(PARK))
            .findFirst()
            .orElseThrow();
    assertThat(summary.count()).isZero();
    assertThat(summary.settings())
        .containsEntry("threshold", "0 ns")
        .containsEntry("enabled", "true");
  }

  @Test
  void lossesOfTheJvm_areDiagnostics() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.DataLoss", "long startTime", "long amount", "long total")
            .eventType("jdk.CPUTimeSamplesLost", "long startTime", "int lostSamples")
            .event("jdk.DataLoss", 0, 1000, 1000)
            .event("jdk.DataLoss", 1, 500, 1500)
            .event("jdk.CPUTimeSamplesLost", 0, 42);

    Recording recording = read(script);

    assertThat(recording.diagnostics().count(Diagnostic.EVENTS_LOST)).isEqualTo(2);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(1500);
    assertThat(recording.diagnostics().count(Diagnostic.SAMPLES_LOST)).isEqualTo(42);
    assertThat(recording.lostPercent()).isBetween(1.0, 99.0);
  }

  @Test
  void compressedRecording_isRecognisedByItsBytes() throws IOException {
    byte[] plain = Scripts.parks(Scripts.peopled(), 10).bytes();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    }
    List<Long> progress = new ArrayList<>();

    Recording recording =
        RecordingReader.read(
            new ByteArrayInputStream(compressed.toByteArray()),
            ReadOptions.defaults().withProgress((done, total) -> progress.add(done)));

    assertThat(recording.eventCount()).isEqualTo(10);
    assertThat(recording.sizeBytes()).isEqualTo(plain.length);
    assertThat(progress).last().isEqualTo((long) compressed.size());
  }

  @Test
  void chunkOfAsyncProfilerStyle_isRead() throws IOException {
    // Metadata first, sizes of five bytes, keys of 64 bits, a pool without constants.
    ScriptedRecording script =
        new ScriptedRecording()
            .sizesIn(5)
            .eventType(SLEEP, "long startTime", "@java.lang.Thread eventThread", "long time")
            .metadata();
    script.constant("java.lang.Thread", -2, "w", 70, "w", 7, 0).checkpoint();
    JfrBytes empty = new JfrBytes().varint(2);
    empty.varint(script.typeId("jdk.types.Symbol")).varint(0);
    empty.varint(9999).varint(0);
    script.checkpoint(empty.toByteArray());
    script.event(SLEEP, 1, -2, 5).event(SLEEP, 2, Long.MIN_VALUE, 5);

    Recording recording = RecordingReader.read(script.bytes());

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(recording.eventCount()).isEqualTo(2);
    assertThat(recording.threads().osId(sleeps.thread(0))).isEqualTo(70);
    assertThat(recording.diagnostics().count(Diagnostic.DANGLING_REFERENCE)).isEqualTo(1);
  }

  @Test
  void typeRegisteredLate_isReadByTheSecondMetadata() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 1).metadata();
    script.eventType("acme.Late", "long startTime").event("acme.Late", 1).metadata();

    Recording recording = read(script);

    assertThat(recording.eventCount()).isEqualTo(2);
    assertThat(recording.diagnostics().entries()).isEmpty();
  }

  @Test
  void namesOfJdk9_meanTheSame() {
    ScriptedRecording script =
        new ScriptedRecording()
            .version(1, 0)
            .eventType("com.oracle.jdk.ThreadSleep", "long startTime", "long time")
            .event("com.oracle.jdk.ThreadSleep", 0, 5);

    assertThat(read(script).events(ConsumedEvent.THREAD_SLEEP).size()).isEqualTo(1);
  }

  private static Recording readLikeTheJdk(Path directory, byte[] file) throws IOException {
    Recording recording = RecordingReader.read(file);
    Path path = Files.write(directory.resolve("scripted.jfr"), file);
    assertThat(recording.eventCount()).isEqualTo(RecordingFile.readAllEvents(path).size());
    return recording;
  }

  private static Recording read(ScriptedRecording script) {
    return RecordingReader.read(script.bytes());
  }

  private static List<Long> numbers(EventTable table, String field) {
    List<Long> numbers = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      numbers.add(table.number(field, row));
    }
    return numbers;
  }

  private static String text(Recording recording, int id) {
    return recording.strings().atOr(id, id == Strings.NONE ? "null" : "");
  }
}
