package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.ThreadRegions;
import io.jtrace.timeline.query.Tiles;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Request;
import io.jtrace.web.http.Route;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The tables of everything that can be asked. */
final class TraceRoutes {
  private static final String SESSION = "/api/session";
  private static final String STATUS = "/api/status";

  private TraceRoutes() {}

  /** Returns the routes that are open before there is a trace. */
  static List<Route> withoutTrace(CurrentTrace current) {
    return List.of(
        Route.get(SESSION, TraceRoutes::session),
        json(STATUS, new StatusEndpoint(current)::status));
  }

  static boolean needsNoTrace(String path) {
    return path.equals(SESSION) || path.equals(STATUS);
  }

  /** Returns the routes for one version of the trace. */
  static List<Route> of(CurrentTrace.Version version, Links links) {
    LoadedTrace loaded = version.trace();
    Trace trace = loaded.trace();
    SpanEndpoint spans = new SpanEndpoint(trace);
    SpansEndpoint lists = new SpansEndpoint(trace);
    TracksEndpoint tracks = new TracksEndpoint(trace);
    EventsEndpoint events = new EventsEndpoint(trace);
    SchedulingEndpoint scheduling = new SchedulingEndpoint(trace);
    GroupEndpoint groups = new GroupEndpoint(trace);
    ThreadRegions regions = ThreadRegions.of(trace);
    ProfileEndpoint profiles = new ProfileEndpoint(trace);
    LocksEndpoint locks = new LocksEndpoint(trace);
    RecordedEventsEndpoint recorded = new RecordedEventsEndpoint(loaded);
    IoEndpoint io = new IoEndpoint(trace);
    AnnotationsEndpoint annotations = new AnnotationsEndpoint(trace);
    GcEndpoint gc = new GcEndpoint(trace);
    CompareEndpoint compare = new CompareEndpoint(version);
    return List.of(
        json("/api/trace", new FactsEndpoint(version, links)::facts),
        json("/api/overview", new OverviewEndpoint(trace)::overview),
        json("/api/findings", new OverviewEndpoint(trace)::findings),
        json("/api/groups", groups::groups),
        json("/api/group", groups::group),
        json("/api/thread", new ThreadEndpoint(trace)::thread),
        json("/api/span", spans::span),
        json("/api/spans", lists::spans),
        json("/api/stretch", lists::stretch),
        json("/api/labels", spans::labels),
        json("/api/rows", new RowsEndpoint(trace, regions)::rows),
        json("/api/tracks", tracks::tracks),
        json("/api/flows", tracks::flows),
        json("/api/events", events::events),
        json("/api/event", events::event),
        json("/api/event-types", recorded::types),
        json("/api/event-list", recorded::events),
        json("/api/thread-regions", new ThreadRegionsEndpoint(trace, regions)::regions),
        json("/api/samples", new SamplesEndpoint(trace)::samples),
        json("/api/scheduling", scheduling::scheduling),
        json("/api/carriers", scheduling::carriers),
        json("/api/cpus", scheduling::cpus),
        json("/api/processor-use", new ProcessorUseEndpoint(trace)::use),
        json("/api/profile", profiles::profile),
        json("/api/waits", profiles::waits),
        json("/api/critical-path", new CriticalPathEndpoint(trace)::path),
        json("/api/locks", locks::locks),
        json("/api/lock", locks::lock),
        json("/api/wait-graph", new WaitGraphEndpoint(trace)::graph),
        json("/api/io", io::targets),
        json("/api/io-target", io::target),
        json("/api/tasks", annotations::tasks),
        json("/api/task", annotations::task),
        json("/api/regions", annotations::regions),
        json("/api/gc", gc::gc),
        json("/api/allocations", gc::allocations),
        json("/api/mmu", gc::utilisation),
        json("/api/mmu-windows", gc::worstWindows),
        json("/api/compare", compare::comparison),
        json("/api/compare-profile", compare::profile),
        json("/api/find", new FindEndpoint(trace)::find),
        Route.post("/api/tiles", new TilesEndpoint(Tiles.of(trace))),
        Route.post("/api/group-tiles", new GroupTilesEndpoint(trace)),
        Route.get(PprofEndpoint.PATH, new PprofEndpoint(loaded)),
        Route.get("/export/*", new ExportEndpoint(loaded)),
        Route.get("/api/*", TraceRoutes::unknown));
  }

  static Route json(String path, JsonEndpoint.Computation computation) {
    return Route.get(path, new JsonEndpoint(computation));
  }

  static void session(Request request, EndpointResponse response) throws IOException {
    Answers.empty(response, 204, Map.of("Cache-Control", "no-store"));
  }

  static void unknown(Request request, EndpointResponse response) throws IOException {
    Answers.text(response, 404, "no such endpoint: " + request.path());
  }
}
