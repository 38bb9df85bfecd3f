package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Query;
import io.jtrace.web.http.Request;
import io.jtrace.web.http.Route;
import io.jtrace.web.http.Router;
import io.jtrace.web.pprof.Flame;
import io.jtrace.web.pprof.FlamePivot;
import io.jtrace.web.pprof.GraphPicture;
import io.jtrace.web.pprof.PeekTable;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.ProfileFacts;
import io.jtrace.web.pprof.Report;
import io.jtrace.web.pprof.ReportKind;
import io.jtrace.web.pprof.Settings;
import io.jtrace.web.pprof.SourceListing;
import io.jtrace.web.pprof.TopTable;
import io.jtrace.web.pprof.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers everything below {@code /api} and {@code /export} about a profile. */
public final class PprofApi implements Handler {
  private static final int MOST_ENTRIES = 200;
  private static final int MOST_ROUTINES = 50;

  private final Profile profile;
  private final String name;
  private final Settings base;
  private final Router router;

  /**
   * Creates the API.
   *
   * @param name what the page calls the profile
   * @param settings of the command line; those that addresses say too are taken from there alone
   */
  public PprofApi(Profile profile, String name, Settings settings) {
    this.profile = profile;
    this.name = name;
    this.base = PprofQuery.rest(settings);
    this.router =
        new Router(
            List.of(
                Route.get("/api/session", TraceRoutes::session),
                TraceRoutes.json("/api/status", parameters -> PprofJson::status),
                TraceRoutes.json("/api/pprof/facts", answer(this::facts)),
                TraceRoutes.json("/api/pprof/flame", answer(this::flame)),
                TraceRoutes.json("/api/pprof/top", answer(this::top)),
                TraceRoutes.json("/api/pprof/peek", answer(this::peek)),
                TraceRoutes.json("/api/pprof/source", answer(this::source)),
                TraceRoutes.json("/api/pprof/graph", answer(this::graph)),
                export("/export/profile.pb.gz", ReportKind.PROTO, "application/octet-stream"),
                export("/export/graph.svg", ReportKind.SVG, "image/svg+xml"),
                export("/export/flamegraph.svg", ReportKind.FLAMEGRAPH, "image/svg+xml"),
                Route.get("/api/*", TraceRoutes::unknown)));
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    router.handle(request, response);
  }

  /**
   * Returns what filters leave, to be taken along.
   *
   * @throws IllegalArgumentException if a setting of the address is wrong
   * @throws ProfileException if settings do not fit, or too much is left
   */
  public EmbeddedProfile embedded(Query query) throws ProfileException {
    return EmbeddedProfile.of(profile, name, PprofQuery.settings(base, query));
  }

  /** Computes an answer. */
  @FunctionalInterface
  private interface Question {
    JsonEndpoint.Body of(Query query) throws ProfileException;
  }

  private static JsonEndpoint.Computation answer(Question question) {
    return parameters -> {
      try {
        return question.of(parameters.query());
      } catch (ProfileException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    };
  }

  private JsonEndpoint.Body facts(Query query) throws ProfileException {
    ProfileFacts facts = ProfileFacts.of(profile, PprofQuery.settings(base, query));
    return json -> PprofJson.facts(json, name, facts);
  }

  private JsonEndpoint.Body flame(Query query) throws ProfileException {
    List<String> remarks = new ArrayList<>();
    View view = view(ReportKind.FLAMEGRAPH, query, remarks);
    String regex = query.text("p", "");
    FlamePivot pivot = regex.isEmpty() ? null : FlamePivot.of(view, regex);
    Flame flame = pivot == null ? Flame.of(view) : pivot.callees();
    return json ->
        json.object(
            () -> {
              json.array("remarks", remarks, json::element);
              json.field("total", view.total());
              json.object("flame", () -> PprofJson.flame(json, flame));
              if (pivot == null) {
                json.none("callers");
              } else {
                json.object("callers", () -> PprofJson.flame(json, pivot.callers()));
              }
            });
  }

  private JsonEndpoint.Body top(Query query) throws ProfileException {
    List<String> remarks = new ArrayList<>();
    TopTable top = TopTable.of(view(ReportKind.TOP, query, remarks));
    return json -> PprofJson.top(json, top, remarks);
  }

  private JsonEndpoint.Body peek(Query query) throws ProfileException {
    List<String> remarks = new ArrayList<>();
    View view = view(ReportKind.PEEK, query, remarks);
    PeekTable peek = PeekTable.of(view, query.text("q", ""), MOST_ENTRIES);
    return json -> PprofJson.peek(json, peek, remarks);
  }

  private JsonEndpoint.Body source(Query query) throws ProfileException {
    List<String> remarks = new ArrayList<>();
    View view = view(ReportKind.LIST, query, remarks);
    String regex = query.text("q", "");
    if (regex.isEmpty()) {
      throw new ProfileException("expected the parameter \"q\": a regexp of functions");
    }
    SourceListing source = SourceListing.of(view, regex, MOST_ROUTINES);
    return json -> PprofJson.source(json, source, remarks);
  }

  private JsonEndpoint.Body graph(Query query) throws ProfileException {
    List<String> remarks = new ArrayList<>();
    GraphPicture graph = GraphPicture.of(view(ReportKind.SVG, query, remarks));
    return json -> PprofJson.graph(json, graph, remarks);
  }

  private View view(ReportKind kind, Query query, List<String> remarks) throws ProfileException {
    return report(kind, query).view(profile, remarks::add);
  }

  private Report report(ReportKind kind, Query query) {
    return new Report(kind, "", PprofQuery.settings(base, query));
  }

  /** A download of a report of what filters leave. */
  private Route export(String path, ReportKind kind, String mediaType) {
    return Route.get(
        path,
        (request, response) -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try {
            report(kind, request.query()).write(profile, bytes, remark -> {});
          } catch (ProfileException | IllegalArgumentException e) {
            Answers.text(response, 400, String.valueOf(e.getMessage()));
            return;
          }
          Map<String, String> headers =
              Map.of("Content-Type", mediaType, "Cache-Control", "no-store");
          Answers.bytes(response, 200, headers, bytes.toByteArray());
        });
  }
}
