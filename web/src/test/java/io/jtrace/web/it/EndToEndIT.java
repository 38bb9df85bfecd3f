package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program with the agent, a request, and everything one does with the answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndToEndIT {
  /** The worker waits for the lock of the owner most of the time. */
  private static final String PROGRAM =
      """
      public class Contended {
        private static final Object LOCK = new Object();

        public static void main(String[] arguments) {
          new Thread(() -> hold(40), "owner-1").start();
          new Thread(() -> hold(1), "worker-7").start();
        }

        private static void hold(long millis) {
          try {
            while (true) {
              synchronized (LOCK) {
                Thread.sleep(millis);
              }
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path directory = Path.of("");
  private @Nullable AgentProcess program;
  private Path trace = Path.of("");

  @BeforeAll
  void record(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Contended", PROGRAM, List.of());
    program = AgentProcess.start(directory, "Contended", List.of());
    trace = Files.write(directory.resolve("trace.out"), get("trace?seconds=1").body());
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private AgentProcess program() {
    if (program == null) {
      throw new IllegalStateException("not started");
    }
    return program;
  }

  private HttpResponse<byte[]> get(String query) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(program().resolve("/debug/pprof/" + query)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void info_countsTheEvents() throws Exception {
    Jar.Result json = Jar.run(directory, "info", "--json", "trace.out");
    Jar.Result text = Jar.run(directory, "info", "trace.out");

    assertThat(json.exitCode()).isZero();
    assertThat(json.errors()).isEmpty();
    checkJson(json.bytes());
    assertThat(json.text())
        .contains("\"eventCount\"", "\"jdk.ThreadSleep\"", "\"durationNanos\"", "\"lost\"");
    assertThat(text.text()).startsWith("Trace    trace.out: ").contains("jdk.ThreadSleep");
  }

  @Test
  void report_namesTheContendedThread() throws Exception {
    Jar.Result json = Jar.run(directory, "report", "--json", "trace.out");
    Jar.Result text = Jar.run(directory, "report", "trace.out");

    assertThat(json.exitCode()).isZero();
    checkJson(json.bytes());
    assertThat(json.text()).contains("\"worker-7\"", "\"owner-1\"", "\"nanosByState\"");
    assertThat(text.text()).contains("worker-*", "Blocked", "monitor enter");
  }

  @Test
  void exports_areWrittenToFilesAndToStandardOutput() throws Exception {
    Path file = directory.resolve("trace.json");
    Jar.Result toFile =
        Jar.run(directory, "export", "--format=chrome", "trace.out", "-o", "trace.json");
    Jar.Result toOutput = Jar.run(directory, "export", "--format=perfetto", "trace.out", "-o", "-");

    assertThat(toFile.exitCode()).isZero();
    checkJson(Files.readAllBytes(file));
    assertThat(toOutput.exitCode()).isZero();
    assertThat(toOutput.errors()).isEmpty();
    assertThat(toOutput.bytes()).isNotEmpty();
  }

  @Test
  void address_isFetchedAndRead() throws Exception {
    String address = program().resolve("/debug/pprof/trace?seconds=0.3").toString();

    assertThat(Jar.run(directory, "info", address).text()).contains("jdk.ThreadSleep");
  }

  @Test
  void refusedAddress_isOneSentenceWithTheAnswer() throws Exception {
    String address = program().resolve("/debug/pprof/nothing").toString();

    Jar.Result result = Jar.run(directory, "info", address);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors())
        .isEqualTo("jtrace: " + address + " answered 404: Unknown profile\n");
  }

  @Test
  void twoClients_eachGetACompleteTrace() throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      answers.add(
          client.sendAsync(
              HttpRequest.newBuilder(program().resolve("/debug/pprof/trace?seconds=1")).build(),
              HttpResponse.BodyHandlers.ofByteArray()));
    }
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> answer = answers.get(i).get(120, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      Files.write(directory.resolve("client" + i + ".jfr"), answer.body());
      assertThat(Jar.run(directory, "report", "client" + i + ".jfr").text()).contains("worker-*");
    }
  }

  @Test
  void head_isAnsweredWithoutBody() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(program().resolve("/debug/pprof/trace?seconds=0.2"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void clientThatGoesAway_leavesTheProgramAndTheServerWell() throws Exception {
    URI address = program().resolve("/");
    try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /debug/pprof/trace?seconds=250 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      TimeUnit.MILLISECONDS.sleep(500);
    }

    assertThat(get("trace?seconds=0.2").statusCode()).isEqualTo(200);
    assertThat(program().errors().lines()).hasSize(1);
  }

  @Test
  void viewer_asksForTheTokenAndServesTheTrace() throws Exception {
    Viewer viewer = Viewer.of(trace);
    try (viewer) {
      URI first = viewer.first();
      URI api = first.resolve("/api/trace");

      assertThat(status(api)).isEqualTo(403);
      HttpResponse<InputStream> page = send(HttpRequest.newBuilder(first).build());
      assertThat(page.statusCode()).isEqualTo(303);
      String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
      HttpResponse<InputStream> facts =
          send(HttpRequest.newBuilder(api).header("Cookie", cookie).build());
      assertThat(facts.statusCode()).isEqualTo(200);
      byte[] json = facts.body().readAllBytes();
      checkJson(json);
      assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"name\":\"trace.out\"");
      HttpResponse<InputStream> original =
          send(
              HttpRequest.newBuilder(first.resolve("/export/trace.jfr"))
                  .header("Cookie", cookie)
                  .build());
      assertThat(original.body().readAllBytes()).isEqualTo(Files.readAllBytes(trace));
    }
    assertThat(viewer.errors()).isEqualTo("jtrace: reading trace.out\n");
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private int status(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address).build()).statusCode();
  }

  private static void checkJson(byte[] bytes) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      JsonToken token = parser.nextToken();
      assertThat(token).isEqualTo(JsonToken.START_OBJECT);
      while (token != null) {
        token = parser.nextToken();
      }
    }
  }
}
