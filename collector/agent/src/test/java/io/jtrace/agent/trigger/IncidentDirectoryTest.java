package io.jtrace.agent.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.options.Options;
import io.jtrace.agent.options.TriggerKind;
import io.jtrace.agent.record.FlightBounds;
import io.jtrace.agent.record.FlightRecording;
import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncidentDirectoryTest {

  private final TraceRecorder recorder = TraceRecorder.open(Options.defaults());
  private final Path directory;
  private final FlightRecording flight;

  IncidentDirectoryTest(@TempDir Path temporary) throws IOException {
    directory = temporary.resolve("made/here");
    FlightBounds bounds = new FlightBounds(Duration.ofSeconds(30), 1 << 26);
    flight = recorder.startFlight(bounds, told -> {});
  }

  @AfterEach
  void close() throws IOException {
    recorder.close();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void saved_isARecordingNamedByTimeAndTrigger() throws IOException {
    Path saved = new IncidentDirectory(directory, 1 << 30).save(flight, TriggerKind.GC);

    assertThat(files()).containsExactly(saved.getFileName().toString());
    assertThat(saved.getFileName().toString())
        .matches("jtrace-[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-gc-[0-9]+\\.jfr");
    assertThat(Files.readAllBytes(saved)).startsWith('F', 'L', 'R', 0);
  }

  @Test
  void beyondTheSize_theOldestTracesGoAndNothingElse() throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("jtrace-20200101T000000.000Z-gc-1.jfr"), new byte[100]);
    Files.write(directory.resolve("jtrace-20210101T000000.000Z-gc-1.jfr"), new byte[100]);
    Files.write(directory.resolve("notes.txt"), new byte[100]);
    Files.write(directory.resolve("jtrace-mine.jfr"), new byte[100]);
    Path first = new IncidentDirectory(directory, 1 << 30).save(flight, TriggerKind.LOCK);
    long enoughForOneMore = Files.size(first) * 3 / 2;

    Path second = new IncidentDirectory(directory, enoughForOneMore).save(flight, TriggerKind.LOCK);

    assertThat(files()).contains("notes.txt", second.getFileName().toString());
    assertThat(files()).doesNotContain("jtrace-20200101T000000.000Z-gc-1.jfr");
    Path third = new IncidentDirectory(directory, 1).save(flight, TriggerKind.LOCK);
    assertThat(files())
        .as("the newest stays")
        .containsExactly(third.getFileName().toString(), "jtrace-mine.jfr", "notes.txt");
  }
}
