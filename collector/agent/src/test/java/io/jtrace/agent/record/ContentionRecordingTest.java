package io.jtrace.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.agent.CopyExporter;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.spi.RecordedProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentionRecordingTest {

  private static final Duration RATE = Duration.ofMillis(10);
  private static final long MANY = 1 << 20;

  private final TraceRecorder recorder = TraceRecorder.open(Options.defaults());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Path file;

  ContentionRecordingTest(@TempDir Path directory) {
    file = directory.resolve("waits.jfr");
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    recorder.close();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
    assertThat(told).isEmpty();
  }

  private ContentionRecording start() throws IOException {
    return recorder.startContention(RATE, told::add);
  }

  private List<String> comments(ContentionRecording waits) throws IOException {
    return waits.read(RecordedProfile.BLOCK, file, new CopyExporter()).comments();
  }

  @Test
  void waits_areRecordedWithTheirStacksFromTheRateOn() throws IOException {
    ContentionRecording waits = start();
    LockSupport.parkNanos("long", 50_000_000);
    LockSupport.parkNanos("short", 100_000);

    waits.read(RecordedProfile.BLOCK, file, new CopyExporter());

    List<RecordedEvent> parks =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("jdk.ThreadPark"))
            .filter(event -> event.getThread().getJavaThreadId() == threadId())
            .toList();
    assertThat(parks).hasSize(1).allMatch(event -> event.getStackTrace() != null);
  }

  @SuppressWarnings("deprecation") // its successor is newer than the oldest JDK we run on
  private static long threadId() {
    return Thread.currentThread().getId();
  }

  @Test
  void tooManyWaits_raiseTheBoundUntilThereAreFew() throws IOException {
    ContentionRecording waits = start();
    assertThat(comments(waits)).contains("waits shorter than 10 ms are left out").hasSize(2);

    waits.adapt(MANY);
    waits.adapt(MANY);
    assertThat(waits.bound()).isEqualTo(RATE.multipliedBy(4));
    waits.adapt(0);
    assertThat(waits.bound()).isEqualTo(RATE.multipliedBy(2));
    waits.adapt(0);
    waits.adapt(0);
    assertThat(waits.bound()).as("no shorter than the rate").isEqualTo(RATE);
    assertThat(comments(waits))
        .contains("there were many, so for some time those shorter than 40 ms");
  }

  @Test
  void bound_isNeverMuchOverASecond() throws IOException {
    ContentionRecording waits = start();

    for (int i = 0; i < 100; i++) {
      waits.adapt(MANY);
    }

    assertThat(waits.bound()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void afterTheEnd_thereIsNothingToRead() throws IOException {
    ContentionRecording waits = start();

    recorder.close();

    assertThatThrownBy(() -> comments(waits))
        .isInstanceOf(IOException.class)
        .hasMessage("it has ended");
  }
}
