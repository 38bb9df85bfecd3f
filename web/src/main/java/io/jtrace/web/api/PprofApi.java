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
                TraceRoutes.json("/api/pprof/facts", checked(this::facts)),
                about("/api/pprof/flame", ReportKind.FLAMEGRAPH, PprofApi::flame),
                about("/api/pprof/top", ReportKind.TOP, PprofApi::top),
                about("/api/pprof/peek", ReportKind.PEEK, PprofApi::peek),
                about("/api/pprof/source", ReportKind.LIST, PprofApi::source),
                about("/api/pprof/graph", ReportKind.SVG, PprofApi::graph),
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

  /** Computes the answer to a question. */
  @FunctionalInterface
  private interface Question {
    JsonEndpoint.Body of(Query query) throws ProfileException;
  }

  /** Computes the fields of an answer about what filters leave. */
  @FunctionalInterface
  private interface ViewQuestion {
    JsonEndpoint.Body of(View view, Query query) throws ProfileException;
  }

  private static JsonEndpoint.Computation checked(Question question) {
    return parameters -> {
      try {
        return question.of(parameters.query());
      } catch (ProfileException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    };
  }

  private Route about(String path, ReportKind kind, ViewQuestion question) {
    return TraceRoutes.json(
        path,
        checked(
            query -> {
              List<String> remarks = new ArrayList<>();
              View view = report(kind, query).view(profile, remarks::add);
              JsonEndpoint.Body fields = question.of(view, query);
              return json -> PprofJson.answer(json, remarks, view.total(), fields);
            }));
  }

  private JsonEndpoint.Body facts(Query query) throws ProfileException {
    ProfileFacts facts = ProfileFacts.of(profile, PprofQuery.settings(base, query));
    return json -> PprofJson.facts(json, name, facts);
  }

  private static JsonEndpoint.Body flame(View view, Query query) throws ProfileException {
    String regex = query.text("p", "");
    if (regex.isEmpty()) {
      Flame flame = Flame.of(view);
      return json -> PprofJson.flame(json, flame, null);
    }
    FlamePivot pivot = FlamePivot.of(view, regex);
    return json -> PprofJson.flame(json, pivot.callees(), pivot.callers());
  }

  private static JsonEndpoint.Body top(View view, Query query) {
    TopTable top = TopTable.of(view);
    return json -> PprofJson.top(json, top);
  }

  private static JsonEndpoint.Body peek(View view, Query query) throws ProfileException {
    PeekTable peek = PeekTable.of(view, query.text("q", ""), MOST_ENTRIES);
    return json -> PprofJson.peek(json, peek);
  }

  private static JsonEndpoint.Body source(View view, Query query) throws ProfileException {
    String regex = query.text("q", "");
    if (regex.isEmpty()) {
      throw new ProfileException("expected the parameter \"q\": a regexp of functions");
    }
    SourceListing source = SourceListing.of(view, regex, MOST_ROUTINES);
    return json -> PprofJson.source(json, source);
  }

  private static JsonEndpoint.Body graph(View view, Query query) {
    GraphPicture graph = GraphPicture.of(view);
    return json -> PprofJson.graph(json, graph);
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
