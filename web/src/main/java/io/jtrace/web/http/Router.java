package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands each request to the first route of a table that matches. Immutable. */
public final class Router implements Handler {
  private final List<Route> routes;

  /** Creates a router; earlier routes win. */
  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    Set<String> allowed = new LinkedHashSet<>();
    for (Route route : routes) {
      if (route.matches(request.path())) {
        if (route.allows(request.method())) {
          route.handler().handle(request, response);
          return;
        }
        if (allowed.add(route.method()) && route.method().equals("GET")) {
          allowed.add("HEAD");
        }
      }
    }
    if (allowed.isEmpty()) {
      Answers.text(response, 404, "nothing here: " + request.path());
    } else {
      String allow = String.join(", ", allowed);
      Answers.text(
          response,
          405,
          Map.of("Allow", allow),
          "method " + request.method() + " is not allowed here, only " + allow);
    }
  }
}
