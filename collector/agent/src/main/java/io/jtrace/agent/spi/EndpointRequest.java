package io.jtrace.agent.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the endpoints need to know of an HTTP request.
 *
 * @param method as sent, for example {@code GET}
 * @param path the path of the request target, percent-decoded, without the query
 * @param query what follows the question mark, still percent-encoded; empty if there is none
 * @param headers the header fields
 * @param body as text, empty if there is none
 */
public record EndpointRequest(
    String method, String path, String query, Headers headers, String body) {

  /** A request without a body. */
  public EndpointRequest(String method, String path, String query, Headers headers) {
    this(method, path, query, headers, "");
  }

  /** A look-up of header fields. */
  @FunctionalInterface
  public interface Headers {

    /** Returns the first value of a field, its name in any case; {@code null} if there is none. */
    @Nullable String first(String name);
  }
}
