package io.jtrace.agent.spi;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** An HTTP server that takes over a socket on which the first client already waits. */
public interface HttpServerProvider {

  /**
   * Serves the endpoints on a socket.
   *
   * <p>Called once per socket, on the first pending connection, which has not been accepted yet.
   * The channel is bound, in non-blocking mode and registered with no selector; from now on it
   * belongs to the server. All threads must be daemons, with names beginning with {@link
   * ServerConfig#name()}.
   *
   * @return closing it ends all connections, closes the channel and ends the threads
   * @throws IOException if the server cannot run; the caller then closes the channel
   */
  AutoCloseable start(ServerSocketChannel bound, ServerConfig config, Endpoints endpoints)
      throws IOException;
}
