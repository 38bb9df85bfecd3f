package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response that is kept in memory; for handlers under test. */
public final class RecordedResponse implements EndpointResponse {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private Map<String, String> headers = Map.of();

  @Override
  public OutputStream begin(int status, Map<String, String> headers) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    return body;
  }

  @Override
  public void onDisconnect(Runnable action) {}

  /** Returns the status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Returns the headers. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the body. */
  public byte[] bytes() {
    return body.toByteArray();
  }

  /** Returns the body as text. */
  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }
}
