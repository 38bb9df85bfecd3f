package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without a server that records itself. */
final class ProgramProfilesIT {
  private static final String PROGRAM =
      """
      import io.jtrace.api.Profile;
      import io.jtrace.api.Region;
      import io.jtrace.api.Trace;
      import java.io.OutputStream;
      import java.nio.file.Files;
      import java.nio.file.Path;

      public class Alone {
        static final Profile HANDLES = Profile.newProfile("alone/handles");
        static volatile Object sink;

        interface Body { void writeTo(OutputStream out) throws Exception; }

        static void file(String name, Body body) throws Exception {
          try (OutputStream out = Files.newOutputStream(Path.of(name))) {
            body.writeTo(out);
          }
        }

        public static void main(String[] arguments) throws Exception {
          Object closed = open();
          for (int i = 0; i < 3; i++) open();
          HANDLES.remove(closed);
          if (arguments.length > 0) Thread.sleep(600_000);
          file("trace.out", trace -> {
            Trace.start(trace);
            file("cpu.pb.gz", cpu -> {
              Profile.startCpuProfile(cpu);
              Region.run("busy", Alone::spin);
              Profile.stopCpuProfile();
            });
            Trace.stop();
          });
          file("heap.pb.gz", Profile::writeHeapProfile);
          file("handles.pb.gz", out -> HANDLES.writeTo(out, 0));
          file("threads.txt", out -> Profile.lookup("goroutine").writeTo(out, 2));
        }

        static Object open() {
          Object handle = new Object();
          HANDLES.add(handle, 0);
          return handle;
        }

        static void spin() {
          long end = System.nanoTime() + 2_000_000_000L;
          for (long x = 1; System.nanoTime() < end; x++) sink = x;
        }
      }
      """;

  private Path directory = Path.of("");

  @BeforeEach
  void compile(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Alone", PROGRAM, List.of(Jar.path()));
  }

  private Jar.Result run(String jvmOption, List<Path> classPath)
      throws IOException, InterruptedException {
    List<Path> all = new ArrayList<>(classPath);
    all.add(directory);
    return Jar.finish(directory, List.of(Jar.java(), jvmOption, "-cp", Jar.join(all), "Alone"));
  }

  private String top(String file, String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("pprof", "-top"));
    arguments.addAll(List.of(options));
    arguments.add(file);
    return Jar.run(directory, arguments.toArray(String[]::new)).text();
  }

  private void assertFiles() throws IOException, InterruptedException {
    assertThat(top("cpu.pb.gz")).contains("Alone.spin");
    assertThat(top("heap.pb.gz")).contains("Type: inuse_space");
    assertThat(top("handles.pb.gz"))
        .contains("Type: alone/handles")
        .containsPattern("3 .*Alone.open");
    assertThat(Files.readString(directory.resolve("threads.txt"))).contains("Alone.main");
    assertThat(Jar.run(directory, "report", "trace.out").text()).contains("busy");
  }

  @Test
  void programWithTheJarOnItsClassPath_recordsItself() throws Exception {
    Jar.Result result = run("-Xmx256m", List.of(Jar.path()));

    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertFiles();
  }

  @Test
  void programWithTheAgent_recordsItselfWithItsHooks() throws Exception {
    Jar.Result result = run("-javaagent:" + Jar.path() + "=listen=off", List.of());

    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.errors()).isEmpty();
    assertFiles();
    assertThat(Jar.run(directory, "info", "--json", "trace.out").text())
        .doesNotContain("needs jtrace.jar as -javaagent");
  }

  @Test
  void profileOfTheProgramsOwn_isServedUnderItsName() throws Exception {
    try (AgentProcess alone =
        AgentProcess.start(
            directory,
            List.of(AgentProcess.agent("")),
            List.of("-cp", directory.toString(), "Alone", "stay"))) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> text(alone, "alone/handles?debug=1").contains("profile: total 3\n3 @ 0x"));

      assertThat(text(alone, "")).contains("<td>3</td><td><a href=\"alone/handles?debug=1\">");
      assertThat(text(alone, "alone/handles?debug=1")).contains("Alone.open+0x");
      String address = alone.resolve("/debug/pprof/alone/handles").toString();
      assertThat(top(address)).containsPattern("3 .*Alone.open");
    }
  }

  private static String text(AgentProcess program, String target)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(program.resolve("/debug/pprof/" + target)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void programWithoutTheCollector_isToldInOneSentence() throws Exception {
    Jar.Result result = run("-Xmx256m", List.of(api()));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("put jtrace.jar on the class path");
  }

  /** Returns the classes of the small module alone, taken out of the large jar. */
  private Path api() throws IOException, InterruptedException {
    Path alone = Files.createDirectories(directory.resolve("alone"));
    String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
    Jar.finish(alone, List.of(jar, "xf", Jar.path().toString(), "io/jtrace/api"));
    return alone;
  }
}
