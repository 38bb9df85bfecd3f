package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a program from its start to its end, however it ends. */
final class WholeRunIT {
  private static final String PROGRAM =
      """
      public class Batch {
        public static void main(String[] args) throws InterruptedException {
          Thread worker = new Thread(Batch::nap, "napper");
          worker.start();
          worker.join();
          System.out.println("done");
          switch (args[0]) {
            case "exit" -> System.exit(3);
            case "wait" -> Thread.sleep(600_000);
            default -> {}
          }
        }

        static void nap() {
          try {
            Thread.sleep(100);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Path directory = Path.of("");

  @BeforeEach
  void compile(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Batch", PROGRAM, List.of());
  }

  private Process start(String options, String how) throws IOException {
    return new ProcessBuilder(
            Jar.java(),
            "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
            "-javaagent:" + Jar.path() + "=" + options,
            "-cp",
            directory.toString(),
            "Batch",
            how)
        .directory(directory.toFile())
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private void assertTrace(String name) throws Exception {
    Path file = directory.resolve(name);
    try (Viewer viewer = Viewer.of(file)) {
      JsonTree trace = JsonTree.of(viewer.get("/api/trace"));
      assertThat(trace.at("lostBytes").number()).isZero();
      assertThat(JsonTree.of(viewer.get("/api/groups?by=name")).at("groups").texts("key"))
          .contains("napper", "main");
    }
    assertThat(Jar.run(directory, "events", "--type=jtrace.ThreadStatus", "--json", name).text())
        .as("statuses of threads at the end")
        .contains("\"end\"");
    try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
      assertThat(left.filter(path -> !path.toString().contains("hsperfdata"))).isEmpty();
    }
  }

  @Test
  void programThatReturns_leavesItsTrace() throws Exception {
    Process program = start("trace=run-%p.out", "return");

    assertThat(program.waitFor()).isZero();
    assertTrace("run-" + program.pid() + ".out");
    assertThat(Files.readString(directory.resolve("err")).lines())
        .singleElement()
        .satisfies(line -> assertThat(line).endsWith("run-" + program.pid() + ".out"));
  }

  @Test
  void programThatExits_keepsItsCodeAndLeavesItsTrace() throws Exception {
    assertThat(start("trace=run.out,quiet=on", "exit").waitFor()).isEqualTo(3);

    assertTrace("run.out");
    assertThat(directory.resolve("err")).isEmptyFile();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there ends without a signal")
  void programThatIsTerminated_leavesItsTrace() throws Exception {
    Process program = start("trace=run.out", "wait");
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(directory.resolve("out")).contains("done"));

    program.destroy();

    program.waitFor();
    assertTrace("run.out");
  }

  @Test
  void fileThatCannotBeWritten_isASentenceAndTheProgramRunsOn() throws Exception {
    assertThat(start("trace=no/such/place.out", "return").waitFor()).isZero();

    assertThat(Files.readString(directory.resolve("out"))).contains("done");
    assertThat(Files.readString(directory.resolve("err")).lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("cannot trace into no/such/place.out"));
  }
}
