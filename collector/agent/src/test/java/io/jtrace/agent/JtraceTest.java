package io.jtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jtrace.agent.options.ListenAddress;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JtraceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static HttpResponse<byte[]> get(TraceServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void serve_answersATraceOverHttp(@TempDir Path directory) throws Exception {
    try (TraceServer server = Jtrace.serve("127.0.0.1:0")) {
      HttpResponse<byte[]> response = get(server, "trace?seconds=0.1");

      assertThat(response.statusCode()).isEqualTo(200);
      Path file = Files.write(directory.resolve("trace.jfr"), response.body());
      assertThat(RecordingFile.readAllEvents(file))
          .anyMatch(event -> event.getEventType().getName().equals("jtrace.TraceInfo"));
    }
  }

  @Test
  void clientThatDisconnects_endsItsRecording() throws Exception {
    try (TraceServer server = Jtrace.serve("127.0.0.1:0")) {
      try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /debug/pprof/trace?seconds=300 HTTP/1.1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        await()
            .atMost(PATIENCE)
            .until(() -> !FlightRecorder.getFlightRecorder().getRecordings().isEmpty());
      }

      await()
          .atMost(PATIENCE)
          .until(() -> FlightRecorder.getFlightRecorder().getRecordings().isEmpty());
    }
  }

  @Test
  void closedServer_freesItsPortAndLeavesNoRecording() throws Exception {
    TraceServer server = Jtrace.serve("127.0.0.1:0");
    get(server, "");
    server.close();
    server.close();

    await()
        .atMost(PATIENCE)
        .ignoreExceptions() // the system frees a port when the last thread has left its socket
        .untilAsserted(
            () -> {
              try (TraceServer next = Jtrace.serve("127.0.0.1:" + server.address().getPort())) {
                assertThat(get(next, "").statusCode()).isEqualTo(200);
              }
            });
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }

  @Test
  void serverWithoutAClient_closesToo() throws Exception {
    TraceServer server = Jtrace.serve("127.0.0.1:0");
    server.close();

    assertThatThrownBy(
            () -> new Socket(server.address().getAddress(), server.address().getPort()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void portInUse_isAnIOException() throws Exception {
    try (TraceServer server = Jtrace.serve("127.0.0.1:0")) {
      assertThatThrownBy(() -> Jtrace.serve("127.0.0.1:" + server.address().getPort()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void badAddress_isRefused() {
    assertThatThrownBy(() -> Jtrace.serve("nowhere")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Jtrace.serve("off")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listeningBeyondThisMachine_makesUpATokenAndDemandsIt() throws Exception {
    Options options = Options.defaults().with(OptionKey.LISTEN, ListenAddress.from("0.0.0.0:0"));
    try (TraceServer server = Jtrace.serve(options)) {
      String token = server.token().orElseThrow();

      assertThat(token).matches("[0-9a-f]{32}");
      assertThat(server.greeting()).contains(token);
      assertThat(get(server, "").statusCode()).isEqualTo(401);
      assertThat(get(server, "?token=" + token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void record_writesATraceToAStream(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Jtrace.record(Duration.ofMillis(50), out);

    Path file = Files.write(directory.resolve("trace.jfr"), out.toByteArray());
    assertThat(RecordingFile.readAllEvents(file)).isNotEmpty();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }
}
