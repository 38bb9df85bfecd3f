package io.jtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.api.Profile;
import io.jtrace.api.Region;
import io.jtrace.api.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jfr.FlightRecorder;
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
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
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
}
