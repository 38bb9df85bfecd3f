package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program and jtrace each have their own Netty, protobuf and Jackson, and both work. */
final class IsolationIT {
  private static final String PROGRAM_WITH_LIBRARIES =
      """
      import com.fasterxml.jackson.core.JsonFactory;
      import com.google.protobuf.StringValue;
      import io.netty.buffer.ByteBuf;
      import io.netty.buffer.Unpooled;

      public class Foreign {
        public static void main(String[] arguments) throws Exception {
          while (true) {
            ByteBuf buffer = Unpooled.copiedBuffer("x", java.nio.charset.StandardCharsets.UTF_8);
            byte[] message = StringValue.of("protobuf").toByteArray();
            String version = JsonFactory.class.getPackage().getImplementationVersion()
                + " " + new JsonFactory().version();
            System.out.println("netty "
                + io.netty.util.Version.identify().get("netty-common").artifactVersion()
                + " " + buffer.readableBytes()
                + " protobuf " + StringValue.parseFrom(message).getValue()
                + " " + StringValue.class.getProtectionDomain().getCodeSource().getLocation()
                + " jackson " + version);
            Thread.sleep(50);
          }
        }
      }
      """;

  private static final String PROGRAM_WITHOUT_LIBRARIES =
      """
      public class Bare {
        public static void main(String[] arguments) throws Exception {
          while (true) {
            for (String name : new String[] {
                "io.netty.channel.Channel", "com.google.protobuf.Message",
                "com.fasterxml.jackson.core.JsonFactory",
                "io.jtrace.shaded.netty.channel.Channel", "io.jtrace.web.http.HttpServer",
                "io.jtrace.timeline.model.Trace"}) {
              try {
                System.out.println("sees " + Class.forName(name));
              } catch (ClassNotFoundException e) {
                System.out.println("sees no " + name);
              }
            }
            Thread.sleep(50);
          }
        }
      }
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void programWithOwnLibraries_keepsThem() throws Exception {
    List<Path> libraries = foreignLibraries();
    Jar.compile(directory, "Foreign", PROGRAM_WITH_LIBRARIES, libraries);
    try (AgentProcess program = AgentProcess.start(directory, "Foreign", libraries)) {
      byte[] perfetto = trace(program, "seconds=0.3&format=perfetto");
      byte[] chrome = trace(program, "seconds=0.3&format=chrome");
      int before = program.output().length();
      trace(program, "seconds=0.3");

      assertThat(perfetto).isNotEmpty();
      assertThat(new String(chrome, StandardCharsets.UTF_8)).contains("traceEvents");
      assertThat(program.output().substring(before))
          .contains("netty 4.1.")
          .contains("protobuf-java-3.")
          .contains("jackson 2.15.")
          .doesNotContain("4.2.", "protobuf-java-4.");
      // The program's own Netty may make the JVM warn; ours must not.
      assertThat(program.errors()).doesNotContain("io.jtrace.", "jtrace.jar");
      assertThat(program.isAlive()).isTrue();
    }
  }

  @Test
  void programWithoutLibraries_seesNoneOfOurs() throws Exception {
    Jar.compile(directory, "Bare", PROGRAM_WITHOUT_LIBRARIES, List.of());
    try (AgentProcess program = AgentProcess.start(directory, "Bare", List.of())) {
      assertThat(trace(program, "seconds=0.3")).startsWith('F', 'L', 'R', 0);

      assertThat(program.output()).contains("sees no ").doesNotContain("sees class");
      assertThat(program.output()).doesNotContain("sees interface");
      assertThat(program.errors().lines())
          .as("the agent's one sentence and no warning of the JVM")
          .hasSize(1);
    }
  }

  private static byte[] trace(AgentProcess program, String query)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(program.resolve("/debug/pprof/trace?" + query)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static List<Path> foreignLibraries() throws IOException {
    Path folder = Path.of(System.getProperty("jtrace.foreign", "target/foreign")).toAbsolutePath();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
