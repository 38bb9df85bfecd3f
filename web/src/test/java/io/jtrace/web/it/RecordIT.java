package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording a program that was started without jtrace. */
final class RecordIT {
  private static final String PROGRAM =
      """
      public class LateGuest {
        public static void main(String[] args) throws InterruptedException {
          System.out.println("ready");
          while (System.getProperty("never") == null) {
            Thread.sleep(10);
          }
        }
      }
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Tells the program from those that other runs may have left. */
  private final String name = "guest-" + UUID.randomUUID();

  private Path directory = Path.of("");
  private @Nullable Process program;

  @BeforeEach
  void compile(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "LateGuest", PROGRAM, List.of());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (program != null) {
      program.destroyForcibly().waitFor();
    }
  }

  private void start(String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jar.java()));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", directory.toString(), "LateGuest", name));
    Path out = directory.resolve("program.out");
    program =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("program.err").toFile())
            .start();
    await().atMost(PATIENCE).until(() -> Files.readString(out).contains("ready"));
  }

  private Jar.Result jtrace(String... words) throws IOException, InterruptedException {
    return Jar.run(directory, words);
  }

  private String pid() {
    return Long.toString(Objects.requireNonNull(program).pid());
  }

  @Test
  void ps_listsThePrograms() throws Exception {
    start();

    assertThat(jtrace("ps").text().lines().filter(line -> line.contains(pid())))
        .singleElement()
        .satisfies(line -> assertThat(line).endsWith("LateGuest " + name));
    assertThat(
            JsonTree.of(jtrace("ps", "--json").bytes())
                .at("jvms")
                .with("pid", pid())
                .at("program")
                .text())
        .isEqualTo("LateGuest " + name);
  }

  @Test
  void programWithoutAgent_isRecordedAndLeftAsItWas() throws Exception {
    start();

    Jar.Result outcome = jtrace("record", "-s", "1", pid());

    assertThat(outcome).as(outcome.errors()).extracting(Jar.Result::exitCode).isEqualTo(0);
    assertThat(jtrace("info", "trace.out").text())
        .contains("LateGuest")
        .contains("jdk.ThreadSleep");
    assertThat(properties()).doesNotContain("io.jtrace.address");
    Jar.Result again = jtrace("record", "-s", "0.2", "-o", "again.out", name);
    assertThat(again).as(again.errors()).extracting(Jar.Result::exitCode).isEqualTo(0);
    assertThat(directory.resolve("again.out")).isNotEmptyFile();
  }

  @Test
  void programThatTakesNoAgent_isRecordedByJfrAlone() throws Exception {
    start("-XX:-EnableDynamicAgentLoading");

    Jar.Result outcome = jtrace("record", "-s", "1", pid());

    assertThat(outcome).as(outcome.errors()).extracting(Jar.Result::exitCode).isEqualTo(0);
    assertThat(outcome.errors()).contains("takes no agent").contains("who woke whom");
    assertThat(jtrace("info", "trace.out").text()).contains("jdk.ThreadSleep");
  }

  @Test
  void noSuchProgram_isASentence() throws Exception {
    start();

    Jar.Result outcome = jtrace("record", "NoSuchProgram");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("found \"NoSuchProgram\"").contains(pid()));
  }

  private String properties() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Jar.finish(directory, List.of(jcmd, pid(), "VM.system_properties")).text();
  }
}
