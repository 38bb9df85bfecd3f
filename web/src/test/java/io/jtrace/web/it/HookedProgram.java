package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that records itself with the hooks' events, from its first to its last step.
 *
 * <p>A first trace weaves the hooks; then the program, which has waited for that, makes a recording
 * of its own. So what it does and what is recorded must agree to the last event.
 */
final class HookedProgram {

  private static final String RECORDED =
      """
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.Duration;
      import jdk.jfr.EventType;
      import jdk.jfr.FlightRecorder;
      import jdk.jfr.Recording;

      class Recorded {
        interface Body { void run() throws Exception; }

        static void run(String directory, Body body) throws Exception {
          while (!Files.exists(Path.of(directory, "go"))) {
            Thread.sleep(5);
          }
          try (Recording recording = new Recording()) {
            for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
              if (type.getName().startsWith("jtrace.")) {
                recording.enable(type.getName()).withoutStackTrace().withThreshold(Duration.ZERO);
              }
            }
            recording.enable("jdk.ThreadStart");
            recording.enable("jdk.ThreadEnd");
            recording.start();
            body.run();
            recording.stop();
            recording.dump(Path.of(directory, "own.jfr"));
          }
          System.out.println("done");
        }
      }
      """;

  private HookedProgram() {}

  /** Runs a program to its end and returns which threads it switched and woke. */
  static Switches run(
      Path directory, String name, String source, List<String> jvmOptions, String... arguments)
      throws IOException, InterruptedException {
    record(directory, name, source, jvmOptions, arguments);
    return Switches.read(directory.resolve("own.jfr"));
  }

  /** Runs a program to its end, which leaves {@code own.jfr}, and returns what it printed. */
  static String record(
      Path directory, String name, String source, List<String> jvmOptions, String... arguments)
      throws IOException, InterruptedException {
    return record(directory, name, source, List.of(), jvmOptions, arguments);
  }

  /** The same for a program with libraries. */
  static String record(
      Path directory,
      String name,
      String source,
      List<Path> libraries,
      List<String> jvmOptions,
      String... arguments)
      throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>(List.of(directory));
    classPath.addAll(libraries);
    Jar.compile(directory, "Recorded", RECORDED, List.of(directory));
    Jar.compile(directory, name, source, classPath);
    List<String> options = new ArrayList<>(jvmOptions);
    options.add(AgentProcess.agent(",warmup=off"));
    List<String> command =
        new ArrayList<>(List.of("-cp", Jar.join(classPath), name, directory.toString()));
    command.addAll(List.of(arguments));
    try (AgentProcess program = AgentProcess.start(directory, options, command)) {
      trace(program, Files.createTempFile(directory, "first", ".jfr"));
      Files.createFile(directory.resolve("go"));
      program.awaitEnd();

      assertThat(program.output()).contains("done");
      assertThat(program.errors().lines())
          .as("the agent's one sentence and no warning of the JVM")
          .hasSize(1);
      return program.output();
    }
  }

  /** Has the agent make a short trace, into a file. */
  static Path trace(AgentProcess program, Path file) throws IOException, InterruptedException {
    HttpResponse<Path> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(program.resolve("/debug/pprof/trace?seconds=0.2")).build(),
                HttpResponse.BodyHandlers.ofFile(file));
    assertThat(response.statusCode()).isEqualTo(200);
    return file;
  }
}
