package io.jtrace.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {
  private static final String INDEX = "<!doctype html><title>test</title>";

  private final StaticFiles files = new StaticFiles("/io/jtrace/web/testui");

  @ParameterizedTest
  @ValueSource(strings = {"/", "/overview", "/timeline", "/thread", "/index.html", "/a.b/c"})
  void page_isTheIndex(String path) throws IOException {
    RecordedResponse response = ask(path, Map.of());

    assertThat(response.text()).isEqualTo(INDEX);
    assertThat(response.headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("Cache-Control", "no-cache");
  }

  @Test
  void asset_isKeptForEver() throws IOException {
    RecordedResponse response = ask("/assets/index-AbC123.js", Map.of());

    assertThat(response.text()).isEqualTo("console.log(1)");
    assertThat(response.headers())
        .containsEntry("Content-Type", "text/javascript; charset=utf-8")
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
  }

  @Test
  void missingAsset_is404AndNotTheIndex() throws IOException {
    assertThat(ask("/assets/index-old.js", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void otherFile_hasItsType() throws IOException {
    assertThat(ask("/favicon.svg", Map.of()).headers())
        .containsEntry("Content-Type", "image/svg+xml");
  }

  @Test
  void knownTag_isNotSentAgain() throws IOException {
    String etag = Objects.requireNonNull(ask("/", Map.of()).headers().get("ETag"));

    RecordedResponse again = ask("/", Map.of("If-None-Match", etag));

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
    assertThat(again.headers()).containsEntry("ETag", etag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../../view/Gate.class",
        "/../view/Gate.class",
        "/..\\view\\Gate.class",
        "//io/jtrace/web/view/Gate.class"
      })
  void pathOutOfTheFolder_leadsNowhere(String path) throws IOException {
    RecordedResponse response = ask(path, Map.of());

    assertThat(response.text())
        .satisfiesAnyOf(
            text -> assertThat(text).isEqualTo(INDEX),
            text -> assertThat(response.status()).isEqualTo(404));
  }

  @Test
  void buildWithoutUi_saysSo() throws IOException {
    RecordedResponse response = new RecordedResponse();
    new StaticFiles("/io/jtrace/web/nowhere").handle(Requests.get("/"), response);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text()).isEqualTo("this jtrace.jar was built without the browser UI\n");
  }

  private RecordedResponse ask(String path, Map<String, String> headers) throws IOException {
    RecordedResponse response = new RecordedResponse();
    files.handle(Requests.request("GET", path, headers, ""), response);
    return response;
  }
}
