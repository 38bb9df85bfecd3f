package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JtraceCommandTest {
  private static byte[] recording = new byte[0];

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void record() throws IOException {
    recording = SmallRecording.bytes();
  }

  @Test
  void info_readsARecording() throws IOException {
    Outcome outcome = Outcome.of("info", write("trace.out", recording));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out()).startsWith("Trace    trace.out: ").contains("jdk.ThreadSleep");
  }

  @Test
  void report_sumsUpEventsOfTheProgram() throws IOException {
    assertThat(Outcome.of("report", write("trace.out", recording)).out())
        .containsPattern("Events of the program +Count +Total +Longest")
        .containsPattern("com.acme.Checkout +1 ");
  }

  @Test
  void diffOfATraceWithItself_changesNothing() throws IOException {
    String file = write("trace.out", recording);

    assertThat(Outcome.of("diff", file, file).out())
        .startsWith("A: trace.out, ")
        .doesNotContainPattern("[+\u2212][0-9]");
    assertThat(Outcome.of("diff", "--json", file, file).out())
        .contains("\"groups\"")
        .doesNotContainPattern("changeNanosPerSecond\" : -?[0-9.]*[1-9]");
  }

  @Test
  void diffOfOneOrThreeTraces_isAUsageError() {
    assertThat(Outcome.of("diff", "a").errors())
        .contains("expected two traces: files, directories or addresses");
    assertThat(Outcome.of("diff", "a", "b", "c").errors())
        .contains("expected 2 traces, found \"a\", \"b\" and \"c\"");
  }

  @Test
  void traceLinkThatIsNone_isAUsageError() throws IOException {
    String link = "--trace-link=javascript:{traceId}";
    Outcome outcome = Outcome.of("--no-browser", link, write("trace.out", recording));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).contains("--trace-link: expected an http or https address");
  }

  @Test
  void gzip_isReadToo() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(recording);
    }

    assertThat(Outcome.of("info", write("trace.jfr.gz", zipped.toByteArray())).out())
        .contains("jdk.ThreadSleep");
  }

  @Test
  void directory_meansItsNewestRecording() throws IOException {
    Path old = Path.of(write("old.jfr", Arrays.copyOf(recording, 4)));
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    write("new.jfr", recording);
    Path notes = Path.of(write("notes.txt", "no recording".getBytes(StandardCharsets.UTF_8)));
    Files.setLastModifiedTime(notes, FileTime.fromMillis(System.currentTimeMillis() + 100_000));

    assertThat(Outcome.of("info", directory.toString()).out()).startsWith("Trace    new.jfr: ");
  }

  @Test
  void follow_printsALineForEachReading() throws Exception {
    Path file = Path.of(write("growing.jfr", recording));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal pipe =
        new Terminal(out, new ByteArrayOutputStream(), StandardCharsets.UTF_8, false, false);
    Thread command =
        new Thread(() -> JtraceCommand.run(pipe, "info", "--follow", "--json", file.toString()));
    command.start();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> out.toString(StandardCharsets.UTF_8).contains("\"chunks\":1"));

    Files.write(file, recording, StandardOpenOption.APPEND);

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> out.toString(StandardCharsets.UTF_8).contains("\"chunks\":2"));
    command.interrupt();
    command.join(60_000);
    assertThat(command.isAlive()).isFalse();
  }

  @Test
  void window_leavesOtherChunksOut() throws IOException {
    String file = write("trace.out", recording);

    assertThat(Outcome.of("info", "--from=0s", "--to=60m", file).out()).contains("jdk.ThreadSleep");
    assertThat(Outcome.of("info", "--from=60m", file).out()).contains("1 chunk, 0 events");
  }

  @Test
  void json_hasThePromisedFields() throws IOException {
    String file = write("trace.out", recording);

    assertThat(Outcome.of("info", "--json", file).out())
        .contains(
            "\"eventCount\" : ",
            "\"events\" : {",
            "\"jdk.ThreadSleep\" : {",
            "\"chunks\" : 1",
            "\"durationNanos\" : ",
            "\"threads\" : ",
            "\"lost\" : {",
            "\"percent\" : 0.0",
            "\"reasons\" : ",
            "\"virtualThreads\" : \"none\"",
            "\"cpuSource\" : \"none\"");
    assertThat(Outcome.of("report", "--json", file).out())
        .contains("\"threads\" : [", "\"virtual\" : false", "\"nanosByState\" : {", "\"sleeping\"")
        .contains("\"scheduling\" : {", "\"latency\" : null", "\"starvation\" : {")
        .contains("\"type\" : \"com.acme.Checkout\"", "\"instants\" : 1");
  }

  @Test
  void cutRecording_isReadAsFarAsItGoes() throws IOException {
    byte[] twice = Arrays.copyOf(recording, 2 * recording.length);
    System.arraycopy(recording, 0, twice, recording.length, recording.length);
    String file = write("cut.jfr", Arrays.copyOf(twice, recording.length + recording.length / 2));

    Outcome outcome = Outcome.of("info", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Lost     33.3 % of the recording");
  }

  @Test
  void garbageInTheMiddle_isSkippedAndCounted() throws IOException {
    byte[] noise = new byte[5000];
    Arrays.fill(noise, (byte) 0x5a);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(recording);
    joined.writeBytes(noise);
    joined.writeBytes(recording);

    String file = write("noisy.jfr", joined.toByteArray());
    Outcome outcome = Outcome.of("info", file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("2 chunks", "5.00 kB");
    double percent = 100.0 * noise.length / joined.size();
    assertThat(outcome.out())
        .contains("at byte " + recording.length + "; 5.00 kB, ")
        .contains(String.format(Locale.ROOT, "5.00 kB, %.1f %%", percent));
    assertThat(Outcome.of("info", "--json", file).out())
        .contains("\"offsetBytes\" : " + recording.length)
        .containsPattern("\"fromNanos\" : \\d+");
  }

  @Test
  void noJfr_isOneSentence() throws IOException {
    refused(write("notes.txt", "these are notes".getBytes(StandardCharsets.UTF_8)), "notes.txt: ");
  }

  @Test
  void emptyFile_isOneSentence() throws IOException {
    refused(write("empty.jfr", new byte[0]), "empty.jfr: ");
  }

  @Test
  void oldFormat_isOneSentence() throws IOException {
    byte[] old = recording.clone();
    old[4] = 0;
    old[5] = 0;
    old[7] = 9;

    refused(write("jdk8.jfr", old), "jdk8.jfr: ");
  }

  @Test
  void brokenGzip_isOneSentence() throws IOException {
    byte[] broken = new byte[100];
    broken[0] = 0x1f;
    broken[1] = (byte) 0x8b;

    refused(write("broken.gz", broken), "broken.gz: ");
  }

  @Test
  void missingFile_isOneSentence() {
    String file = directory.resolve("nowhere.jfr").toString();

    Outcome outcome = Outcome.of("info", file);

    assertThat(outcome).isEqualTo(new Outcome(1, "", "jtrace: no such file: " + file + "\n"));
  }

  @Test
  void directoryWithoutRecordings_isOneSentence() {
    Outcome outcome = Outcome.of("info", directory.toString());

    assertThat(outcome)
        .isEqualTo(new Outcome(1, "", "jtrace: no recording in the directory " + directory + "\n"));
  }

  @Test
  void noPermission_isOneSentence() throws IOException {
    Path file = Path.of(write("secret.jfr", recording));
    assumeThat(file.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

    assertThat(Outcome.of("info", file.toString()))
        .isEqualTo(new Outcome(1, "", "jtrace: no permission to read " + file + "\n"));
  }

  @Test
  void unreachableAddress_isOneSentence() {
    Outcome outcome = Outcome.of("info", "http://127.0.0.1:1/debug/pprof/trace");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors())
        .startsWith("jtrace: cannot fetch http://127.0.0.1:1/debug/pprof/trace: ")
        .hasLineCount(1);
  }

  @Test
  void debug_showsTheStackTrace() throws IOException {
    Outcome outcome = Outcome.of("info", "--debug", write("empty.jfr", new byte[0]));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("\tat ", "jtrace: empty.jfr: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "info",
        "info --no-such-option x",
        "info a b",
        "export x",
        "export --format=perfetto x",
        "export --format=svg x -o y",
        "report --from=soon x.jfr",
        "--http=localhost:http x",
        "--from=2s --to=1s x",
        "info --follow http://127.0.0.1:1/"
      })
  void wrongUsage_isExitCode2AndOneSentence(String line) throws IOException {
    String file = write("x.jfr", recording);
    String[] arguments =
        line.isEmpty() ? new String[0] : line.replace("x.jfr", file).split(" ", -1);

    Outcome outcome = Outcome.of(arguments);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).startsWith("jtrace: ").contains("--help").hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void terminalWithoutUnicode_getsPlainCharacters() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal ascii =
        new Terminal(out, new ByteArrayOutputStream(), StandardCharsets.US_ASCII, false, false);

    JtraceCommand.run(ascii, "info", write("trace.out", recording));

    assertThat(out.toString(StandardCharsets.US_ASCII)).contains("jdk.ThreadSleep");
    assertThat(out.toString(StandardCharsets.US_ASCII)).doesNotContain("?");
  }

  @Test
  void version_isPrinted() {
    assertThat(Outcome.of("version").out()).startsWith("jtrace ").contains("Java ");
  }

  private void refused(String file, String beginning) {
    Outcome outcome = Outcome.of("info", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errors()).startsWith("jtrace: " + beginning).hasLineCount(1);
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes).toString();
  }
}
