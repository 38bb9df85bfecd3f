package io.jtrace.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.web.http.Answers;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
  private static final Map<String, String> OURS =
      Map.of("Host", "127.0.0.1:8080", "Cookie", "other=1; jtrace-8080=secret");

  private final Gate gate =
      new Gate(
          (request, response) -> Answers.text(response, 200, "the trace"),
          Set.of("127.0.0.1:8080", "localhost:8080", "[::1]:8080"),
          8080,
          "secret");

  @Test
  void cookie_opens() throws IOException {
    RecordedResponse response = ask("/api/trace", OURS);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("the trace\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"})
  void ourHost_isAnswered(String host) throws IOException {
    assertThat(ask("/", with(OURS, "Host", host)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:8080", "127.0.0.1", "127.0.0.1:8081", "127.0.0.1:8080.evil.example"})
  void otherHost_is403(String host) throws IOException {
    RecordedResponse response = ask("/", with(OURS, "Host", host));

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.text()).doesNotContain("the trace");
  }

  @Test
  void missingHost_is403() throws IOException {
    assertThat(ask("/", Map.of("Cookie", "jtrace-8080=secret")).status()).isEqualTo(403);
  }

  @Test
  void noToken_is403() throws IOException {
    assertThat(ask("/", Map.of("Host", "localhost:8080")).status()).isEqualTo(403);
    assertThat(ask("/?token=wrong", Map.of("Host", "localhost:8080")).status()).isEqualTo(403);
    assertThat(ask("/", with(OURS, "Cookie", "jtrace-8080=wrong")).status()).isEqualTo(403);
  }

  @Test
  void cookieOfAnotherPort_isNotOurs() throws IOException {
    assertThat(ask("/", with(OURS, "Cookie", "jtrace-8081=secret")).status()).isEqualTo(403);
  }

  @Test
  void tokenInTheAddress_becomesACookieAndLeavesTheAddress() throws IOException {
    RecordedResponse response =
        ask("/?t=1..2&token=secret&by=name", Map.of("Host", "localhost:8080"));

    assertThat(response.status()).isEqualTo(303);
    assertThat(response.headers())
        .containsEntry("Location", "/?t=1..2&by=name")
        .containsEntry("Set-Cookie", "jtrace-8080=secret; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void tokenForAnEndpoint_isAnsweredAtOnce() throws IOException {
    assertThat(ask("/api/trace?token=secret", Map.of("Host", "localhost:8080")).text())
        .isEqualTo("the trace\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void requestOfAnotherSite_is403(String site) throws IOException {
    assertThat(ask("/api/trace", with(OURS, "Sec-Fetch-Site", site)).status()).isEqualTo(403);
    assertThat(ask("/", with(OURS, "Sec-Fetch-Site", site)).status()).isEqualTo(403);
  }

  @Test
  void linkFromAnotherSiteToTheFirstPage_isAnswered() throws IOException {
    Map<String, String> link = with(OURS, "Sec-Fetch-Site", "cross-site");
    link.put("Sec-Fetch-Mode", "navigate");
    link.put("Sec-Fetch-Dest", "document");

    assertThat(ask("/", link).status()).isEqualTo(200);
    assertThat(ask("/timeline", link).status()).isEqualTo(403);
    link.put("Sec-Fetch-Dest", "iframe");
    assertThat(ask("/", link).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void ownRequest_isAnswered(String site) throws IOException {
    assertThat(ask("/api/trace", with(OURS, "Sec-Fetch-Site", site)).status()).isEqualTo(200);
  }

  @Test
  void everyAnswer_hasTheSecurityHeaders() throws IOException {
    for (RecordedResponse response :
        new RecordedResponse[] {
          ask("/", OURS), ask("/", Map.of()), ask("/?token=secret", Map.of("Host", "x"))
        }) {
      assertThat(response.headers())
          .containsEntry("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
          .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("Referrer-Policy", "no-referrer")
          .containsEntry(
              "Content-Security-Policy",
              "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
                  + " 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src"
                  + " 'none'; base-uri 'none'; frame-ancestors 'none'")
          .doesNotContainKey("Access-Control-Allow-Origin");
    }
  }

  private RecordedResponse ask(String target, Map<String, String> headers) throws IOException {
    RecordedResponse response = new RecordedResponse();
    gate.handle(Requests.request("GET", target, headers, ""), response);
    return response;
  }

  private static Map<String, String> with(Map<String, String> base, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(base);
    headers.put(name, value);
    return headers;
  }
}
