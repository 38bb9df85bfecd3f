package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CustomEventSearch;
import io.jtrace.timeline.analysis.LockSummary;
import io.jtrace.timeline.analysis.Search;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/** The search box. */
final class FindEndpoint {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  private final Trace trace;

  FindEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body find(Parameters parameters) {
    Search found =
        Search.of(
            trace,
            parameters.range(trace),
            parameters.text("q"),
            parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
    return json -> json.object(() -> write(json, found));
  }

  private void write(Json json, Search found) throws IOException {
    json.objects(
        "threads",
        found.threads(),
        thread -> {
          json.field("id", thread.thread());
          json.field("name", thread.name());
        });
    json.objects(
        "frames",
        found.frames(),
        frame -> {
          json.field("method", frame.method());
          json.field("spans", frame.spans());
        });
    json.objects("locks", found.locks(), lock -> lock(json, lock));
    json.array("groups", found.groups(), json::element);
    json.objects("events", found.events(), match -> event(json, match));
  }

  private void event(Json json, CustomEventSearch.Match match) throws IOException {
    CustomEvents events = trace.customEvents();
    CustomEvents.Type type = events.types().get(match.type());
    json.field("type", type.name());
    json.field("label", type.label());
    json.field("field", match.field());
    json.field("value", match.value());
    json.field("count", match.count());
    json.field("index", match.event());
    json.field("start", events.startNanos(match.event()));
    json.field("end", events.endNanos(match.event()));
  }

  static void lock(Json json, LockSummary.Lock lock) throws IOException {
    json.field("lock", lock.lock());
    json.field("waits", lock.waits());
    json.field("totalNanos", lock.totalNanos());
    json.field("maxNanos", lock.maxNanos());
  }
}
