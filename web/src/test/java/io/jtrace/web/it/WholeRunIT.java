package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        static final byte[][] KEPT = new byte[100][];
        static volatile Object sink;

        public static void main(String[] args) throws InterruptedException {
          Thread worker = new Thread(Batch::nap, "napper");
          worker.start();
          worker.join();
          if (args.length > 1) work();
          System.out.println("done");
          switch (args[0]) {
            case "exit" -> System.exit(3);
            case "wait" -> Thread.sleep(600_000);
            default -> {}
          }
        }

        static void work() {
          for (int i = 0; i < KEPT.length; i++) KEPT[i] = new byte[100_000];
          long end = System.nanoTime() + 1_000_000_000L;
          for (long x = 1; System.nanoTime() < end; x++) sink = x;
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

  private Process start(String options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jar.java(), "-Xmx256m"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
    command.add("-javaagent:" + Jar.path() + "=" + options);
    command.addAll(List.of("-cp", directory.toString(), "Batch"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
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
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
      assertThat(left.filter(path -> !path.toString().contains("hsperfdata"))).isEmpty();
    }
    try (Stream<Path> beside = Files.list(directory)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  private void assertProfiles(String cpu, String heap) throws Exception {
    assertThat(Jar.run(directory, "pprof", "-top", cpu).text()).contains("Batch.work");
    String[] top = {"pprof", "-top", "-unit=MB", "-sample_index=inuse_space", heap};
    assertThat(Jar.run(directory, top).text())
        .contains("Type: inuse_space")
        .as("ten megabytes, and what other arrays of bytes there are")
        .containsPattern("(9|1[0-4])([.][0-9]+)?MB .*Batch.work");
    assertNothingIsLeft();
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

  @Test
  void programThatReturns_leavesTraceAndProfiles() throws Exception {
    Process program = start("trace=run.out,cpu=cpu.pb.gz,heap=heap.pb.gz", "return", "work");

    assertThat(program.waitFor()).isZero();
    assertTrace("run.out");
    assertProfiles("cpu.pb.gz", "heap.pb.gz");
    assertThat(Files.readString(directory.resolve("err")).lines())
        .containsExactly(
            "jtrace: the trace of this program will be in run.out",
            "jtrace: the CPU profile of this program will be in cpu.pb.gz",
            "jtrace: the heap profile of this program will be in heap.pb.gz");
  }

  @Test
  void programThatExits_leavesItsProfiles() throws Exception {
    Process program = start("cpu=cpu-%p.pb.gz,heap=heap-%p.pb.gz,quiet=on", "exit", "work");

    assertThat(program.waitFor()).isEqualTo(3);
    assertProfiles("cpu-" + program.pid() + ".pb.gz", "heap-" + program.pid() + ".pb.gz");
    assertThat(directory.resolve("err")).isEmptyFile();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there ends without a signal")
  void programThatIsTerminated_leavesItsProfiles() throws Exception {
    Process program = start("cpu=cpu.pb.gz,heap=heap.pb.gz", "wait", "work");
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(directory.resolve("out")).contains("done"));

    program.destroy();

    program.waitFor();
    assertProfiles("cpu.pb.gz", "heap.pb.gz");
  }

  @Test
  void profilesThatCannotBeWritten_areASentenceEachAndTheProgramRunsOn() throws Exception {
    assertThat(start("cpu=no/such/cpu.pb.gz,heap=tmp", "return").waitFor()).isZero();

    assertThat(Files.readString(directory.resolve("out"))).contains("done");
    assertThat(Files.readString(directory.resolve("err")).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "jtrace: cannot write the CPU profile into no/such/cpu.pb.gz (there is no"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "jtrace: cannot write the heap profile into tmp (it is a directory); the"
                            + " program runs on without it"));
  }
}
