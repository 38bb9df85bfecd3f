package io.jtrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jtrace.agent.CopyExporter;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PprofEndpointsTest {

  private static final String TRACE = "/debug/pprof/trace";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options = Options.from("maxseconds=20", Map.of(), Map.of(), warning -> {});
  private final TraceRecorder recorder = TraceRecorder.open(options);
  private final PprofEndpoints endpoints = endpoints(Access.open(), List.of(new CopyExporter()));

  private final Path directory;

  PprofEndpointsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private PprofEndpoints endpoints(Access access, List<TraceExporter> exporters) {
    return PprofEndpoints.of(recorder, options, access, () -> exporters);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    recorder.close();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.toString().endsWith(".jfr")))
          .as("scratch files of ours and chunks of JFR")
          .allMatch(file -> file.startsWith(directory));
    }
  }

  @Test
  void trace_answersARecordingWithGosHeaders() throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "GET", TRACE + "?seconds=0.2");

    assertThat(response.status).isEqualTo(200);
    assertThat(response.headers)
        .containsEntry("Content-Type", "application/octet-stream")
        .containsEntry("Content-Disposition", "attachment; filename=\"trace\"")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Content-Length", Integer.toString(response.bytes().length))
        .doesNotContainKey("X-Go-Pprof");
    assertThat(response.complete).isTrue();
    assertThat(events(response)).anyMatch(event -> is(event, "jtrace.TraceInfo"));
  }

  @Test
  void twoClientsAtOnce_eachGetTheirOwnCompleteTrace() throws Exception {
    CompletableFuture<MemoryResponse> first = askLater(TRACE + "?seconds=1.5");
    CompletableFuture<MemoryResponse> second = askLater(TRACE + "?seconds=1");

    List<RecordedEvent> ofFirst = events(first.get());
    List<RecordedEvent> ofSecond = events(second.get());

    assertThat(startAndEndOfTraceLasting(ofFirst, 1_500_000_000L)).containsExactly("start", "end");
    assertThat(startAndEndOfTraceLasting(ofSecond, 1_000_000_000L)).containsExactly("start", "end");
  }

  @Test
  void clientThatDisconnects_stopsItsRecordingAtOnce() throws Exception {
    MemoryResponse response = new MemoryResponse();
    CompletableFuture<Void> handled =
        CompletableFuture.runAsync(
            () -> {
              try {
                endpoints.handle(MemoryResponse.request("GET", TRACE + "?seconds=20"), response);
              } catch (IOException failed) {
                throw new IllegalStateException(failed);
              }
            });

    await().atMost(PATIENCE).until(response::disconnect);

    handled.get();
    assertThat(response.status).as("nothing was sent").isZero();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }

  @Test
  void closedRecorder_endsTracesThatRun() throws Exception {
    CompletableFuture<MemoryResponse> response = askLater(TRACE + "?seconds=20");
    await()
        .atMost(PATIENCE)
        .until(() -> !FlightRecorder.getFlightRecorder().getRecordings().isEmpty());

    recorder.close();

    assertThat(response.get().status).as("no trace is sent").isNotEqualTo(200);
  }

  @Test
  void perfetto_answersWhatTheExporterWrites() throws IOException {
    MemoryResponse response =
        MemoryResponse.ask(endpoints, "GET", TRACE + "?seconds=0.2&format=perfetto");

    assertThat(response.status).isEqualTo(200);
    assertThat(response.headers)
        .containsEntry("Content-Disposition", "attachment; filename=\"trace.pftrace\"")
        .doesNotContainKey("Content-Length");
    assertThat(events(response)).isNotEmpty();
  }

  @Test
  void exporterThatFails_isAnErrorInOneSentence() throws IOException {
    MemoryResponse response =
        MemoryResponse.ask(endpoints, "GET", TRACE + "?seconds=0.2&format=chrome");

    MemoryResponse.assertError(
        response, 500, "could not export the trace: chrome does not work today");
  }

  @Test
  void missingExporter_isSaidBeforeAnythingIsRecorded() throws IOException {
    MemoryResponse response =
        MemoryResponse.ask(
            endpoints(Access.open(), List.of()), "GET", TRACE + "?seconds=20&format=perfetto");

    MemoryResponse.assertError(response, 501, "this build of jtrace cannot export perfetto");
  }

  @Test
  void head_answersTheHeadersWithoutRecording() throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "HEAD", TRACE + "?seconds=20");

    assertThat(response.status).isEqualTo(200);
    assertThat(response.headers)
        .containsEntry("Content-Disposition", "attachment; filename=\"trace\"");
    assertThat(response.bytes()).isEmpty();
    assertThat(response.complete).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get"})
  void otherMethods_are405WithAllow(String method) throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, method, TRACE);

    MemoryResponse.assertError(response, 405, "Method Not Allowed");
    assertThat(response.headers).containsEntry("Allow", "GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/debug/pprof/nosuch | 404 | Unknown profile",
        "/debug/pprof/trace/ | 404 | Unknown profile",
        "/favicon.ico | 404 | 404 page not found",
        "/debug/pprof/trace?seconds=21 | 400 | expected at most 20 seconds, found 21; the option"
            + " maxseconds sets the limit",
        "/debug/pprof/trace?seconds=inf | 400 | expected at most 20 seconds, found Infinity; the"
            + " option maxseconds sets the limit",
        "/debug/pprof/trace?format=svg | 400 | invalid value for \"format\" - expected jfr,"
            + " perfetto or chrome",
        "/debug/pprof/trace?detail=some | 400 | invalid value for \"detail\" - expected normal or"
            + " full",
        "/debug/pprof/trace?threshold=1 | 400 | invalid value for \"threshold\" - expected a whole"
            + " number with ns, us, ms or s, at most 3600s",
        "/debug/pprof/trace?stackdepth=0 | 400 | invalid value for \"stackdepth\" - expected a"
            + " whole number from 1 to 2048",
      })
  void badRequest_isToldInOneSentence(String target, int status, String text) throws IOException {
    MemoryResponse.assertError(MemoryResponse.ask(endpoints, "GET", target), status, text);
  }

  @Test
  void index_linksToEverythingThatExists() throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "GET", "/debug/pprof/");

    assertThat(response.headers).containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(response.text())
        .contains("href=\"trace?seconds=5\"", "href=\"cmdline\"", "href=\"jtrace.jfc\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/debug/pprof"})
  void pathsBesideTheIndex_leadThere(String path) throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "GET", path);

    assertThat(response.status).isEqualTo(301);
    assertThat(response.headers).containsEntry("Location", "/debug/pprof/");
  }

  @Test
  void cmdline_isJoinedByNul() throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "GET", "/debug/pprof/cmdline");

    assertThat(response.headers).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(response.text().split("\0", -1)).hasSizeGreaterThan(1);
    assertThat(response.text()).doesNotEndWith("\n");
  }

  @Test
  void settings_areTheFileForPlainJfr() throws IOException {
    assertThat(MemoryResponse.ask(endpoints, "GET", "/debug/pprof/jtrace.jfc").text())
        .contains("<event name=\"jdk.ThreadPark\">");
  }

  @Test
  void missingToken_is401AndTheTokenOpens() throws IOException {
    PprofEndpoints guarded = endpoints(new Access(Optional.of("open sesame&co"), false), List.of());

    MemoryResponse refused = MemoryResponse.ask(guarded, "GET", "/debug/pprof/");
    assertThat(refused.status).isEqualTo(401);
    assertThat(refused.headers).containsKey("WWW-Authenticate");
    assertThat(
            MemoryResponse.ask(
                    guarded, "GET", "/debug/pprof/", "authorization", "bearer open sesame&co")
                .status)
        .isEqualTo(200);
    MemoryResponse byQuery =
        MemoryResponse.ask(guarded, "GET", "/debug/pprof/?token=open+sesame%26co");
    assertThat(byQuery.status).isEqualTo(200);
    assertThat(byQuery.text()).contains("href=\"cmdline?token=open+sesame%26co\"");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:6060, 200",
    "127.0.0.1:6060, 200",
    "[::1]:6060, 200",
    "LOCALHOST, 200",
    "evil.example:6060, 403",
    "localhost.evil.example, 403",
  })
  void hostThatIsNotThisMachine_is403(String host, int status) throws IOException {
    PprofEndpoints local = endpoints(new Access(Optional.empty(), true), List.of());

    assertThat(MemoryResponse.ask(local, "GET", "/debug/pprof/", "Host", host).status)
        .isEqualTo(status);
  }

  @Test
  void requestFromAnotherWebSite_is403() throws IOException {
    assertThat(MemoryResponse.ask(endpoints, "GET", TRACE, "Sec-Fetch-Site", "cross-site").status)
        .isEqualTo(403);
  }

  private CompletableFuture<MemoryResponse> askLater(String target) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return MemoryResponse.ask(endpoints, "GET", target);
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        },
        command -> new Thread(command).start());
  }

  private static List<String> startAndEndOfTraceLasting(List<RecordedEvent> events, long nanos) {
    return events.stream()
        .filter(event -> is(event, "jtrace.TraceInfo"))
        .filter(event -> event.getLong("requestedNanos") == nanos)
        .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
        .map(event -> event.getString("phase"))
        .toList();
  }

  private static boolean is(RecordedEvent event, String name) {
    return event.getEventType().getName().equals(name);
  }

  private List<RecordedEvent> events(MemoryResponse response) throws IOException {
    Path file = Files.createTempFile(directory, "trace", ".jfr");
    Files.write(file, response.bytes());
    return RecordingFile.readAllEvents(file);
  }
}
