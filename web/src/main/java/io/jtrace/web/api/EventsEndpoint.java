package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CustomEventDetails;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.EventWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The program's own events: as the timeline draws them, and single ones. */
final class EventsEndpoint {
  private static final int MAX_BUCKETS = 1 << 16;
  private static final int MAX_LANES = 32;

  private final Trace trace;

  EventsEndpoint(Trace trace) {
    this.trace = trace;
  }

  private record OfThread(int thread, EventWindow window) {}

  JsonEndpoint.Body events(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    long bucketNanos = Ids.bucketNanos(parameters, range, MAX_BUCKETS);
    int lanes = parameters.count("lanes", MAX_LANES, 1, MAX_LANES);
    List<OfThread> windows = new ArrayList<>();
    for (int thread : Ids.threads(trace, parameters.text("threads"))) {
      EventWindow window = EventWindow.of(trace, thread, range, bucketNanos, lanes);
      windows.add(new OfThread(thread, window));
    }
    return json ->
        json.object(() -> json.objects("threads", windows, window -> write(json, window)));
  }

  private static void write(Json json, OfThread of) throws IOException {
    json.field("thread", of.thread);
    json.array(
        "slices",
        of.window.slices(),
        slice ->
            json.array(
                () -> {
                  json.element(slice.event());
                  json.element(slice.startNanos());
                  json.element(slice.endNanos());
                  json.element(slice.lane());
                  json.element(slice.type());
                  json.element(slice.count());
                }));
    json.array(
        "instants",
        of.window.instants(),
        instant ->
            json.array(
                () -> {
                  json.element(instant.event());
                  json.element(instant.nanos());
                  json.element(instant.type());
                  json.element(instant.count());
                }));
  }

  JsonEndpoint.Body event(Parameters parameters) {
    int index = Ids.event(trace, parameters.required("index"));
    CustomEventDetails event = CustomEventDetails.of(trace, index);
    return json -> json.object(() -> write(json, event));
  }

  private static void write(Json json, CustomEventDetails event) throws IOException {
    json.field("index", event.event());
    json.field("type", event.type());
    json.field("label", event.label());
    json.unless(Ids.NO_THREAD, "thread", event.thread());
    json.field("threadName", event.threadName());
    json.field("start", event.range().startNanos());
    json.field("end", event.range().endNanos());
    json.field("instant", event.isInstant());
    json.field("lane", event.lane());
    json.objects(
        "fields",
        event.fields(),
        field -> {
          json.field("name", field.name());
          json.field("kind", field.kind().name().toLowerCase(Locale.ROOT));
          json.field("value", field.value());
        });
    SpanEndpoint.stack(json, "stack", event.stack());
    json.unless(-1, "previous", event.previous());
    json.unless(-1, "next", event.next());
  }

  /** Writes which types there are, and how many lanes those without a thread take. */
  static void summary(Json json, CustomEvents events) throws IOException {
    json.field("count", events.size());
    json.field("lanesWithoutThread", events.laneCount(Ids.NO_THREAD));
    json.objects(
        "types",
        events.types(),
        type -> {
          json.field("name", type.name());
          json.field("label", type.label());
          json.field("count", type.count());
        });
  }
}
