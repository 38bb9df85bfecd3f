package io.jtrace.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private final Router router =
      new Router(
          List.of(
              Route.get("/a", (request, response) -> Answers.text(response, 200, "exact")),
              Route.get("/a/*", (request, response) -> Answers.text(response, 200, "below")),
              Route.post("/both", (request, response) -> Answers.text(response, 200, "posted")),
              Route.get("/both", (request, response) -> Answers.text(response, 200, "got"))));

  @Test
  void exactPath_winsOverPrefix() throws IOException {
    assertThat(answer("GET", "/a").text()).isEqualTo("exact\n");
    assertThat(answer("GET", "/a/b/c").text()).isEqualTo("below\n");
  }

  @Test
  void head_isAnsweredByGet() throws IOException {
    assertThat(answer("HEAD", "/a").status()).isEqualTo(200);
  }

  @Test
  void samePath_goesByMethod() throws IOException {
    assertThat(answer("POST", "/both").text()).isEqualTo("posted\n");
    assertThat(answer("GET", "/both").text()).isEqualTo("got\n");
  }

  @Test
  void otherMethod_is405WithAllow() throws IOException {
    RecordedResponse response = answer("DELETE", "/both");

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", "POST, GET, HEAD");
  }

  @Test
  void unknownPath_is404() throws IOException {
    assertThat(answer("GET", "/nowhere").status()).isEqualTo(404);
    assertThat(answer("GET", "/ab").status()).isEqualTo(404);
  }

  private RecordedResponse answer(String method, String target) throws IOException {
    RecordedResponse response = new RecordedResponse();
    router.handle(Requests.request(method, target, Map.of(), ""), response);
    return response;
  }
}
