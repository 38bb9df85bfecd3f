package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Documents.HexDump;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes in {@code docs/jfr-format.md} are what the text says of them. */
class FormatDocumentTest {
  private static final int HEADER = 0;
  private static final int EVENT = 1;
  private static final int HEADER_COPY = 3;

  @Test
  void offsets_followFromTheBytes() throws IOException {
    List<HexDump> dumps = Documents.hexDumps();

    assertThat(dumps).hasSize(5);
    assertThat(dumps).allSatisfy(dump -> assertThat(dump.brokenOffsets()).isEmpty());
  }

  @Test
  void quotedHeader_pointsToTheQuotedCheckpointWhichIsItsCopy() throws IOException {
    byte[] header = Documents.hexDumps().get(HEADER).bytes();
    HexDump checkpoint = Documents.hexDumps().get(HEADER_COPY);
    int size = checkpoint.bytes().length;

    assertThat(header).hasSize(68);
    assertThat(ByteBuffer.wrap(header).getLong(16)).isEqualTo(checkpoint.offsetBytes());
    assertThat(ByteBuffer.wrap(header).getLong(8)).isEqualTo(checkpoint.offsetBytes() + size);
    assertThat(Arrays.copyOfRange(checkpoint.bytes(), size - 68, size)).isEqualTo(header);
  }

  @Test
  void quotedEvent_isAsLongAsItSays() throws IOException {
    byte[] event = Documents.hexDumps().get(EVENT).bytes();

    assertThat(event).hasSize(event[0]);
  }

  @Test
  void wholeRecording_isReadByTheJdk(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("490.jfr"), Documents.wholeRecording());

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    assertThat(Files.size(file)).isEqualTo(490);
    assertThat(events).hasSize(1);
    RecordedEvent event = events.get(0);
    RecordedObject word = event.getValue("word");
    assertThat(event.getEventType().getName()).isEqualTo("demo.Greeting");
    assertThat(event.getStartTime()).isEqualTo(Instant.parse("2023-11-14T22:13:20.000500Z"));
    assertThat(word.getString("text")).isEqualTo("hello");
    assertThat(event.getLong("count")).isEqualTo(300);
  }

  @Test
  void wholeRecording_isReadByJtrace() throws IOException {
    Recording recording = RecordingReader.read(Documents.wholeRecording());

    assertThat(recording.eventCount()).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isZero();
    assertThat(recording.durationNanos()).isEqualTo(1_000_000);
    assertThat(recording.eventTypes()).extracting(EventTypeSummary::name).contains("demo.Greeting");
  }
}
