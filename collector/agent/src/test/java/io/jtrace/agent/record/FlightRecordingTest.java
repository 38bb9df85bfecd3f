package io.jtrace.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jtrace.agent.options.Options;
import io.jtrace.boot.TriggerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightRecordingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ALL = Duration.ofMinutes(1);

  private final TraceRecorder recorder = TraceRecorder.open(Options.defaults());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Path file;

  FlightRecordingTest(@TempDir Path directory) {
    file = directory.resolve("past.jfr");
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    recorder.close();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
    assertThat(told).isEmpty();
  }

  private FlightRecording start(Duration age) throws IOException {
    return recorder.startFlight(new FlightBounds(age, 1 << 26), told::add);
  }

  private static void mark(String name) {
    TriggerEvent event = new TriggerEvent();
    event.trigger = name;
    event.commit();
  }

  private List<RecordedEvent> copied(FlightRecording flight) throws IOException {
    flight.copyTo(file, ALL);
    return RecordingFile.readAllEvents(file);
  }

  private static List<String> texts(List<RecordedEvent> events, String type, String field) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .map(event -> event.getString(field))
        .toList();
  }

  @Test
  void copies_haveWhatHappenedBeforeAndTheStatusOfThreadsAtBothEnds() throws IOException {
    FlightRecording flight = start(ALL);
    mark("first");
    List<RecordedEvent> once = copied(flight);
    mark("second");
    List<RecordedEvent> twice = copied(flight);

    assertThat(texts(once, "jtrace.Trigger", "trigger")).containsExactly("first");
    assertThat(texts(twice, "jtrace.Trigger", "trigger")).containsExactly("first", "second");
    for (List<RecordedEvent> events : List.of(once, twice)) {
      assertThat(texts(events, "jtrace.ThreadStatus", "phase")).contains("start", "end");
      assertThat(texts(events, "jtrace.TraceInfo", "phase")).contains("start", "end");
      assertThat(texts(events, "jtrace.Limit", "event")).contains("jdk.ObjectAllocationSample");
    }
  }

  @Test
  void window_endsNowAndBeginsWhereItWasWanted() throws IOException {
    FlightRecording flight = start(ALL);

    FlightRecording.Past whole = flight.copyTo(file, ALL);
    FlightRecording.Past last = flight.copyTo(file, Duration.ofNanos(1000));

    assertThat(Duration.between(whole.from(), whole.to()))
        .as("not since before it ran")
        .isLessThan(ALL);
    assertThat(Duration.between(last.from(), last.to())).isEqualTo(Duration.ofNanos(1000));
    assertThat(last.to()).isAfter(whole.to());
  }

  @Test
  void whatIsOlderThanTheAge_goes() throws IOException {
    FlightRecording flight = start(Duration.ofMillis(100));
    mark("old");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(texts(copied(flight), "jtrace.Trigger", "trigger"))
                    .doesNotContain("old"));

    List<RecordedEvent> left = copied(flight);
    assertThat(texts(left, "jtrace.ThreadStatus", "phase"))
        .as("of a later generation")
        .contains("during", "end")
        .doesNotContain("start");
  }

  @Test
  void afterTheEnd_thereIsNothingToCopy() throws IOException {
    FlightRecording flight = start(ALL);

    recorder.close();

    assertThat(flight.isClosed()).isTrue();
    assertThatThrownBy(() -> flight.copyTo(file, ALL))
        .isInstanceOf(IOException.class)
        .hasMessage("the flight recorder has ended");
  }
}
