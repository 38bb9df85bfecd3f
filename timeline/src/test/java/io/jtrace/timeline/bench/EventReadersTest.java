package io.jtrace.timeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that are compared do the same work. */
class EventReadersTest {
  private static final int ROUNDS = 20;

  private static Path file = Path.of("");

  @BeforeAll
  static void record(@TempDir Path directory) throws IOException, InterruptedException {
    file = directory.resolve("waits.jfr");
    try (Recording recording = new Recording()) {
      for (String event : new String[] {"ThreadPark", "ThreadSleep", "FileWrite"}) {
        recording.enable("jdk." + event).withThreshold(Duration.ZERO).withStackTrace();
      }
      recording.enable("jdk.ThreadStart").withStackTrace();
      recording.start();
      for (int round = 0; round < ROUNDS; round++) {
        LockSupport.parkNanos(1_000);
        Thread.sleep(1);
        Files.write(directory.resolve("scratch"), new byte[round]);
      }
      recording.stop();
      recording.dump(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jtrace-events", "jmc", "async-profiler"})
  void reader_seesTheWaitsThatTheJdkSees(String reader) throws Exception {
    assertThat(read(reader).sums()).isEqualTo(read("jdk").sums());
  }

  @Test
  void events_areThoseThatTheJdkSees() throws Exception {
    assertThat(read("jtrace-events").events()).isEqualTo(read("jdk").events());
    assertThat(read("jtrace-model").events()).isEqualTo(read("jdk").events());
  }

  @Test
  void waits_areAllThatWereRecorded() throws Exception {
    long waits = Long.parseLong(read("jdk").sums().split(" ", -1)[0]);

    assertThat(waits).isGreaterThanOrEqualTo(2L * ROUNDS);
  }

  private static WorkDone read(String reader) throws Exception {
    WorkDone work = new WorkDone();
    EventReader.named(reader).read(file, work);
    return work;
  }
}
