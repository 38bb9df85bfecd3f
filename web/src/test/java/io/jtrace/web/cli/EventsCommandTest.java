package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.DecodedEvent;
import io.jtrace.timeline.jfr.EventField;
import io.jtrace.timeline.jfr.EventValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventsCommandTest {
  private static byte[] recording = new byte[0];

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void record() throws IOException {
    recording = SmallRecording.bytes();
  }

  private String file() throws IOException {
    return Files.write(directory.resolve("trace.out"), recording).toString();
  }

  @Test
  void events_arePrintedWithAllFields() throws IOException {
    Outcome outcome = Outcome.of("events", "--type=ThreadSleep,com.acme.Checkout", file());

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out())
        .containsPattern("com\\.acme\\.Checkout \\{\n  startTime = \\d+\\.\\d{9} s\n")
        .contains("  items = 3\n")
        .containsPattern("jdk\\.ThreadSleep \\{\n  startTime = .*\n  duration = .*ms\n")
        .contains("  time = 1 ms\n")
        .contains("  stackTrace = [\n    ")
        .contains("    io.jtrace.web.cli.SmallRecording.record:");
  }

  @Test
  void json_isAnObjectALine() throws IOException {
    String[] lines =
        Outcome.of("events", "--json", "--type=jdk.ThreadSleep", "--limit=2", file())
            .out()
            .split("\n", -1);

    assertThat(lines).hasSize(3);
    assertThat(lines[0])
        .startsWith("{\"type\":\"jdk.ThreadSleep\",\"startNanos\":")
        .contains("\"fields\":{", "\"time\":1000000", "\"stackTrace\":{\"truncated\":")
        .endsWith("}}");
    assertThat(lines[2]).isEmpty();
  }

  @Test
  void events_areThoseOfAThreadAndATime() throws IOException {
    String file = file();
    String thread = Thread.currentThread().getName();

    assertThat(Outcome.of("events", "--thread=" + thread, "--type=Checkout", file).out()).isEmpty();
    assertThat(Outcome.of("events", "--thread=" + thread, file).out())
        .contains("com.acme.Checkout");
    assertThat(Outcome.of("events", "--thread=nobody", file).out()).isEmpty();
    assertThat(Outcome.of("events", "--from=10h", file).out()).isEmpty();
  }

  @Test
  void wrongUsage_isSaid() throws IOException {
    assertThat(Outcome.of("events").errors()).contains("expected a trace");
    assertThat(Outcome.of("events", "--limit=many", file()).errors()).contains("--limit=N");
    assertThat(Outcome.of("events", file() + ".not").exitCode()).isEqualTo(1);
  }

  @Test
  void controlCharacters_doNotReachTheTerminal() {
    DecodedEvent event =
        new DecodedEvent(
            new DecodedEvent.EventType("a\u001b[2J", null, false, List.of("f\n")),
            0,
            0,
            List.of(new EventField("f\n", new EventValue.Text("\u001b]0;\"x\u0007\n"))));

    assertThat(EventText.of(event))
        .isEqualTo(
            """
            a\\u001b[2J {
              startTime = 0.000000000 s
              f\\n = "\\u001b]0;\\"x\\u0007\\n"
            }

            """);
  }
}
