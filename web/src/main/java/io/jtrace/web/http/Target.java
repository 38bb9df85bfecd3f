package io.jtrace.web.http;

import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * The target of a request line.
 *
 * @param path percent-decoded
 * @param query still encoded; empty if there is none
 */
record Target(String path, String query) {

  /**
   * Splits a request target in origin form ({@code /path?query}) or absolute form.
   *
   * @throws IllegalArgumentException if the path is broken
   */
  static Target of(String uri) {
    String origin = uri;
    int scheme = uri.indexOf("://");
    if (!uri.startsWith("/") && scheme > 0) {
      int slash = uri.indexOf('/', scheme + 3);
      origin = slash < 0 ? "/" : uri.substring(slash);
    }
    int question = origin.indexOf('?');
    String path = question < 0 ? origin : origin.substring(0, question);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("expected a path that begins with a slash: " + path);
    }
    return new Target(
        new QueryStringDecoder(path).path(), question < 0 ? "" : origin.substring(question + 1));
  }
}
