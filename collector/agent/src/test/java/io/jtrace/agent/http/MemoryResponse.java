package io.jtrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.spi.EndpointRequest;
import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.agent.spi.Endpoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer kept in memory. */
final class MemoryResponse implements EndpointResponse {

  int status;
  Map<String, String> headers = Map.of();
  boolean complete;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable Runnable onDisconnect;

  /** Asks with a method and a target such as {@code /debug/pprof/trace?seconds=1}. */
  static MemoryResponse ask(Endpoints endpoints, String method, String target, String... headers)
      throws IOException {
    MemoryResponse response = new MemoryResponse();
    endpoints.handle(request(method, target, headers), response);
    return response;
  }

  static EndpointRequest request(String method, String target, String... headers) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      fields.put(headers[i], headers[i + 1]);
    }
    int question = target.indexOf('?');
    return new EndpointRequest(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        fields::get);
  }

  static EndpointRequest post(String path, String body) {
    return new EndpointRequest("POST", path, "", name -> null, body);
  }

  @Override
  public OutputStream begin(int newStatus, Map<String, String> newHeaders) {
    status = newStatus;
    headers = newHeaders;
    return new OutputStream() {
      @Override
      public void write(int value) {
        body.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        body.write(bytes, offset, length);
      }

      @Override
      public void close() {
        complete = true;
      }
    };
  }

  @Override
  public void onDisconnect(Runnable action) {
    onDisconnect = action;
  }

  /** Returns whether somebody wants to know when the client goes away. */
  boolean isWatched() {
    return onDisconnect != null;
  }

  /** Goes away as a client does; returns whether anybody wanted to know. */
  boolean disconnect() {
    Runnable action = onDisconnect;
    if (action != null) {
      action.run();
    }
    return action != null;
  }

  byte[] bytes() {
    return body.toByteArray();
  }

  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Checks that an answer is an error as Go's server sends it. */
  static void assertError(MemoryResponse response, int status, String text) {
    assertThat(response.text()).isEqualTo(text + "\n");
    assertThat(response.status).isEqualTo(status);
    assertThat(response.headers)
        .containsEntry("X-Go-Pprof", "1")
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .doesNotContainKey("Content-Disposition");
    assertThat(response.complete).isTrue();
  }
}
