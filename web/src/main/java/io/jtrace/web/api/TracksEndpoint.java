package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CounterPoints;
import io.jtrace.timeline.analysis.FlowList;
import io.jtrace.timeline.analysis.SliceList;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.io.IOException;
import java.util.List;

/** What is drawn beside the threads: collections, safepoints, counters, arrows. */
final class TracksEndpoint {
  private static final int MAX_POINTS = 2000;
  private static final int DEFAULT_FLOWS = 200;
  private static final int MAX_FLOWS = 10_000;

  private final Trace trace;

  TracksEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body tracks(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    List<Counter> counters =
        trace.counters().stream()
            .map(counter -> CounterPoints.of(counter, range, MAX_POINTS))
            .toList();
    return json ->
        json.object(
            () -> {
              slices(json, "gcPauses", range, Track.GC_PAUSE);
              slices(json, "gc", range, Track.GC);
              slices(json, "safepoints", range, Track.SAFEPOINT);
              slices(json, "concurrent", range, Track.GC_CONCURRENT);
              json.objects("counters", counters, counter -> counter(json, counter));
            });
  }

  private void slices(Json json, String name, TimeRange range, Track track) throws IOException {
    json.array(
        name,
        SliceList.of(trace, range, track).outermost(),
        slice ->
            json.array(
                () -> {
                  json.element(slice.startNanos());
                  json.element(slice.endNanos());
                  json.element(slice.name());
                  json.element(slice.detail().isEmpty() ? null : slice.detail());
                  json.element(slice.id());
                }));
  }

  private static void counter(Json json, Counter counter) throws IOException {
    json.field("key", counter.key());
    json.field("label", counter.label());
    json.field("unit", unit(counter.unit()));
    json.array(
        "nanos",
        () -> {
          for (int i = 0; i < counter.nanos().size(); i++) {
            json.element(counter.nanos().at(i));
          }
        });
    json.array(
        "values",
        () -> {
          for (int i = 0; i < counter.values().size(); i++) {
            json.element(counter.values().at(i));
          }
        });
  }

  private static String unit(Counter.Unit unit) {
    return switch (unit) {
      case BYTES -> "bytes";
      case COUNT -> "count";
      case RATIO -> "ratio";
      case NANOS -> "nanos";
      case PER_SECOND -> "perSecond";
    };
  }

  JsonEndpoint.Body flows(Parameters parameters) {
    int thread =
        parameters.query().first("thread") == null
            ? -1
            : Ids.thread(trace, parameters.required("thread"));
    FlowList flows =
        FlowList.of(
            trace,
            parameters.range(trace),
            thread,
            parameters.count("limit", DEFAULT_FLOWS, 0, MAX_FLOWS));
    return json ->
        json.object(
            () -> {
              json.objects("flows", flows.flows(), flow -> flow(json, flow));
              json.field("total", flows.total());
            });
  }

  private static void flow(Json json, FlowList.Flow flow) throws IOException {
    json.field("kind", flow.kind().label());
    json.field("fromThread", flow.fromThread());
    json.field("from", flow.fromNanos());
    json.field("toThread", flow.toThread());
    json.field("to", flow.toNanos());
  }
}
