package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.cli.SmallRecording;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered of the events of a recording. */
final class RecordedEventRoutesTest {
  @TempDir private Path directory = Path.of("");
  private TestedApi api = TestedApi.of(TraceScript.of("t: RUNNING 0-10"));

  @BeforeEach
  void record() throws IOException {
    Path file = Files.write(directory.resolve("trace.out"), SmallRecording.bytes());
    LoadedTrace loaded =
        new LoadedTrace("trace.out", file, false, Traces.of(RecordingReader.read(file)));
    api = TestedApi.of(CurrentTrace.of(loaded));
  }

  @Test
  void types_areCountedWithTheirFields() throws IOException {
    assertThat(api.json("/api/event-types"))
        .startsWith("{\"unreadable\":0,\"types\":[{\"name\":\"")
        .contains("{\"name\":\"com.acme.Checkout\",", "\"fields\":[\"items\"]}")
        .contains("\"name\":\"jdk.ThreadSleep\",\"label\":\"Java Thread Sleep\",\"count\":20,");
    assertThat(api.json("/api/event-types?from=0&to=0")).doesNotContain("\"count\":20,");
  }

  @Test
  void events_arePagedByTheirStart() throws IOException {
    assertThat(api.json("/api/event-list?type=jdk.ThreadSleep&limit=2&offset=19"))
        .startsWith("{\"count\":20,\"events\":[{\"start\":")
        .contains("\"values\":[\"1 ms\"],\"stack\":[{\"method\":\"")
        .contains("io.jtrace.web.cli.SmallRecording.record");
    assertThat(api.json("/api/event-list?type=com.acme.Checkout"))
        .contains("\"values\":[\"3\"]")
        .doesNotContain("\"thread\":null");
  }

  @Test
  void events_areFilteredByTextAndThread() throws IOException {
    String sleeps = "/api/event-list?type=jdk.ThreadSleep";

    assertThat(api.json(sleeps + "&q=SMALLRECORDING.RECORD")).contains("\"count\":20,");
    assertThat(api.json(sleeps + "&q=nothing%20like%20it")).contains("\"count\":0,");
    assertThat(api.json(sleeps + "&thread=nobody")).contains("\"count\":0,");
    assertThat(api.get("/api/event-list").status()).isEqualTo(400);
  }

  @Test
  void recordingThatIsGone_isSaid() throws IOException {
    Files.delete(directory.resolve("trace.out"));

    assertThat(api.get("/api/event-types").text()).contains("the recording cannot be read");
  }
}
