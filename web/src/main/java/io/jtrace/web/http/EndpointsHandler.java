package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointRequest;
import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.agent.spi.Endpoints;
import java.io.IOException;

/** Hands requests to the agent's endpoints. */
record EndpointsHandler(Endpoints endpoints) implements Handler {

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    endpoints.handle(
        new EndpointRequest(
            request.method(),
            request.path(),
            request.query().raw(),
            request.headers(),
            request.body()),
        response);
  }
}
