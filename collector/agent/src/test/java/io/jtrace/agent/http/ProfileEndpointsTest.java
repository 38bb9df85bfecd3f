package io.jtrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jtrace.agent.CopyExporter;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileEndpointsTest {

  private static final String ROOT = "/debug/pprof/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options = Options.from("maxseconds=20", Map.of(), Map.of(), warning -> {});
  private final TraceRecorder recorder = TraceRecorder.open(options);
  private final PprofEndpoints endpoints =
      PprofEndpoints.of(recorder, options, Access.open(), () -> List.of(new CopyExporter()));

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    recorder.close();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files)
          .as("scratch files of ours")
          .noneMatch(file -> file.getFileName().toString().matches("jtrace-.*[.](jfr|threads)"));
    }
  }

  private MemoryResponse get(String target) throws IOException {
    return MemoryResponse.ask(endpoints, "GET", ROOT + target);
  }

  private CompletableFuture<MemoryResponse> getLater(String target, MemoryResponse response) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            endpoints.handle(MemoryResponse.request("GET", ROOT + target), response);
            return response;
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        },
        command -> new Thread(command).start());
  }

  @ParameterizedTest
  @CsvSource({
    "goroutine, goroutine",
    "threads, threads",
    "threadcreate, threadcreate",
    "goroutine?seconds=1, goroutine-delta",
    "heap?seconds=1, heap-delta",
    "allocs?seconds=1, allocs-delta",
    "block?seconds=1, block-delta",
    "mutex?seconds=1, mutex-delta",
    "threadcreate?seconds=1, threadcreate-delta",
    "profile?seconds=1, profile",
  })
  void profile_isAFileWithGosHeaders(String target, String fileName) throws IOException {
    MemoryResponse response = get(target);

    assertThat(response.text()).contains("/");
    assertThat(response.status).isEqualTo(200);
    assertThat(response.complete).isTrue();
    assertThat(response.headers)
        .containsEntry("Content-Type", "application/octet-stream")
        .containsEntry("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goroutine?debug=1 | (?s)goroutine profile: total \\d+\\n\\d+ @ 0x.*",
        "threads?debug=1 | (?s)goroutine profile: total \\d+\\n\\d+ @ 0x.*",
        "goroutine?debug=2 | (?s)goroutine \\d+ \\[[^]]+\\]:\\n.*\\n\t.*",
        "threadcreate?debug=1 | (?s)threadcreate profile: total \\d+\\n\\d+ @ 0x.*",
        "heap?debug=1 | (?s)heap profile: \\d+: \\d+ \\[\\d+: \\d+\\] @ heap/2\\n.*# NumGC = \\d+\\n",
        "block?debug=1 | (?s)--- contention:\\ncycles/second=1000000000\\n100 1 @ 0x.*",
        "mutex?debug=2 |"
            + " (?s)--- mutex:\\ncycles/second=1000000000\\nsampling period=1\\n100 1 @ 0x.*",
      })
  void text_hasGosForm(String target, String pattern) throws IOException {
    MemoryResponse response = get(target);

    assertThat(response.text()).matches(pattern);
    assertThat(response.headers)
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .doesNotContainKey("Content-Disposition");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "heap", "block", "goroutine?debug=2", "threadcreate"})
  void head_answersTheHeadersAtOnce(String target) throws IOException {
    MemoryResponse response = MemoryResponse.ask(endpoints, "HEAD", ROOT + target);

    assertThat(response.status).isEqualTo(200);
    assertThat(response.bytes()).isEmpty();
    assertThat(response.complete).isTrue();
  }

  @Test
  void heap_saysWhatIsExactAndWhatIsSampled() throws IOException {
    MemoryResponse response = get("heap?seconds=1");

    assertThat(response.text())
        .startsWith(
            "alloc_objects/count\nalloc_space/bytes\ninuse_objects/count\ninuse_space/bytes\n")
        .contains("{class=byte[]} test.Main.make");
    assertThat(response.headers.get("Jtrace-Note"))
        .contains("over 1 samples")
        .contains("exact bytes by class");
  }

  @Test
  void clientsAtTheSameTime_areServedSideBySide() throws Exception {
    CompletableFuture<MemoryResponse> first = getLater("profile?seconds=2", new MemoryResponse());
    CompletableFuture<MemoryResponse> second = getLater("profile?seconds=1", new MemoryResponse());

    assertThat(second.get().status).isEqualTo(200);
    assertThat(first.get().status).isEqualTo(200);
  }

  private static long recordings() {
    return FlightRecorder.getFlightRecorder().getRecordings().size();
  }

  @Test
  void sameProfileAtTheSameTime_isRecordedOnce() throws Exception {
    MemoryResponse early = new MemoryResponse();
    CompletableFuture<MemoryResponse> first = getLater("block?seconds=3", early);
    await().atMost(PATIENCE).until(early::isWatched);
    MemoryResponse late = new MemoryResponse();
    CompletableFuture<MemoryResponse> second = getLater("block?seconds=3", late);
    await().atMost(PATIENCE).until(late::isWatched);

    assertThat(recordings()).isEqualTo(1);
    assertThat(first.get().status).isEqualTo(200);
    assertThat(second.get().status).isEqualTo(200);
    assertThat(early.headers.get("Jtrace-Note")).doesNotContain("another client");
    assertThat(late.headers.get("Jtrace-Note")).contains("recorded together with another client");
  }

  @Test
  void clientThatLeavesASharedRecording_leavesItToTheOther() throws Exception {
    MemoryResponse leaving = new MemoryResponse();
    CompletableFuture<MemoryResponse> first = getLater("block?seconds=2", leaving);
    await().atMost(PATIENCE).until(leaving::isWatched);
    CompletableFuture<MemoryResponse> second = getLater("block?seconds=2", new MemoryResponse());

    leaving.disconnect();

    assertThat(first.get().status).as("nothing was sent").isZero();
    assertThat(second.get().status).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile?seconds=20", "heap?seconds=20", "goroutine?seconds=20"})
  void clientThatDisconnects_endsItsProfileAtOnce(String target) throws Exception {
    MemoryResponse response = new MemoryResponse();
    CompletableFuture<MemoryResponse> answer = getLater(target, response);

    await().atMost(PATIENCE).until(response::disconnect);

    assertThat(answer.get().status).as("nothing was sent").isZero();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }

  @Test
  void symbol_namesTheMethodsOfOurTexts() throws IOException {
    String address = get("goroutine?debug=1").text().split("@ ", 2)[1].split("[ \n]", 2)[0];

    String byQuery = get("symbol?" + address + "+zz+0x1").text();
    MemoryResponse posted = new MemoryResponse();
    endpoints.handle(MemoryResponse.post(ROOT + "symbol", address + "+" + address), posted);

    assertThat(byQuery).matches("num_symbols: 1\n" + address + " \\S.*\n");
    assertThat(posted.text().lines()).hasSize(3);
    assertThat(get("symbol").text()).isEqualTo("num_symbols: 1\n");
  }

  @Test
  void index_hasCountsAndButtons() throws IOException {
    assertThat(get("").text())
        .containsPattern("<td>[1-9][0-9]*</td><td><a href=\"goroutine\\?debug=1\">")
        .contains("<form action=\"profile\">", "<form action=\"trace\">")
        .contains("href=\"heap?debug=1\"", "href=\"mutex?debug=1\"", "href=\"symbol\"");
  }
}
