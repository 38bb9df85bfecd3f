package io.jtrace.web.http;

import io.jtrace.agent.spi.Endpoints;
import io.jtrace.agent.spi.HttpServerProvider;
import io.jtrace.agent.spi.ServerConfig;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** The server of the agent; found by {@link java.util.ServiceLoader} on the first request. */
public final class AgentServerProvider implements HttpServerProvider {
  /** The endpoints take everything from the query. */
  static final int MAX_BODY_BYTES = 64 << 10;

  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public AgentServerProvider() {}

  @Override
  public AutoCloseable start(ServerSocketChannel bound, ServerConfig config, Endpoints endpoints)
      throws IOException {
    ServerOptions options =
        new ServerOptions(
            config.name(), config.maxConcurrentRequests(), MAX_BODY_BYTES, config.log());
    return HttpServer.adopt(bound, options, new EndpointsHandler(endpoints));
  }
}
