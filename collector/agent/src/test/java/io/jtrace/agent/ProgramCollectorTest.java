package io.jtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.api.FlightRecorder;
import io.jtrace.api.Profile;
import io.jtrace.api.Region;
import io.jtrace.api.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the program, with an exporter that tells what it was given. */
final class ProgramCollectorTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    Profile.stopCpuProfile();
    Trace.stop();
    assertThat(jdk.jfr.FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Fails as a full disk does. */
  private static OutputStream broken() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("no space left");
      }
    };
  }

  @Test
  void cpuProfile_isWrittenWhenItEnds() throws IOException {
    Profile.startCpuProfile(out);
    assertThat(out.size()).isZero();
    Profile.stopCpuProfile();

    assertThat(text()).contains("[1, 100]");
  }

  @Test
  void secondStartOfTheCpuProfile_isRefusedAndTheFirstGoesOn() throws IOException {
    Profile.startCpuProfile(out);

    assertThatThrownBy(() -> Profile.startCpuProfile(new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cpu profiling already in use");
    Profile.stopCpuProfile();
    assertThat(text()).isNotEmpty();
  }

  @Test
  void cpuProfileThatCannotBeWritten_failsWhenItEndsAndCanBeStartedAgain() throws IOException {
    Profile.startCpuProfile(broken());

    assertThatThrownBy(Profile::stopCpuProfile).hasMessage("no space left");
    Profile.startCpuProfile(out);
  }

  @Test
  void trace_isARecordingOfWhatHappenedMeanwhile(@TempDir Path directory) throws IOException {
    assertThat(Trace.isEnabled()).isFalse();
    Trace.start(out);
    assertThat(Trace.isEnabled()).isTrue();
    Region.run("meanwhile", () -> {});
    Trace.stop();
    Region.run("after", () -> {});

    assertThat(Trace.isEnabled()).isFalse();
    Path file = Files.write(directory.resolve("trace.jfr"), out.toByteArray());
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals("jtrace.Region"))
        .extracting(event -> event.getString("type"))
        .containsExactly("meanwhile");
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals("jtrace.TraceInfo"))
        .extracting(event -> event.getString("phase"))
        .containsExactlyInAnyOrder("start", "end");
  }

  @Test
  void secondStartOfTheTrace_isRefused() throws IOException {
    Trace.start(out);

    assertThatThrownBy(() -> Trace.start(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("execution tracer already enabled");
  }

  @Test
  void traceThatCannotBeWritten_failsWhenItEnds() throws IOException {
    Trace.start(broken());

    assertThatThrownBy(Trace::stop).hasMessage("no space left");
  }

  @Test
  void traceAndCpuProfile_runSideBySide() throws IOException {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    Trace.start(out);
    Profile.startCpuProfile(profile);
    Trace.stop();
    Profile.stopCpuProfile();

    assertThat(out.size()).isPositive();
    assertThat(profile.size()).isPositive();
  }

  @Test
  void lookedUpProfile_isWrittenAsTheEndpointAnswersIt() throws IOException {
    Objects.requireNonNull(Profile.lookup("threads")).writeTo(out, 1);

    assertThat(text()).startsWith("goroutine profile: total ").contains("ProgramCollectorTest");
  }

  @Test
  void profileOfTheProgramsOwn_isWrittenToo() throws IOException {
    Profile own = Profile.newProfile("collector/test");
    own.add(this, 0);
    own.writeTo(out, 0);

    assertThat(text()).contains("profileOfTheProgramsOwn_isWrittenToo");
  }

  @Test
  void streamThatFails_failsTheProfile() {
    assertThatThrownBy(() -> Objects.requireNonNull(Profile.lookup("threads")).writeTo(broken(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left");
  }

  @Test
  void flightRecorder_writesWhatHappenedBeforeAsOftenAsWanted(@TempDir Path directory)
      throws IOException {
    Path first = Files.createTempFile(directory, "first", ".jfr");
    Path second = Files.createTempFile(directory, "second", ".jfr");
    try (FlightRecorder recorder = new FlightRecorder(Duration.ZERO, 0)) {
      assertThat(recorder.isEnabled()).isFalse();
      recorder.start();
      assertThat(recorder.isEnabled()).isTrue();
      Region.run("before", () -> {});
      write(recorder, first);
      Region.run("between", () -> {});
      write(recorder, second);
    }

    assertThat(regions(first)).containsExactly("before");
    assertThat(regions(second)).containsExactly("before", "between");
  }

  private static void write(FlightRecorder recorder, Path file) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file)) {
      recorder.writeTo(stream);
    }
  }

  private static List<String> regions(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jtrace.Region"))
        .map(event -> event.getString("type"))
        .toList();
  }

  @Test
  void flightRecorder_hasTheErrorsOfGos() throws IOException {
    FlightRecorder one = new FlightRecorder(Duration.ofSeconds(1), 1 << 20);
    FlightRecorder other = new FlightRecorder(Duration.ofSeconds(1), 1 << 20);
    assertThatThrownBy(() -> one.writeTo(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot snapshot a disabled flight recorder");
    one.start();

    assertThatThrownBy(one::start).hasMessageStartingWith("flight recorder already enabled");
    assertThatThrownBy(other::start).hasMessageStartingWith("flight recorder already enabled");
    other.stop();
    assertThat(one.isEnabled()).isTrue();
    one.stop();
    one.stop();
    assertThatThrownBy(() -> new FlightRecorder(Duration.ofSeconds(-1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
