package io.jtrace.web.api;

import io.jtrace.timeline.analysis.GcDetails;
import io.jtrace.timeline.analysis.GcRecorded;
import io.jtrace.timeline.analysis.GcSummary;
import io.jtrace.timeline.analysis.MutatorUtilisation;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collections and pauses as JSON. The public parts are also in {@code report --json}. */
public final class GcJson {
  private GcJson() {}

  /** Writes the fields, with at most {@code limit} pauses and as many collections. */
  static void details(Json json, GcDetails gc, int limit) throws IOException {
    GcSummary summary = gc.summary();
    json.object("recorded", () -> recorded(json, gc.recorded()));
    json.field("pauseCount", gc.pauses().size());
    json.field("pauseTotalNanos", summary.pauseTotalNanos());
    json.field("maxPauseNanos", summary.maxPauseNanos());
    json.field("collectionCount", gc.collections().size());
    json.objects("collections", collections(gc, limit), each -> collection(json, each));
    parts(json, gc, limit);
  }

  /** Writes the lists of pauses (at most {@code limit}), phases, causes and stops of the world. */
  public static void parts(Json json, GcDetails gc, int limit) throws IOException {
    GcSummary summary = gc.summary();
    json.objects("pauses", gc.longest(limit), pause -> pause(json, pause));
    json.objects("phases", summary.phases(), phase -> phase(json, phase));
    json.objects("causes", summary.causes(), cause -> cause(json, cause));
    json.objects("safepoints", gc.safepoints(), each -> safepoints(json, each));
  }

  private static List<GcDetails.Collection> collections(GcDetails gc, int limit) {
    return gc.collections().stream()
        .sorted(Comparator.comparingLong(each -> -each.pausesNanos()))
        .limit(limit)
        .toList();
  }

  private static void recorded(Json json, GcRecorded recorded) throws IOException {
    json.known("collector", recorded.collector());
    json.field("pauses", recorded.pauses());
    json.field("safepoints", recorded.safepoints());
    json.unless(0, "concurrentThreads", recorded.concurrentThreads());
    json.field("concurrentShare", recorded.concurrentShare());
  }

  private static void pause(Json json, GcDetails.Pause row) throws IOException {
    json.field("start", row.pause().startNanos());
    json.field("end", row.pause().endNanos());
    json.field("name", row.pause().name());
    json.known("cause", row.pause().cause());
    json.unless(-1, "gcId", row.pause().gcId());
    heap(json, row.heap());
  }

  private static void collection(Json json, GcDetails.Collection row) throws IOException {
    json.field("start", row.startNanos());
    json.field("end", row.endNanos());
    json.field("name", row.name());
    json.known("cause", row.cause());
    json.unless(-1, "gcId", row.gcId());
    json.field("pausesNanos", row.pausesNanos());
    heap(json, row.heap());
  }

  private static void heap(Json json, GcDetails.Heap heap) throws IOException {
    json.field("heapBefore", heap.beforeBytes());
    json.field("heapAfter", heap.afterBytes());
  }

  private static void phase(Json json, GcSummary.Phase phase) throws IOException {
    json.field("name", phase.name());
    json.field("depth", phase.depth());
    json.field("count", phase.count());
    json.field("totalNanos", phase.totalNanos());
    json.field("maxNanos", phase.maxNanos());
  }

  private static void cause(Json json, GcSummary.Cause cause) throws IOException {
    json.known("cause", cause.cause());
    json.field("pauses", cause.pauses());
    json.field("totalNanos", cause.pauseNanos());
    json.field("maxNanos", cause.maxNanos());
  }

  private static void safepoints(Json json, GcDetails.Safepoints row) throws IOException {
    json.field("operation", row.operation());
    json.field("count", row.count());
    json.field("totalNanos", row.totalNanos());
    json.field("maxNanos", row.maxNanos());
    json.field("reachNanos", row.reachNanos());
    json.field("maxReachNanos", row.maxReachNanos());
  }

  /** Writes the fields; they are null where the recording does not tell. */
  public static void utilisation(Json json, Optional<MutatorUtilisation> utilisation)
      throws IOException {
    if (utilisation.isEmpty()) {
      json.none("mean");
      json.none("points");
      return;
    }
    json.field("mean", utilisation.get().mean());
    json.objects("points", utilisation.get().curve(), point -> point(json, point));
  }

  private static void point(Json json, MutatorUtilisation.Point point) throws IOException {
    json.field("window", point.windowNanos());
    json.field("minimum", point.minimum());
    json.field("p999", point.p999());
    json.field("p99", point.p99());
    json.field("p95", point.p95());
  }

  static void window(Json json, MutatorUtilisation.Window window) throws IOException {
    json.field("start", window.startNanos());
    json.field("end", window.endNanos());
    json.field("utilisation", window.utilisation());
  }
}
