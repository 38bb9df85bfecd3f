package io.jtrace.agent.spi;

import java.io.IOException;

/**
 * HTTP endpoints without an HTTP server: whoever has a server hands requests in.
 *
 * <p>Thread safe; requests may run at the same time, each on a thread of the caller.
 */
public interface Endpoints {

  /**
   * Answers one request, errors included. Blocks for as long as a trace takes, so it must not be
   * called on an event loop. It returns when the response is complete or the client is gone.
   *
   * @throws IOException if the response cannot be written; nothing more is to be sent then
   */
  void handle(EndpointRequest request, EndpointResponse response) throws IOException;
}
