package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.pprof.Function;
import io.jtrace.proto.pprof.Line;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Profile;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jtrace pprof} as {@code go tool pprof}. */
final class ProfileReportTest {
  @TempDir private static Path directory = Path.of("");
  private static String profile = "";
  private static String recording = "";

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    Path file = directory.resolve("cpu.pb");
    Files.write(file, drawn().toByteArray());
    profile = file.toString();
    try (Recording jfr = new Recording()) {
      jfr.enable("jdk.ThreadSleep").withThreshold(Duration.ZERO).withStackTrace();
      jfr.start();
      Thread.sleep(2);
      jfr.stop();
      Path trace = directory.resolve("trace.out");
      jfr.dump(trace);
      recording = trace.toString();
    }
  }

  /** main calls work, which takes 3 s. */
  private static Profile drawn() {
    Profile.Builder out = Profile.newBuilder();
    out.addAllStringTable(List.of("", "cpu", "nanoseconds", "main", "work"));
    out.addSampleType(ValueType.newBuilder().setType(1).setUnit(2));
    for (int id = 1; id <= 2; id++) {
      out.addFunction(Function.newBuilder().setId(id).setName(2 + id).setSystemName(2 + id));
      out.addLocation(Location.newBuilder().setId(id).addLine(Line.newBuilder().setFunctionId(id)));
    }
    out.addSample(Sample.newBuilder().addLocationId(2).addLocationId(1).addValue(3_000_000_000L));
    return out.build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-top PROFILE                             | 3s   100%   100%         3s   100%  work",
        "PROFILE --top --cum                      | 3s   100%  main",
        "-peek work PROFILE                       | 3s   100%                | work",
        "-peek=work -unit=ms PROFILE              | 3000ms   100%                | work",
        "-folded PROFILE PROFILE                  | main;work 6000000000",
        "-folded -base=PROFILE PROFILE PROFILE    | main;work 3000000000",
        "-top -diff_base PROFILE PROFILE          | accounting for 0, 0% of 3s total",
        "--folded --show-from=work PROFILE        | work 3000000000",
        "-raw PROFILE                             | cpu/nanoseconds",
        "-top --type=sleep RECORDING              | ProfileReportTest",
      })
  void options_areThoseOfGo(String line, String expected) {
    Outcome outcome = run(line);

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.out()).contains(expected.replace("ProfileReportTest", "ProfileReportTest"));
  }

  private static Outcome run(String line) {
    String[] words = ("pprof " + line.strip()).split(" +");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("PROFILE", profile).replace("RECORDING", recording);
    }
    return Outcome.of(words);
  }

  @Test
  void output_goesToAFile() throws IOException {
    Path file = directory.resolve("top.txt");

    assertThat(run("-top -output=" + file + " PROFILE").exitCode()).isZero();
    assertThat(Files.readString(file)).contains("work");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-top                     | expected profiles or a trace: files or addresses",
        "-dance PROFILE           | unknown option -dance",
        "-top -tree PROFILE       | expected one report, found top and tree",
        "-nodecount=x PROFILE     | expected nodecount=a whole number, found \"x\"",
        "-peek                    | expected -peek=VALUE, found no value",
        "-top RECORDING           | expected --type=TYPE",
        "RECORDING                | expected --type=TYPE",
        "-top -o PROFILE PROFILE  | the output would overwrite a profile:",
        "--type=cpu -top PROFILE  | expected a trace with --type, found something else: cpu.pb",
        "--http -top PROFILE      | expected a report or --http, found both",
        "--http -o x PROFILE      | expected --output with a report or --format, found --http",
        "--format=html PROFILE    | expected --output=FILE",
        "--format=pdf -o x PROFILE | expected --format=html, found \"pdf\"",
        "--format=html -top PROFILE | expected a report or --format, found both",
        "--format=html -o PROFILE PROFILE | the output would overwrite a profile:",
        "--http=here:x PROFILE    | expected --http=host:port, found \"here:x\"",
        "-o x PROFILE             | expected a report to write, such as -top or -proto",
      })
  void wrongUsage_isRefusedWithASentence(String line, String sentence) {
    Outcome outcome = run(line);

    assertThat(outcome.errors()).startsWith("jtrace: " + sentence).hasLineCount(1);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void profile_doesNotGoToATerminal() {
    assertThat(Outcome.of(true, "pprof", "-svg", profile).out()).startsWith("<svg");
    assertThat(Outcome.of(true, "pprof", "-proto", profile).errors())
        .contains("a profile is binary and does not go to a terminal");
  }

  @Test
  void whatIsNoProfile_isASentence() throws IOException {
    Path file = directory.resolve("broken.pb.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Outcome outcome = run("-top " + file);

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                ExitCode.UNREADABLE,
                "",
                "jtrace: broken.pb.gz: the file is cut, its gzip stream ends too early\n"));
    assertThat(run("-top " + directory.resolve("nothing")).errors()).contains("no such file");
  }
}
