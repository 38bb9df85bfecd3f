package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PprofCommandTest {
  @TempDir private static Path directory = Path.of("");
  private static String recording = "";

  private record Outcome(int exitCode, String profile, String errors) {}

  @BeforeAll
  static void record() throws IOException, InterruptedException {
    try (Recording jfr = new Recording()) {
      jfr.enable("jdk.ThreadSleep").withThreshold(Duration.ZERO).withStackTrace();
      jfr.start();
      Thread.sleep(2);
      jfr.stop();
      Path file = directory.resolve("trace.out");
      jfr.dump(file);
      recording = file.toString();
    }
  }

  private static String unzipped(byte[] bytes) throws IOException {
    return bytes.length == 0
        ? ""
        : new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
  }

  private static Outcome run(boolean isTerminal, String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(out, errors, StandardCharsets.UTF_8, isTerminal, false);
    int exitCode = JtraceCommand.run(terminal, words);
    return new Outcome(
        exitCode, unzipped(out.toByteArray()), errors.toString(StandardCharsets.UTF_8));
  }

  @Test
  void sleeps_goToStandardOutput() throws IOException {
    Outcome outcome = run(false, "pprof", "--type=sleep", recording);

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.profile())
        .contains("PprofCommandTest.record", "contentions", "delay", "of trace.out");
  }

  @Test
  void goSpelling_isUnderstood() throws IOException {
    Outcome outcome = run(false, "-pprof=blocking", recording);

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.profile()).contains("PprofCommandTest.record");
  }

  @Test
  void group_narrowsAndIsSaid() throws IOException {
    String group = "--group=" + Thread.currentThread().getName();
    Path file = directory.resolve("x.pb.gz");
    Outcome outcome =
        run(true, "pprof", "--type", "sleep", group, recording, "-o", file.toString());

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(unzipped(Files.readAllBytes(file)))
        .contains("PprofCommandTest.record", "group " + Thread.currentThread().getName());
  }

  @Test
  void whatIsNotRecorded_isSaidOnStandardError() throws IOException {
    Outcome outcome = run(false, "pprof", "--type=alloc", recording);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors())
        .isEqualTo(
            "jtrace: allocation is not recorded: there is no jdk.ObjectAllocationSample in the"
                + " recording\n");
    assertThat(outcome.profile()).contains("not recorded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--type=none | expected --type=blocking, monitor,",
        "--type= | expected --type=blocking, monitor,",
        "--group=main | expected --type=TYPE",
        "--type=sleep --group=nobody | expected --group with the name of a group",
      })
  void wrongUsage_isRefusedWithASentence(String options, String sentence) throws IOException {
    String[] words = ("pprof " + options + " ").split(" ", -1);
    words[words.length - 1] = recording;
    Outcome outcome = run(false, words);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.errors()).startsWith("jtrace: " + sentence).hasLineCount(1);
  }

  @Test
  void terminal_getsNoBytes() throws IOException {
    Outcome outcome = run(true, "pprof", "--type=sleep", recording);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.errors()).contains("a profile is binary and does not go to a terminal");
  }
}
