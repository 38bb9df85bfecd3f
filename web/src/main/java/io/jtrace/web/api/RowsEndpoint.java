package io.jtrace.web.api;

import io.jtrace.timeline.analysis.RowLayout;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.io.IOException;

/** The rows of the timeline. */
final class RowsEndpoint {
  private static final int MAX_THREADS = 2000;
  private static final String BY_CARRIER = "carrier";
  private static final String BY_CPU = "cpu";

  private final Trace trace;

  RowsEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body rows(Parameters parameters) {
    if (parameters.query().text("by", "").equals(BY_CPU)) {
      return CpuSpanJson.rows(trace, parameters.query().text("q", ""));
    }
    String wanted = parameters.query().text("sort", "busy");
    RowLayout.Sort sort =
        RowLayout.Sort.named(wanted)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected sort=busy, name, start or blocked, found \"" + wanted + "\""));
    RowLayout layout = layout(parameters, sort);
    return json ->
        json.object(() -> json.objects("groups", layout.groups(), group -> write(json, group)));
  }

  /** Rows can be those of the carriers only, which is no grouping of all threads. */
  private RowLayout layout(Parameters parameters, RowLayout.Sort sort) {
    TimeRange range = parameters.range(trace);
    String search = parameters.query().text("q", "");
    if (parameters.query().text("by", "").equals(BY_CARRIER)) {
      return RowLayout.ofCarriers(trace, range, sort, search, MAX_THREADS);
    }
    return RowLayout.of(trace, range, parameters.grouping(), sort, search, MAX_THREADS);
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
