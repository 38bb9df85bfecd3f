package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.PARK;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jtrace.timeline.table.FrameKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a recording can be broken, and what is still read of it. */
class DamagedRecordingTest {
  private static final byte[] GARBAGE = garbage(5_000);

  @Test
  void emptyFile_isRefused() {
    assertThatThrownBy(() -> RecordingReader.read(new byte[0]))
        .isInstanceOf(MalformedRecordingException.class)
        .hasMessage("Expected a JFR recording, but the file is empty");
  }

  @Test
  void textFile_isRefused() {
    byte[] file = "Hello, this is no recording.\n".repeat(100).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordingReader.read(file))
        .isInstanceOf(MalformedRecordingException.class)
        .hasMessage(
            "Expected a JFR recording, which begins with the bytes \"FLR\","
                + " but found 48 65 6c 6c at byte 0");
  }

  @Test
  void unknownVersion_isRefused() {
    byte[] file = Scripts.peopled().version(3, 7).bytes();

    assertThatThrownBy(() -> RecordingReader.read(file))
        .hasMessage("Expected format version 1 or 2, but found version 3.7 at byte 0");
  }

  @Test
  void onlyChunkWithoutMetadata_isRefusedWithTheOffset() {
    byte[] chunk = Scripts.peopled().bytesAsTheyAre();

    MalformedRecordingException thrown =
        catchThrowableOfType(MalformedRecordingException.class, () -> RecordingReader.read(chunk));

    assertThat(thrown)
        .hasMessage(
            "Expected metadata, which explains the events,"
                + " but the chunk at byte 0 ends without it");
    assertThat(thrown.offsetBytes()).isZero();
  }

  @Test
  void fileCutAtAnyByte_keepsEveryWholeEventBeforeTheCut() {
    byte[] first = Scripts.parks(Scripts.peopled(), 20).bytes();
    byte[] second = Scripts.parks(Scripts.peopled().metadata(), 20).bytes();
    byte[] file = join(first, second);

    long eventsBefore = 20;
    for (int length = first.length; length <= file.length; length++) {
      Recording recording = RecordingReader.read(Arrays.copyOf(file, length));

      assertThat(recording.eventCount()).as("cut at %s", length).isBetween(eventsBefore, 40L);
      eventsBefore = recording.eventCount();
      boolean complete = length == first.length || length == file.length;
      assertThat(recording.diagnostics().lostBytes() > 0)
          .as("cut at %s", length)
          .isNotEqualTo(complete);
      assertThat(recording.lostPercent()).isBetween(0.0, 100.0);
    }
    assertThat(eventsBefore).isEqualTo(40);
  }

  @Test
  void fileCutInTheOnlyChunk_isReadIfItsMetadataCameFirst() {
    byte[] file = Scripts.parks(Scripts.declared().metadata(), 100).bytes();

    Recording recording = RecordingReader.read(Arrays.copyOf(file, file.length - 700));

    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    assertThat(parks.size()).isBetween(30, 99);
    assertThat(recording.diagnostics().count(Diagnostic.TRUNCATED)).isEqualTo(1);
    // The constants came last and are gone: the thread is a placeholder, always the same.
    assertThat(parks.thread(0)).isEqualTo(parks.thread(29)).isNotNegative();
    assertThat(recording.diagnostics().count(Diagnostic.DANGLING_REFERENCE)).isPositive();
    int frame = recording.stacks().frame(parks.stack(0));
    assertThat(recording.frames().kind(frame)).isEqualTo(FrameKind.UNKNOWN);
  }

  @Test
  void chunkOfAKilledJvm_isReadBeyondTheSizeInItsHeader() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled().metadata(), 10);
    script.announcing(script.here()).unfinished();
    Scripts.parks(script, 30);
    byte[] file = join(script.bytesAsTheyAre(), new byte[] {40, 1, 2});

    Recording recording = RecordingReader.read(file);

    assertThat(recording.eventCount()).isEqualTo(40);
    assertThat(recording.diagnostics().count(Diagnostic.STILL_WRITING)).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(3);
    assertThat(recording.durationNanos()).as("end of the last event").isEqualTo(29_100);
  }

  @Test
  void runningChunk_isReadByTheLastMetadataInIt() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled().metadata(), 1).unfinished();
    byte[] firstMetadata = script.bytesAsTheyAre();
    script.eventType("acme.Late", "long startTime").event("acme.Late", 5).metadata();
    byte[] file = script.bytesAsTheyAre();
    System.arraycopy(firstMetadata, 0, file, 0, ChunkHeader.SIZE_BYTES);

    assertThat(RecordingReader.read(file).eventCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 68, 100, 1L << 40, Long.MAX_VALUE, -1})
  void headerWithAWrongSize_doesNotHideTheNextChunk(long size) {
    byte[] broken = Scripts.parks(Scripts.peopled(), 10).bytes();
    ByteBuffer.wrap(broken).putLong(8, size);
    byte[] whole = Scripts.parks(Scripts.peopled(), 10).bytes();

    Recording recording = RecordingReader.read(join(whole, broken, whole));

    assertThat(recording.eventCount()).isBetween(20L, 30L);
    assertThat(recording.diagnostics().entries()).isNotEmpty();
  }

  @Test
  void garbageBetweenChunks_isSkipped() {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 10).bytes();

    Recording recording = RecordingReader.read(join(chunk, GARBAGE, chunk));

    assertThat(recording.eventCount()).isEqualTo(20);
    assertThat(recording.diagnostics().count(Diagnostic.BYTES_SKIPPED)).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(GARBAGE.length);
    assertThat(recording.lostPercent())
        .isEqualTo(100.0 * GARBAGE.length / (2 * chunk.length + GARBAGE.length));
  }

  @Test
  void whatIsLost_hasAPlaceAndATime() {
    long second = 1_000_000_000L;
    byte[] first = Scripts.parks(Scripts.peopled(), 10).bytes();
    byte[] last =
        Scripts.parks(Scripts.peopled().clock(START_NANOS + 3 * second, 0, second).metadata(), 10)
            .bytes();
    byte[] file = join(first, GARBAGE, last);

    Recording recording = RecordingReader.read(Arrays.copyOf(file, file.length - 5));

    assertThat(recording.diagnostics().entries())
        .filteredOn(entry -> entry.diagnostic() == Diagnostic.BYTES_SKIPPED)
        .containsExactly(
            new Diagnostics.Entry(
                Diagnostic.BYTES_SKIPPED,
                "at byte " + first.length,
                1,
                GARBAGE.length,
                first.length,
                second,
                3 * second));
    assertThat(recording.diagnostics().entries())
        .filteredOn(entry -> entry.diagnostic() == Diagnostic.TRUNCATED)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.offsetBytes()).isEqualTo(file.length - 5);
              assertThat(entry.sizeBytes()).isEqualTo(5);
              assertThat(entry.fromNanos()).isBetween(3 * second, 4 * second - 1);
              assertThat(entry.toNanos()).isEqualTo(4 * second);
            });
  }

  @Test
  void garbageBeforeTheFirstChunk_isSkipped() {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 10).bytes();

    Recording recording = RecordingReader.read(join(GARBAGE, chunk));

    assertThat(recording.eventCount()).isEqualTo(10);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(GARBAGE.length);
  }

  @Test
  void garbageOverAChunk_losesThatChunkOnly() {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 10).bytes();

    Recording recording = RecordingReader.read(join(chunk, garbage(chunk.length), chunk));

    assertThat(recording.eventCount()).isEqualTo(20);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(chunk.length);
  }

  @Test
  void unreadableStretchInAChunk_isLeftAtTheNextCheckpoint() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 10);
    script.garbage(new byte[100]).checkpoint(new byte[] {0});
    Scripts.parks(script, 7);

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.eventCount()).isEqualTo(17);
    assertThat(recording.diagnostics().count(Diagnostic.EVENT_UNREADABLE)).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(100);
  }

  @Test
  void eventTooShortForItsFields_isSkipped() {
    ScriptedRecording script = Scripts.peopled();
    script.raw(script.typeId(PARK), new byte[] {1, 1}).event(SLEEP, 0, 1, 1, 0, 5);

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.eventCount()).isEqualTo(1);
    assertThat(recording.events(ConsumedEvent.THREAD_PARK).size()).isZero();
    assertThat(recording.diagnostics().entries())
        .containsExactly(new Diagnostics.Entry(Diagnostic.EVENT_UNREADABLE, PARK, 1, 4));
  }

  @Test
  void eventOfATypeWithoutMetadata_isSkipped() {
    ScriptedRecording script =
        Scripts.peopled().raw(54321, new byte[10]).event(SLEEP, 0, 1, 1, 0, 5);

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.eventCount()).isEqualTo(1);
    assertThat(recording.diagnostics().count(Diagnostic.EVENT_UNREADABLE)).isEqualTo(1);
  }

  @Test
  void absurdCountsInConstants_costNoMemory() {
    ScriptedRecording script = Scripts.declared();
    JfrBytes frames = new JfrBytes().varint(1).varint(script.typeId("jdk.types.StackTrace"));
    frames.varint(1).varint(7).int8(0).varint(Integer.MAX_VALUE);
    script.checkpoint(frames.toByteArray());
    JfrBytes text = new JfrBytes().varint(1).varint(script.typeId("jdk.types.Symbol"));
    text.varint(1L << 50).varint(1).int8(Cursor.STRING_CHARS).varint(1L << 40);
    script.checkpoint(text.toByteArray());
    script.event(SLEEP, 0, 1, 0, 7, 5);

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.eventCount()).isEqualTo(1);
    assertThat(recording.diagnostics().count(Diagnostic.EVENT_UNREADABLE)).isEqualTo(2);
  }

  @Test
  void typeThatContainsItself_costsTheChunkOnly() {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 10).bytes();
    ScriptedRecording endless =
        new ScriptedRecording()
            .struct("acme.Node", "long value", "acme.Node left", "acme.Node right")
            .eventType(SLEEP, "acme.Node node", "long startTime");
    endless.raw(endless.typeId(SLEEP), new byte[] {1});

    Recording recording = RecordingReader.read(join(chunk, endless.bytes()));

    assertThat(recording.eventCount()).isEqualTo(10);
    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_DROPPED)).isEqualTo(1);
  }

  @Test
  void stringConstantThatRefersToItself_isDangling() {
    ScriptedRecording script =
        new ScriptedRecording()
            .eventType("jdk.FileRead", "long startTime", "java.lang.String path");
    JfrBytes pool = new JfrBytes().varint(1).varint(script.typeId("java.lang.String"));
    pool.varint(1).varint(9).stringConstant(9);
    script.checkpoint(pool.toByteArray());
    script.event("jdk.FileRead", 0, new JfrBytes().stringConstant(9).toByteArray());

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.events(ConsumedEvent.FILE_READ).id("path", 0)).isEqualTo(-1);
    assertThat(recording.diagnostics().count(Diagnostic.DANGLING_REFERENCE)).isEqualTo(1);
  }

  @Test
  void timesThatCannotBe_areNotRead() {
    ScriptedRecording script =
        Scripts.peopled()
            .event(SLEEP, Long.MAX_VALUE, 1, 1, 0, 5)
            .event(SLEEP, 1, Long.MIN_VALUE + 5, 1, 0, 5)
            .event(SLEEP, 100, -20, 1, 0, 5);

    Recording recording = RecordingReader.read(script.bytes());

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(sleeps.size()).isEqualTo(1);
    assertThat(sleeps.durationNanos(0)).isZero();
    assertThat(recording.diagnostics().count(Diagnostic.EVENT_UNREADABLE)).isEqualTo(2);
    assertThat(recording.diagnostics().count(Diagnostic.NEGATIVE_DURATION)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void chunkWithoutAClock_isDropped(long ticksPerSecond) {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 10).bytes();
    byte[] timeless =
        Scripts.parks(Scripts.peopled().clock(START_NANOS, 0, ticksPerSecond), 10).bytes();

    Recording recording = RecordingReader.read(join(chunk, timeless, chunk));

    assertThat(recording.eventCount()).isEqualTo(20);
    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_DROPPED)).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(timeless.length);
  }

  @Test
  void compressedFileThatIsCut_keepsWhatDecompresses() throws IOException {
    byte[] chunk = Scripts.parks(Scripts.peopled(), 5_000).bytes();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(chunk);
      gzip.write(chunk);
    }
    byte[] cut = Arrays.copyOf(compressed.toByteArray(), compressed.size() - 200);

    Recording recording =
        RecordingReader.read(new ByteArrayInputStream(cut), ReadOptions.defaults());

    assertThat(recording.eventCount()).isBetween(5_000L, 9_999L);
    assertThat(recording.diagnostics().count(Diagnostic.TRUNCATED)).isPositive();
  }

  @Test
  void compressedFileWithABrokenHeader_isRefused() {
    assertThatThrownBy(() -> RecordingReader.read(new byte[] {0x1f, (byte) 0x8b, 7, 7, 7, 7, 7}))
        .isInstanceOf(MalformedRecordingException.class)
        .hasMessageContaining("gzip header at byte 0 is damaged");
  }

  /** Returns bytes without any chunk header, always the same. */
  private static byte[] garbage(int size) {
    byte[] bytes = new byte[size];
    new Random(42).nextBytes(bytes);
    return bytes;
  }
}
