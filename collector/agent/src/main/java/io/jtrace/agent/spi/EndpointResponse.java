package io.jtrace.agent.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where an answer goes. Used by one thread, except for what the transport calls. */
public interface EndpointResponse {

  /**
   * Sends status and headers and opens the body. Called at most once. The headers hold {@code
   * Content-Length} if the length is known; otherwise the transport frames the body itself. The
   * caller closes the stream after the last byte; a stream that is not closed means that the body
   * is incomplete, and the transport must then break the connection rather than end the body
   * properly.
   *
   * <p>For {@code HEAD} the headers are those of {@code GET} and the stream is closed with nothing
   * written. Writing blocks while the client is slow and throws once it is gone.
   */
  OutputStream begin(int status, Map<String, String> headers) throws IOException;

  /**
   * Registers what to do when the client goes away before the response is complete. The transport
   * runs it once, from any thread, and at once if the client is already gone. The action is short
   * and does not block. At most one is registered for a response.
   */
  void onDisconnect(Runnable action);
}
