package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import io.jtrace.web.http.Router;
import io.jtrace.web.load.CurrentTrace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers everything below {@code /api} and {@code /export} about whichever trace is current.
 * Requests that come before the first trace wait for it, except {@code /api/status} and {@code
 * /api/session}.
 */
public final class TraceApi implements Handler {
  private static final int SERVICE_UNAVAILABLE = 503;

  /** The routes to a version of the trace: built once, because what they compute is kept. */
  private record Routes(int version, Router router) {}

  private final CurrentTrace current;
  private final Links links;
  private final Handler status;
  private @Nullable Routes routes;

  /**
   * Creates the API.
   *
   * @param links told to the browser
   */
  public TraceApi(CurrentTrace current, Links links) {
    this.current = current;
    this.links = links;
    this.status = new Router(TraceRoutes.withoutTrace(current));
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    if (TraceRoutes.needsNoTrace(request.path())) {
      status.handle(request, response);
      return;
    }
    CurrentTrace.Version version;
    try {
      version = current.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the trace was read", e);
    } catch (IOException e) {
      Answers.text(response, SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
      return;
    }
    routesTo(version).handle(request, response);
  }

  private synchronized Router routesTo(CurrentTrace.Version version) {
    Routes known = routes;
    if (known != null && known.version() >= version.number()) {
      return known.router();
    }
    Router router = new Router(TraceRoutes.of(version, links));
    routes = new Routes(version.number(), router);
    return router;
  }
}
