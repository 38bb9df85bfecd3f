package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointRequest;

/**
 * An HTTP request.
 *
 * @param method as sent, for example {@code GET}
 * @param path percent-decoded, without the query; begins with a slash
 * @param query what follows the question mark
 * @param headers the header fields
 * @param body the whole body, read as UTF-8, within the limit of the server; empty if there is none
 */
public record Request(
    String method, String path, Query query, EndpointRequest.Headers headers, String body) {

  /** Returns whether only the headers of the answer are wanted. */
  public boolean isHead() {
    return method.equals("HEAD");
  }
}
