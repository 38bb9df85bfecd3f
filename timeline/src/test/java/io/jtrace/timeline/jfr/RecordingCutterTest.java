package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's own reader says what is in a recording, and what is in its cut. */
class RecordingCutterTest {
  /** The JDK's reader rounds, and counts the times of all chunks from the first. */
  private static final long ROUNDING_NANOS = 200_000;

  @TempDir private Path directory = Path.of("");

  @Test
  void windowInTheMiddle_keepsWhatTouchesIt() throws IOException {
    Path whole =
        write(
            Scripts.peopled()
                .event(Scripts.SLEEP, 0, 150, 1, 0, 5)
                .event(Scripts.SLEEP, 200, 50, 2, 0, 6)
                .event(Scripts.SLEEP, 150, 30, 1, 0, 7)
                .event(Scripts.SLEEP, 120, 500, 2, 0, 8)
                .event(Scripts.SLEEP, 20, 80, 2, 0, 9)
                .lasting(1000)
                .bytes());

    assertThat(sleeps(cut(whole, 100, 200))).containsExactly(5L, 7L, 8L);
  }

  @Test
  void cut_beginsAndEndsWithItsWindow() throws IOException {
    Path whole = write(Scripts.parks(Scripts.peopled(), 100).lasting(100_000).bytes());

    Recording part = RecordingReader.read(cut(whole, 20_000, 50_000));

    assertThat(part.durationNanos()).isEqualTo(30_000);
    assertThat(part.startEpochNanos()).isEqualTo(ScriptedRecording.START_NANOS + 20_000);
    EventTable parks = part.events(ConsumedEvent.THREAD_PARK);
    assertThat(parks.size()).isEqualTo(30);
    assertThat(parks.startNanos(0)).isZero();
    assertThat(part.diagnostics().lostBytes()).isZero();
  }

  @Test
  void chunksBesideTheWindow_go() throws IOException {
    Path whole =
        write(
            ScriptedRecording.join(
                chunk(0, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 1)),
                chunk(1000, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 2)),
                chunk(2000, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 3))));

    Path part = cut(whole, 1000, 1500);

    assertThat(RecordingReader.read(part).chunks()).isEqualTo(1);
    assertThat(sleeps(part)).containsExactly(2L);
  }

  @Test
  void eventThatEndsInALaterChunk_isKeptWithIt() throws IOException {
    Path whole =
        write(
            ScriptedRecording.join(
                chunk(0, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 1)),
                chunk(1000, Scripts.peopled().event(Scripts.SLEEP, -900, 1000, 2, 0, 2))));

    Path part = cut(whole, 500, 600);

    assertThat(sleeps(part)).containsExactly(2L);
    assertThat(RecordingReader.read(part).durationNanos()).isEqualTo(100);
  }

  @Test
  void windowWithoutEvents_givesAChunkWithoutAny() throws IOException {
    Path whole = write(chunk(0, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 1)));

    Path part = cut(whole, 500, 600);

    assertThat(sleeps(part)).isEmpty();
    assertThat(RecordingReader.read(part).durationNanos()).isEqualTo(100);
  }

  @Test
  void chosenThreads_keepTheirEventsAndThoseOfNone() throws IOException {
    ScriptedRecording script = Scripts.peopled();
    Scripts.jvm(script, 17, 4)
        .event(Scripts.SLEEP, 10, 5, 1, 0, 1)
        .event(Scripts.SLEEP, 20, 5, 2, 0, 2)
        .event(Scripts.SLEEP, 30, 5, 0, 0, 3);
    Path whole = write(script.bytes());

    assertThat(sleeps(cut(whole, 0, 100, "work*"))).containsExactly(2L, 3L);
    assertThat(sleeps(cut(whole, 0, 100, "1"))).containsExactly(1L, 3L);
    assertThat(sleeps(cut(whole, 0, 100, "nobody", "m*n"))).containsExactly(1L, 3L);
    Path part = cut(whole, 50, 100, "main");
    assertThat(RecordingReader.read(part).events(ConsumedEvent.JVM_INFORMATION).size()).isOne();
  }

  @Test
  void severalCheckpoints_areLinkedAnew() throws IOException {
    ScriptedRecording script = Scripts.peopled();
    Scripts.parks(script, 200)
        .constant("java.lang.Thread", 9, "late", 1009, "late", 9, 3)
        .checkpoint();
    Path whole =
        write(script.event(Scripts.SLEEP, 100, 1_000_000, 9, 7, 4).lasting(2_000_000).bytes());

    Path part = cut(whole, 500_000, 600_000);

    assertThat(RecordingFile.readAllEvents(part)).hasSize(1);
    RecordedEvent sleep = RecordingFile.readAllEvents(part).get(0);
    assertThat(sleep.getThread().getJavaName()).isEqualTo("late");
    assertThat(sleep.getStackTrace().getFrames()).hasSize(2);
  }

  @Test
  void damagedChunk_losesOnlyWhatCannotBeRead() throws IOException {
    byte[] first = chunk(0, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 1));
    byte[] last =
        chunk(
            1000,
            Scripts.parks(Scripts.peopled(), 3).event(Scripts.SLEEP, 1, 5, 1, 0, 2).metadata());
    byte[] cutOff = Arrays.copyOf(last, last.length - 20);
    byte[] joined = ScriptedRecording.join(first, new byte[] {1, 2, 3}, cutOff);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CutSummary summary = RecordingCutter.cut(write(joined), new CutWindow(0, 2000, List.of()), out);

    assertThat(summary.diagnostics().lostBytes()).isPositive();
    Path part = write(out.toByteArray());
    assertThat(sleeps(part)).contains(1L);
    assertThat(RecordingReader.read(part).diagnostics().lostBytes()).isZero();
  }

  @Test
  void somethingElse_isRefused() throws IOException {
    Path file = write("no recording".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> cut(file, 0, 1)).isInstanceOf(MalformedRecordingException.class);
  }

  @Test
  void windowYearsAfterTheEnd_givesAChunkWithoutEvents() throws IOException {
    Path whole = write(chunk(0, Scripts.peopled().event(Scripts.SLEEP, 10, 5, 1, 0, 1)));

    assertThat(sleeps(cut(whole, Long.MAX_VALUE - 1, Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void strangeBytes_areCutOrRefused() throws IOException {
    for (Path file : FuzzCorpus.files()) {
      for (String threads : List.of("", "m*")) {
        String[] chosen = threads.isEmpty() ? new String[0] : new String[] {threads};
        Path part;
        try {
          part = cut(write(FuzzCorpus.bytes(file)), 10, 1_000_000_000, chosen);
        } catch (MalformedRecordingException e) {
          assertThat(e.getMessage()).as("%s", file).isNotEmpty();
          continue;
        }
        assertThat(RecordingReader.read(part).chunks()).as("%s", file).isPositive();
      }
    }
  }

  @Test
  void emptyWindow_isRefused() {
    assertThatThrownBy(() -> new CutWindow(5, 5, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("io.jtrace.timeline.jfr.ForeignRecordings#readByTheJdk")
  void recordingOfAnotherTool_keepsExactlyWhatTouches(String name) throws IOException {
    compareThirds(ForeignRecordings.find(name));
  }

  @Test
  void recordingOfThisJdk_keepsExactlyWhatTouches() throws Exception {
    Path file = directory.resolve("workload.jfr");
    RecordedWorkload.main(new String[] {file.toString()});

    assertThat(compareThirds(file)).isGreaterThan(500);
  }

  /**
   * Cuts the second third of a recording and compares with what the JDK reads of the whole; returns
   * how many events are in the cut.
   */
  private int compareThirds(Path whole) throws IOException {
    Recording ours = RecordingReader.read(whole);
    long from = ours.durationNanos() / 3;
    long to = 2 * from + 1;

    Path part = cut(whole, from, to);

    Instant start = Instant.ofEpochSecond(0, ours.startEpochNanos());
    Instant earliest = start.plusNanos(from);
    Instant latest = start.plusNanos(to);
    List<RecordedEvent> kept = RecordingFile.readAllEvents(part);
    int next = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(whole)) {
      boolean isSame = next < kept.size() && isSame(event, kept.get(next));
      if (isSame) {
        next++;
      }
      if (CutRule.of(typeName(event)) == CutRule.TOUCHING) {
        boolean isSurelyIn = touches(event, earliest, latest, -ROUNDING_NANOS);
        boolean isMaybeIn = touches(event, earliest, latest, ROUNDING_NANOS);
        assertThat(isSame || !isSurelyIn).as("kept: %s", event).isTrue();
        assertThat(!isSame || isMaybeIn).as("left out: %s", event).isTrue();
      }
    }
    assertThat(next).as("events that are in the cut and not in the whole").isEqualTo(kept.size());
    return next;
  }

  private static String typeName(RecordedEvent event) {
    return event.getEventType().getName().replace("com.oracle.jdk.", "jdk.");
  }

  private static boolean touches(RecordedEvent event, Instant from, Instant to, long slackNanos) {
    Instant start = event.getStartTime();
    return start.isBefore(to.plusNanos(slackNanos))
        && !event.getEndTime().isBefore(from.minusNanos(slackNanos));
  }

  /** Compares all fields; times as ticks. */
  private static boolean isSame(RecordedEvent one, RecordedEvent other) {
    if (!one.getEventType().getName().equals(other.getEventType().getName())) {
      return false;
    }
    for (ValueDescriptor field : one.getFields()) {
      Object[] values = {one.getValue(field.getName()), other.getValue(field.getName())};
      if (!Arrays.deepToString(new Object[] {values[0]})
          .equals(Arrays.deepToString(new Object[] {values[1]}))) {
        return false;
      }
    }
    return true;
  }

  private static List<Long> sleeps(Path file) throws IOException {
    List<Long> times = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals(Scripts.SLEEP)) {
        times.add(event.getLong("time"));
      }
    }
    return times;
  }

  private static byte[] chunk(long startNanos, ScriptedRecording script) {
    return script
        .clock(ScriptedRecording.START_NANOS + startNanos, 0, 1_000_000_000)
        .lasting(1000)
        .bytes();
  }

  private Path cut(Path whole, long from, long to, String... threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordingCutter.cut(whole, new CutWindow(from, to, List.of(threads)), out);
    return write(out.toByteArray());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "recording", ".jfr"), bytes);
  }
}
