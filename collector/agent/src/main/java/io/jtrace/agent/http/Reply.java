package io.jtrace.agent.http;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers, with the headers that all of them have. */
final class Reply {

  /** Writes a body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private static final String TEXT = "text/plain; charset=utf-8";

  private final EndpointResponse response;
  private final boolean bodyWanted;

  Reply(EndpointResponse response, boolean bodyWanted) {
    this.response = response;
    this.bodyWanted = bodyWanted;
  }

  /** Whether the client wants the body too: not so for HEAD. */
  boolean bodyWanted() {
    return bodyWanted;
  }

  /** Registers what to do when the client goes away before the answer is complete. */
  void onDisconnect(Runnable action) {
    response.onDisconnect(action);
  }

  static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cache-Control", "no-store");
    headers.put("Referrer-Policy", "no-referrer");
    return headers;
  }

  void text(String body) throws IOException {
    whole(200, headers(TEXT), body);
  }

  void html(String body) throws IOException {
    Map<String, String> headers = headers("text/html; charset=utf-8");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    whole(200, headers, body);
  }

  void redirect(String location) throws IOException {
    Map<String, String> headers = headers(TEXT);
    headers.put("Location", location);
    whole(301, headers, "Moved to " + location + "\n");
  }

  /** Answers as Go's {@code serveError} does: its client prints the text because of the header. */
  void error(HttpError error) throws IOException {
    Map<String, String> headers = headers(TEXT);
    headers.put("X-Go-Pprof", "1");
    if (error.status() == 401) {
      headers.put("WWW-Authenticate", "Bearer realm=\"jtrace\"");
    }
    if (error.status() == 405) {
      headers.put("Allow", "GET, HEAD");
    }
    whole(error.status(), headers, error.text() + "\n");
  }

  /** Returns the headers of bytes that are to be kept in a file. */
  static Map<String, String> attachment(String fileName) {
    Map<String, String> headers = headers("application/octet-stream");
    headers.put("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    return headers;
  }

  /** Returns the headers of a text. */
  static Map<String, String> textHeaders() {
    return headers(TEXT);
  }

  /** Opens a body; the caller closes it once it is complete and only then. */
  OutputStream begin(Map<String, String> headers) throws IOException {
    return response.begin(200, headers);
  }

  /**
   * Sends a body that may still fail: then as an error, if nothing of it is out yet.
   *
   * @param what could not be done then, such as {@code write the profile}
   */
  void send(Map<String, String> headers, String what, Body body) throws IOException, HttpError {
    LazyOutput out = new LazyOutput(() -> begin(headers));
    try {
      body.writeTo(out);
    } catch (IOException | RuntimeException failed) {
      if (out.isBegun()) {
        throw failed; // too late for another status: the body stays incomplete
      }
      throw new HttpError(500, "could not " + what + ": " + failed.getMessage(), failed);
    }
    out.close();
  }

  private void whole(int status, Map<String, String> headers, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.put("Content-Length", Integer.toString(bytes.length));
    OutputStream out = response.begin(status, headers);
    if (bodyWanted) {
      out.write(bytes);
    }
    out.close();
  }
}
