package io.jtrace.web.api;

import io.jtrace.timeline.analysis.RowLayout;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.io.IOException;

/** The rows of the timeline. */
final class RowsEndpoint {
  private static final int MAX_THREADS = 2000;

  private final Trace trace;

  RowsEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body rows(Parameters parameters) {
    String wanted = parameters.query().text("sort", "busy");
    RowLayout.Sort sort =
        RowLayout.Sort.named(wanted)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected sort=busy, name, start or blocked, found \"" + wanted + "\""));
    RowLayout layout =
        RowLayout.of(
            trace,
            parameters.range(trace),
            parameters.grouping(),
            sort,
            parameters.query().text("q", ""),
            MAX_THREADS);
    return json ->
        json.object(() -> json.objects("groups", layout.groups(), group -> write(json, group)));
  }

  private void write(Json json, RowLayout.Group group) throws IOException {
    IntColumn threads = group.threads();
    json.field("key", group.key());
    json.field("label", group.key());
    json.field("count", group.count());
    each(json, "threads", threads, json::element);
    each(json, "starts", threads, t -> json.element(trace.threads().startNanos(t)));
    each(json, "ends", threads, t -> json.element(trace.threads().endNanos(t)));
    each(json, "names", threads, t -> json.element(trace.threadName(t)));
    each(json, "kinds", threads, t -> json.element(ThreadEndpoint.kind(trace.threads().kind(t))));
    if (trace.customEvents().size() > 0) {
      each(json, "eventLanes", threads, t -> json.element(trace.customEvents().laneCount(t)));
    }
    if (group.more() > 0) {
      json.field("more", group.more());
    }
  }

  private interface OfThread {
    void write(int thread) throws IOException;
  }

  private static void each(Json json, String name, IntColumn threads, OfThread element)
      throws IOException {
    json.array(
        name,
        () -> {
          for (int i = 0; i < threads.size(); i++) {
            element.write(threads.at(i));
          }
        });
  }
}
