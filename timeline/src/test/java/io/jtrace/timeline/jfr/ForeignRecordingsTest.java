package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other readers count in these files, we count too. */
class ForeignRecordingsTest {
  @ParameterizedTest
  @CsvSource({
    "MetadataBaseline_9.jfr, 1, 3153",
    "openjdk8u292.jfr, 1, 1",
    "MetadataBaseline_11.jfr, 1, 3634",
    "jdk18-finalizers.jfr, 1, 2",
    "dominating_thread_allocation_sample.jfr, 1, 1820",
    "wall.jfr, 1, 1856",
    "cpool-uint64-constant-index.jfr.gz, 1, 7416",
    "event-with-type-zero.jfr.gz, 3, 131275",
  })
  void recordingOfAnotherTool_isReadCompletely(String name, int chunks, long events)
      throws IOException {
    Recording recording = RecordingReader.read(ForeignRecordings.find(name));

    assertThat(recording.eventCount()).isEqualTo(events);
    assertThat(recording.chunks()).isEqualTo(chunks);
    assertThat(recording.jvms()).isEqualTo(1);
    assertThat(recording.diagnostics().lostBytes()).isZero();
    assertThat(recording.lostPercent()).isZero();
  }

  @Test
  void formatBeforeVersion1_isRefusedWithTheToolThatReadsIt() {
    Path file = ForeignRecordings.find("MetadataBaseline_8.jfr");

    assertThatThrownBy(() -> RecordingReader.read(file))
        .isInstanceOf(MalformedRecordingException.class)
        .hasMessage(
            "Expected format version 1 or 2, but found version 0.9 at byte 0: "
                + "JDK 7 and Oracle JDK 8 wrote that format; JDK Mission Control opens it");
  }
}
