package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.IOException;

/** Answers requests. Thread safe; each request runs on a thread that may block. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one request, errors included.
   *
   * @throws IOException if the client is gone, or if the body cannot be completed; the connection
   *     is then broken off
   */
  void handle(Request request, EndpointResponse response) throws IOException;
}
