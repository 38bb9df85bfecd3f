package io.jtrace.agent.http;

import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.EndpointRequest;
import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.agent.spi.Endpoints;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All that is served below {@code /debug/pprof/}. */
public final class PprofEndpoints implements Endpoints {

  private static final String ROOT = "/debug/pprof/";

  /** The one to which tools post, because there may be more addresses than fit a query. */
  private static final String SYMBOL = ROOT + "symbol";

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Access access;
  private final List<Route> routes;
  private final CustomProfiles custom;

  private PprofEndpoints(Access access, List<Route> routes, CustomProfiles custom) {
    this.access = access;
    this.routes = routes;
    this.custom = custom;
  }

  /**
   * Makes the endpoints.
   *
   * @param recorder records the traces; closed by the caller
   * @param options defaults and limits of what a request may ask for
   * @param access who may ask
   * @param exporters called when a format is first asked for
   */
  public static PprofEndpoints of(
      TraceRecorder recorder,
      Options options,
      Access access,
      Supplier<? extends Iterable<TraceExporter>> exporters) {
    Exporters loaded = new Exporters(exporters);
    List<Route> routes = new ArrayList<>();
    routes.addAll(traces(new TraceEndpoint(recorder, options, loaded)));
    ProfileRoutes profiles = new ProfileRoutes(recorder, options, loaded);
    routes.addAll(profiles.all());
    routes.addAll(facts());
    return new PprofEndpoints(access, List.copyOf(routes), profiles.custom());
  }

  private static List<Route> traces(TraceEndpoint trace) {
    return List.of(
        new Route(
                "trace",
                "trace?seconds=5",
                "What every thread does from now on, for some seconds, as a JFR recording. Look at"
                    + " it with: java -jar jtrace.jar trace",
                trace::answer)
            .started(5),
        new Route(
            "trace",
            "trace?seconds=5&format=perfetto",
            "The same for ui.perfetto.dev; format=chrome is for chrome://tracing. detail=full"
                + " records without thresholds and with all stacks; threshold=1ms leaves shorter"
                + " waits out.",
            trace::answer),
        new Route(
            "trace",
            "trace?last=10s",
            "What every thread has done until now, from the flight recorder: option flight=60s of"
                + " the program.",
            trace::answer));
  }

  private static List<Route> facts() {
    return List.of(
        new Route(
            "cmdline",
            "cmdline",
            "The command line of this process, without its secrets.",
            CommandLineEndpoint::answer),
        new Route(
            "jtrace.jfc",
            "jtrace.jfc",
            "The settings of a trace, for -XX:StartFlightRecording:settings=jtrace.jfc.",
            SettingsEndpoint::answer));
  }

  @Override
  public void handle(EndpointRequest request, EndpointResponse response) throws IOException {
    Reply reply = new Reply(response, !request.method().equals("HEAD"));
    try {
      answer(request, reply);
    } catch (HttpError error) {
      reply.error(error);
    }
  }

  private void answer(EndpointRequest request, Reply reply) throws IOException, HttpError {
    Query query = Query.from(request.query());
    access.check(request, query);
    String path = request.path();
    boolean beside = path.equals("/") || (path + "/").equals(ROOT);
    if (!beside && !path.startsWith(ROOT)) {
      throw new HttpError(404, "404 page not found");
    }
    boolean isPost = request.method().equals("POST") && path.equals(SYMBOL);
    if (!METHODS.contains(request.method()) && !isPost) {
      throw new HttpError(405, "Method Not Allowed");
    }
    if (beside) {
      reply.redirect(ROOT);
    } else if (path.equals(ROOT)) {
      Optional<String> token = query.value("token").filter(t -> access.token().isPresent());
      List<Route> shown = new ArrayList<>(routes);
      shown.addAll(custom.routes());
      reply.html(IndexPage.html(shown, token));
    } else {
      route(path.substring(ROOT.length()))
          .handler()
          .answer(isPost ? Query.from(request.body()) : query, reply);
    }
  }

  private Route route(String name) throws HttpError {
    for (Route route : routes) {
      if (route.name().equals(name)) {
        return route;
      }
    }
    return custom.named(name).orElseThrow(() -> new HttpError(404, "Unknown profile"));
  }
}
