package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jtrace cut} and {@code jtrace export} leave behind. */
final class OutputFilesTest {
  private static byte[] recording = new byte[0];

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void record() throws IOException {
    recording = SmallRecording.bytes();
  }

  @Test
  void cut_writesARecordingThatBeginsWithItsWindow() throws IOException {
    String part = directory.resolve("part.jfr").toString();

    String whole = write("trace.out", recording);

    Outcome outcome = Outcome.of("cut", "--from", "1000ns", "-o", part, whole);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors() + outcome.out()).isEmpty();
    assertThat(durationNanos(part)).isEqualTo(durationNanos(whole) - 1000);
  }

  private static long durationNanos(String file) {
    return Long.parseLong(
        Outcome.of("info", "--json", file)
            .out()
            .replaceFirst("(?s).*\"durationNanos\" : (\\d+).*", "$1"));
  }

  @Test
  void cut_ofAWindowBeyondTheEnd_saysThatNothingIsInIt() throws IOException {
    String part = directory.resolve("part.jfr").toString();

    Outcome outcome = Outcome.of("cut", "--from=1m", "-o", part, write("trace.out", recording));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors()).contains("no event touches this window");
    assertThat(Outcome.of("info", part).exitCode()).isZero();
  }

  @Test
  void cut_ofADamagedRecording_saysWhatWasLost() throws IOException {
    byte[] twice = Arrays.copyOf(recording, recording.length * 2 - 50);
    System.arraycopy(recording, 0, twice, recording.length, recording.length - 50);
    String part = directory.resolve("part.jfr").toString();

    Outcome outcome = Outcome.of("cut", "--threads=main", "-o", part, write("cut-off.jfr", twice));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors()).contains("jtrace: The recording ends inside a chunk");
    assertThat(Outcome.of("info", part).out()).containsPattern("Lost +nothing");
  }

  @Test
  void cut_overItsOwnInput_isRefused() throws IOException {
    String file = write("trace.out", recording);

    assertThat(Outcome.of("cut", "--to=1ms", "-o", file, file).errors())
        .contains("would overwrite");
    assertThat(Outcome.of("cut", "--from=1ms", "--to=1ms", "-o", "x", file).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void export_writesTheFile() throws IOException {
    Path out = directory.resolve("trace.pftrace");

    Outcome outcome =
        Outcome.of("export", "--format=perfetto", write("t.jfr", recording), "-o", out.toString());

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    assertThat(out).isNotEmptyFile();
  }

  @Test
  void export_streamsToStandardOutput() throws IOException {
    Outcome outcome = Outcome.of("export", "--format=chrome", write("t.jfr", recording), "-o", "-");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("{").contains("traceEvents");
  }

  @Test
  void export_keepsBinaryOffTheTerminal() throws IOException {
    String file = write("t.jfr", recording);

    Outcome outcome = Outcome.of(true, "export", "--format=perfetto", file, "-o", "-");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).contains("perfetto is binary and does not go to a terminal");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void export_doesNotOverwriteTheRecording() throws IOException {
    String file = write("t.jfr", recording);

    assertThat(Outcome.of("export", "--format=chrome", file, "-o", file).exitCode()).isEqualTo(2);
    assertThat(Path.of(file)).hasBinaryContent(recording);
  }

  @Test
  void export_toNowhere_isOneSentence() throws IOException {
    String out = directory.resolve("no/such/folder/t.json").toString();

    Outcome outcome = Outcome.of("export", "--format=chrome", write("t.jfr", recording), "-o", out);

    assertThat(outcome)
        .isEqualTo(
            new Outcome(1, "", "jtrace: cannot write " + out + ": there is no such directory\n"));
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes).toString();
  }
}
