package io.jtrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jdk.jfr.AnnotationElement;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK's own tools show of regions from JDK 25 on. */
final class ContextualFieldsTest {

  private static final boolean IS_KNOWN = Runtime.version().feature() >= 25;

  @ParameterizedTest
  @ValueSource(strings = {"type", "taskId"})
  void fieldOfARegion_isContextualWhereTheJdkKnowsThat(String name) {
    EventType type = EventType.getEventType(RegionEvent.class);

    assertThat(type.getField(name).getAnnotationElements())
        .extracting(AnnotationElement::getTypeName)
        .satisfies(
            names ->
                assertThat(names.contains("jdk.jfr.Contextual"))
                    .as("on JDK %s", Runtime.version().feature())
                    .isEqualTo(IS_KNOWN));
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void toolOfTheJdk_printsTheRegionWithWhatHappensInIt(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("region.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withoutThreshold();
      recording.start();
      Region.call(
          "parse",
          () -> {
            Thread.sleep(5);
            return "parsed";
          });
      recording.stop();
      recording.dump(file);
    }
    String tool = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
    Process process =
        new ProcessBuilder(tool, "print", "--events", "jdk.ThreadSleep", file.toString()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(printed).contains("Context: Region.type = \"parse\"");
  }
}
