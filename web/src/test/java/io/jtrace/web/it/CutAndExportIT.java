package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a recording of this JDK, as recordings and as single files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CutAndExportIT {
  /** Ends a script, begins a comment and another script, and ends a line of one. */
  private static final String HOSTILE = "</script><!-- <script>\u2028 alert";

  private static final String PROGRAM =
      """
      public class Sleeper {
        public static void main(String[] arguments) throws Exception {
          Thread thread = new Thread(Sleeper::sleep, "</script><!-- <script>\\u2028 alert");
          thread.start();
          thread.join();
        }

        private static void sleep() {
          try {
            for (int i = 0; i < 20; i++) {
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  private Path directory = Path.of("");

  @BeforeAll
  void record(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Sleeper", PROGRAM, List.of());
    Jar.Result program =
        Jar.finish(
            directory,
            List.of(
                Jar.java(),
                "-XX:StartFlightRecording:filename=whole.jfr",
                "-cp",
                directory.toString(),
                "Sleeper"));
    assertThat(program.exitCode()).as(program.errors()).isZero();
  }

  private Recording read(String name) throws IOException {
    return RecordingReader.read(directory.resolve(name));
  }

  @Test
  void cut_isAShorterRecordingForEveryReader() throws Exception {
    long wholeNanos = read("whole.jfr").durationNanos();
    Jar.Result cut =
        Jar.run(directory, "cut", "--from=300ms", "--to=600ms", "-o", "part.jfr", "whole.jfr");

    assertThat(cut.exitCode()).as(cut.errors()).isZero();
    assertThat(wholeNanos).isGreaterThan(900_000_000L);
    assertThat(read("part.jfr").durationNanos()).isEqualTo(300_000_000L);
    assertThat(sleeps("part.jfr"))
        .isNotEmpty()
        .hasSizeLessThan(sleeps("whole.jfr").size())
        .allMatch(event -> event.getThread().getJavaName().equals(HOSTILE));
  }

  private List<RecordedEvent> sleeps(String name) throws IOException {
    return RecordingFile.readAllEvents(directory.resolve(name)).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.ThreadSleep"))
        .toList();
  }

  @Test
  void singleFile_holdsTheTraceButNoTextOfIt() throws Exception {
    Jar.Result export =
        Jar.run(directory, "export", "--format=html", "-o", "whole.html", "whole.jfr");

    assertThat(export.exitCode()).as(export.errors()).isZero();
    String page = Files.readString(directory.resolve("whole.html"));
    assertThat(page).contains("script-src 'sha256-").doesNotContain("alert\"", "<!--", "\u2028");
    assertThat(answers(page)).contains("\"" + HOSTILE + "\"", "\"name\":\"whole.jfr\"");
  }

  @Test
  void singleFileOfAWindow_hasTheWindowOnly() throws Exception {
    Jar.Result export =
        Jar.run(
            directory,
            "export",
            "--format=html",
            "--from=300ms",
            "--to=600ms",
            "-o",
            "part.html",
            "whole.jfr");

    assertThat(export.exitCode()).as(export.errors()).isZero();
    assertThat(answers(Files.readString(directory.resolve("part.html"))))
        .contains("\"durationNanos\":300000000");
  }

  private static String answers(String page) throws IOException {
    Matcher data = Pattern.compile("id=\"jtrace-answers\">([^<]*)</script>").matcher(page);
    assertThat(data.find()).isTrue();
    byte[] packed = Base64.getDecoder().decode(data.group(1));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
