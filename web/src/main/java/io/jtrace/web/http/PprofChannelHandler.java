package io.jtrace.web.http;

import io.jtrace.agent.spi.Endpoints;
import java.util.concurrent.Executor;

/**
 * Serves {@code /debug/pprof/} in a Netty server that a program already has; all other requests go
 * on along the pipeline. Put it behind the {@code HttpServerCodec}, before or after an {@code
 * HttpObjectAggregator}:
 *
 * <pre>{@code
 * pipeline.addLast(new HttpServerCodec());
 * pipeline.addLast(new PprofChannelHandler(endpoints, executor));
 * pipeline.addLast(new MyHandler());
 * }</pre>
 *
 * <p>One handler serves one connection.
 */
public final class PprofChannelHandler extends ConnectionHandler {
  private static final String ROOT = "/debug/pprof";

  /**
   * Creates the handler of one connection.
   *
   * @param executor runs the requests, each of which blocks for as long as a trace takes; never the
   *     event loop itself
   */
  public PprofChannelHandler(Endpoints endpoints, Executor executor) {
    super(
        new EndpointsHandler(endpoints),
        executor,
        AgentServerProvider.MAX_BODY_BYTES,
        sentence -> {},
        path -> path.equals(ROOT) || path.startsWith(ROOT + "/"));
  }
}
