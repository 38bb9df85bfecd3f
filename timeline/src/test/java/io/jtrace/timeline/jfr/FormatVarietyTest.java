package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.START_NANOS;
import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.PARK;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What writers of recordings may do differently from the newest JDK, and what it means. */
class FormatVarietyTest {
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "1, 9", "2, 0", "2, 1", "2, 7"})
  void chunkOfAKnownVersion_isRead(int major, int minor) {
    byte[] file = Scripts.parks(Scripts.peopled().version(major, minor), 3).bytes();

    Recording recording = RecordingReader.read(file);

    assertThat(recording.eventCount()).isEqualTo(3);
    assertThat(recording.diagnostics().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "0, 5"})
  void chunkOfTheFormatBefore_isRefusedWithTheToolThatReadsIt(int major, int minor) {
    byte[] file = Scripts.parks(Scripts.peopled().version(major, minor), 3).bytes();

    assertThatThrownBy(() -> RecordingReader.read(file))
        .isInstanceOf(MalformedRecordingException.class)
        .hasMessageContaining("version " + major + "." + minor)
        .hasMessageContaining("JDK Mission Control");
  }

  @Test
  void chunksOfSeveralVersionsInOneFile_areAllRead() {
    byte[] old = Scripts.parks(Scripts.peopled().version(1, 0), 2).bytes();
    byte[] current = Scripts.parks(Scripts.peopled().version(2, 1), 2).bytes();
    byte[] ancient = Scripts.parks(Scripts.peopled().version(0, 9), 2).bytes();

    Recording recording = RecordingReader.read(join(old, ancient, current));

    assertThat(recording.eventCount()).isEqualTo(4);
    assertThat(recording.diagnostics().lostBytes()).isEqualTo(ancient.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void sizesPaddedToAnyWidth_areRead(int width) {
    ScriptedRecording script = Scripts.peopled().metadata().sizesIn(width);

    Recording recording = RecordingReader.read(Scripts.parks(script, 3).bytes());

    assertThat(recording.eventCount()).isEqualTo(3);
    assertThat(recording.diagnostics().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 127, 128, 1L << 55, 1L << 56, 1L << 62, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void numbersOfAnyLength_areRead(long value) {
    Recording recording =
        RecordingReader.read(Scripts.peopled().event(PARK, 1, 2, 2, 7, 5, 3, value, 4).bytes());

    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    assertThat(parks.number("until", 0)).isEqualTo(value);
    assertThat(parks.number("address", 0)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 31, 1L << 32, 1L << 63, -1, 0x7fff_ffff_ffff_fffeL})
  void keyOfAnyLength_refersToItsConstant(long key) {
    ScriptedRecording script =
        Scripts.peopled().thread(key, "keyed", 77, 99).event(SLEEP, 1, 1, key, 0, 1);

    Recording recording = RecordingReader.read(script.bytes());

    int thread = recording.events(ConsumedEvent.THREAD_SLEEP).thread(0);
    assertThat(recording.threads().javaId(thread)).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 128, 1 << 20, 1L << 40})
  void typeIdsFromAnyRange_areFound(long firstId) {
    ScriptedRecording script =
        new ScriptedRecording()
            .typeIdsFrom(firstId)
            .eventType(SLEEP, "long startTime", "long time")
            .event(SLEEP, 1, 7);

    EventTable sleeps = RecordingReader.read(script.bytes()).events(ConsumedEvent.THREAD_SLEEP);

    assertThat(sleeps.number("time", 0)).isEqualTo(7);
  }

  @Test
  void constantsOfAnUnknownType_costTheirCheckpointOnly() {
    ScriptedRecording script = Scripts.peopled();
    script.checkpoint(
        new JfrBytes().varint(1).varint(9999).varint(1).varint(3).int8(5).toByteArray());
    script.thread(9, "later", 77, 99).checkpoint().event(SLEEP, 1, 1, 9, 0, 1);

    Recording recording = RecordingReader.read(script.bytes());

    int thread = recording.events(ConsumedEvent.THREAD_SLEEP).thread(0);
    assertThat(recording.threads().javaId(thread)).isEqualTo(99);
    assertThat(recording.diagnostics().count(Diagnostic.EVENT_UNREADABLE)).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isBetween(1L, 20L);
  }

  @Test
  void metadataInTheMiddle_explainsEventsBeforeAndAfterIt() {
    ScriptedRecording script = Scripts.parks(Scripts.peopled(), 2).metadata();

    assertThat(RecordingReader.read(Scripts.parks(script, 3).bytes()).eventCount()).isEqualTo(5);
  }

  @Test
  void eventsBeforeTheStartOfTheirChunk_areAtNegativeTimesAndClippedInTheTrace() {
    byte[] file =
        Scripts.peopled()
            .clock(START_NANOS, 1_000, 1_000_000_000)
            .event(SLEEP, 400, 900, 1, 0, 1)
            .event(SLEEP, 100, 200, 1, 0, 1)
            .bytes();

    Recording recording = RecordingReader.read(file);
    Trace trace = Traces.of(recording);

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(sleeps.startNanos(0)).isEqualTo(-600);
    assertThat(sleeps.startNanos(1)).isEqualTo(-900);
    Spans spans = trace.spans();
    int first = spans.first(sleeps.thread(0));
    assertThat(spans.state(first)).isEqualTo(State.SLEEPING);
    assertThat(spans.startNanos(first)).isZero();
    assertThat(spans.endNanos(first)).isEqualTo(300);
  }

  @Test
  void chunksThatOverlapInTime_giveOneThreadItsSpansInOrder() {
    // As profilers write them: the second chunk began before the first one ended.
    byte[] long1 =
        Scripts.peopled()
            .lasting(10_000)
            .event(SLEEP, 1_000, 500, 1, 0, 1)
            .event(SLEEP, 9_000, 500, 1, 0, 1)
            .bytes();
    byte[] inner =
        Scripts.peopled()
            .clock(START_NANOS + 4_000, 0, 1_000_000_000)
            .lasting(2_000)
            .event(SLEEP, 500, 500, 1, 0, 1)
            .bytes();

    Trace trace = Traces.of(RecordingReader.read(join(long1, inner)));

    assertThat(trace.threads().size()).isEqualTo(2);
    assertThat(trace.facts().durationNanos()).isEqualTo(10_000);
    Spans spans = trace.spans();
    List<Long> starts =
        IntStream.range(spans.first(0), spans.end(0))
            .filter(span -> spans.state(span) == State.SLEEPING)
            .mapToObj(spans::startNanos)
            .toList();
    assertThat(starts).containsExactly(1_000L, 4_500L, 9_000L);
  }

  @Test
  void compressedRecordingsJoined_areReadAsOne() throws IOException {
    byte[] chunk = RecordingCheck.gzip(Scripts.parks(Scripts.peopled(), 3).bytes());

    Recording recording =
        RecordingReader.read(new ByteArrayInputStream(join(chunk, chunk)), ReadOptions.defaults());

    assertThat(recording.chunks()).isEqualTo(2);
    assertThat(recording.eventCount()).isEqualTo(6);
  }
}
