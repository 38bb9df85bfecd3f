package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that leaves in the middle of a trace or profile, seen from outside of the program it
 * traced.
 */
final class DisconnectIT {
  private static final String PROGRAM =
      """
      public class Idle {
        public static void main(String[] arguments) throws Exception {
          Thread.sleep(Long.MAX_VALUE);
        }
      }
      """;

  /** Far less than the trace would take, far more than ending it takes on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trace?seconds=60",
        "trace?seconds=60&format=perfetto",
        "profile?seconds=60",
        "heap?seconds=60"
      })
  void clientThatLeaves_endsTheRecordingAndLeavesNoFile(String target) throws Exception {
    Jar.compile(directory, "Idle", PROGRAM, List.of());
    try (AgentProcess program = AgentProcess.start(directory, "Idle", List.of())) {
      awaitEndOfWarmUp(program);
      try (Socket client = ask(program, target)) {
        await().atMost(PATIENCE).until(() -> isRecording(program));
        assertThat(program.temporaryFiles()).isNotEmpty();
        client.setSoLinger(true, 0); // as if the client had been killed
      }

      await().atMost(PATIENCE).until(() -> !isRecording(program));
      await().atMost(PATIENCE).until(() -> program.temporaryFiles().isEmpty());
      assertThat(program.isAlive()).isTrue();
      assertThat(program.errors().lines()).as("the agent's one sentence").hasSize(1);
    }
  }

  /** The agent records for a moment at its start; the answer to a request comes after that. */
  private static void awaitEndOfWarmUp(AgentProcess program)
      throws IOException, InterruptedException {
    URI address = program.resolve("/debug/pprof/trace?seconds=0.1");
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !isRecording(program));
  }

  private static Socket ask(AgentProcess program, String target) throws IOException {
    URI address = program.resolve("/");
    Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    String head = "GET /debug/pprof/" + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static boolean isRecording(AgentProcess program)
      throws IOException, InterruptedException {
    String answer = program.jcmd("JFR.check");
    assertThat(answer).containsAnyOf("No available recordings", "Recording ");
    return answer.contains("(running)");
  }
}
