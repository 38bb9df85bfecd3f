package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past of a program, asked for and saved by triggers. */
final class FlightIT {
  private static final String PROGRAM =
      """
      import io.jtrace.api.Region;
      import java.util.concurrent.CountDownLatch;

      public class Troubled {
        static final Object MONITOR = new Object();
        static final Object LEFT = new Object();
        static final Object RIGHT = new Object();

        interface Body { void run() throws Exception; }

        static Thread start(String name, Body body) {
          Thread thread = new Thread(() -> {
            try {
              body.run();
            } catch (Exception failed) {
              throw new IllegalStateException(failed);
            }
          }, name);
          thread.setDaemon(true);
          thread.start();
          return thread;
        }

        public static void main(String[] args) throws Exception {
          start("idle", () -> Thread.sleep(600_000));
          start("napper", () -> { while (true) Thread.sleep(20); });
          System.in.read(); // goes on when it is told to
          start("left", () -> lock(LEFT, RIGHT));
          start("right", () -> lock(RIGHT, LEFT));
          CountDownLatch held = new CountDownLatch(1);
          start("holder", () -> { synchronized (MONITOR) { held.countDown(); Thread.sleep(800); } });
          held.await();
          synchronized (MONITOR) { System.out.println("entered"); }
          try (Region region = Region.begin("checkout")) { Thread.sleep(300); }
          try { throw new UnsupportedOperationException("on purpose"); } catch (RuntimeException seen) { }
          System.gc();
          System.in.read();
        }

        static void lock(Object first, Object second) throws Exception {
          synchronized (first) {
            Thread.sleep(300);
            synchronized (second) { System.out.println("never"); }
          }
        }
      }
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private Path directory = Path.of("");

  @BeforeEach
  void compile(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Troubled", PROGRAM, List.of(Jar.path()));
  }

  private HttpResponse<byte[]> last(AgentProcess program, String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(program.resolve("/debug/pprof/trace?last=" + query)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void lastSeconds_areExactlyThese() throws Exception {
    List<String> program = List.of("-cp", Jar.join(List.of(directory, Jar.path())), "Troubled");
    try (AgentProcess process =
        AgentProcess.start(directory, List.of(AgentProcess.agent(",flight=20s")), program)) {
      await().atMost(PATIENCE).until(() -> last(process, "10s").statusCode() == 200);
      assertThat(last(process, "1000s").headers().firstValue("Jtrace-Note"))
          .hasValueSatisfying(
              note ->
                  assertThat(note).matches("the flight recorder holds the last [0-9]+ ms only"));
      await()
          .atMost(PATIENCE)
          .until(() -> last(process, "1500ms").headers().firstValue("Jtrace-Note").isEmpty());

      HttpResponse<byte[]> answer = last(process, "1.5");

      Path file = Files.write(directory.resolve("past.out"), answer.body());
      try (Viewer viewer = Viewer.of(file)) {
        JsonTree trace = JsonTree.of(viewer.get("/api/trace"));
        assertThat(trace.at("durationNanos").number()).isEqualTo(1_500_000_000L);
        assertThat(trace.at("lostBytes").number()).isZero();
        assertThat(JsonTree.of(viewer.get("/api/groups?by=name")).at("groups").texts("key"))
            .contains("idle", "napper");
      }
      assertThat(Jar.run(directory, "report", "--json", "past.out").text())
          .as("the idle thread is known to sleep, though it writes no event")
          .containsPattern("\"name\" : \"idle\",[^}]*\"sleeping\" : 1[45][0-9]{8},");
      assertThat(last(process, "1s&format=chrome").body()).startsWith('{');
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(process.temporaryFiles())
                      .as("only what JFR keeps, soon after an answer is complete")
                      .noneMatch(left -> left.getFileName().toString().startsWith("jtrace-")));
    }
  }

  @Test
  void triggers_saveTracesAndLetTheProgramEnd() throws Exception {
    Path saved = directory.resolve("saved");
    Process process =
        new ProcessBuilder(
                Jar.java(),
                "-javaagent:"
                    + Jar.path()
                    + "=listen=off,flight=2s,triggerdir="
                    + saved
                    + ",trigger=deadlock+lock:500ms+region:check*:200ms+gc:0+heap:0%"
                    + "+exception:java.lang.Unsupported*+task:*:1s",
                "-cp",
                Jar.join(List.of(directory, Jar.path())),
                "Troubled")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    try {
      await().atMost(PATIENCE).until(() -> Files.isDirectory(saved));
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      List<String> expected = List.of("deadlock", "lock", "region", "gc", "heap", "exception");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(kinds(saved)).containsAll(expected));
      assertThat(expected).containsAll(kinds(saved));
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();

      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ends by itself: no thread of ours, or of JFR for us, keeps it")
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(directory.resolve("out"));
    assertThat(said)
        .contains("2 threads wait for each other")
        .containsPattern("the region checkout took 3[0-9]{2} ms in thread main")
        .contains("a java.lang.UnsupportedOperationException was created in thread main")
        .containsPattern("the wait for a monitor of java.lang.Object took [0-9]+ ms in thread main")
        .doesNotContain("stopped: ");
    Path deadlock =
        files(saved).stream()
            .filter(file -> file.toString().contains("deadlock"))
            .findFirst()
            .orElseThrow();
    assertThat(Jar.run(directory, "events", "--type=jtrace.Trigger", deadlock.toString()).text())
        .contains("trigger = \"deadlock\"");
  }

  private static List<Path> files(Path saved) throws IOException {
    try (Stream<Path> files = Files.list(saved)) {
      return files.filter(file -> file.toString().endsWith(".jfr")).toList();
    }
  }

  private static List<String> kinds(Path saved) throws IOException {
    List<String> kinds = new ArrayList<>();
    files(saved).forEach(file -> kinds.add(file.getFileName().toString().split("-", -1)[2]));
    return kinds;
  }
}
