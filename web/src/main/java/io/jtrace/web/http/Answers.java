package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short complete answers. */
public final class Answers {
  private Answers() {}

  /** Answers one sentence. */
  public static void text(EndpointResponse response, int status, String sentence)
      throws IOException {
    text(response, status, Map.of(), sentence);
  }

  /** Answers one sentence with further headers. */
  public static void text(
      EndpointResponse response, int status, Map<String, String> headers, String sentence)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "text/plain; charset=utf-8");
    all.put("Cache-Control", "no-store");
    bytes(response, status, all, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Answers bytes that are all there. */
  public static void bytes(
      EndpointResponse response, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Length", Integer.toString(body.length));
    OutputStream out = response.begin(status, all);
    out.write(body);
    out.close();
  }

  /** Answers without a body, for statuses such as 204, 304 and redirections. */
  public static void empty(EndpointResponse response, int status, Map<String, String> headers)
      throws IOException {
    response.begin(status, headers).close();
  }
}
