package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Findings;
import io.jtrace.timeline.analysis.GcSummary;
import io.jtrace.timeline.analysis.LockSummary;
import io.jtrace.timeline.analysis.Overview;
import io.jtrace.timeline.analysis.StatesOverTime;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.DoubleColumn;
import java.io.IOException;
import java.util.List;

/** The first page. */
final class OverviewEndpoint {
  private static final int DEFAULT_BUCKETS = 200;
  private static final int MAX_BUCKETS = 5000;
  private static final int GROUPS = 12;
  private static final int PAUSES = 10;
  private static final int MONITORS = 10;

  private final Trace trace;

  OverviewEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body overview(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    int buckets = parameters.count("buckets", DEFAULT_BUCKETS, 1, MAX_BUCKETS);
    Overview overview = Overview.of(trace, range, buckets);
    return json -> json.object(() -> write(json, overview));
  }

  JsonEndpoint.Body findings(Parameters parameters) {
    Findings findings = Findings.of(trace, parameters.range(trace));
    return json -> json.object(() -> FindingsJson.findings(json, findings));
  }

  private static void write(Json json, Overview overview) throws IOException {
    List<ThreadGroups.Group> groups = overview.groups().groups();
    List<LockSummary.Lock> monitors = overview.monitors();
    json.field("from", overview.range().startNanos());
    json.field("to", overview.range().endNanos());
    json.object("numbers", () -> numbers(json, overview.numbers()));
    json.object("statesOverTime", () -> statesOverTime(json, overview));
    json.objects("groups", first(groups, GROUPS), group -> GroupEndpoint.row(json, group));
    json.field("groupCount", groups.size());
    json.objects("pauses", overview.gc().longest(PAUSES), pause -> pause(json, pause));
    json.objects("topMonitors", first(monitors, MONITORS), lock -> FindEndpoint.lock(json, lock));
  }

  private static <T> List<T> first(List<T> all, int count) {
    return all.subList(0, Math.min(count, all.size()));
  }

  private static void numbers(Json json, Overview.Numbers numbers) throws IOException {
    json.field("cpuCores", numbers.cpuCores());
    json.unless(0, "processors", numbers.processors());
    json.field("blockedNanos", numbers.blockedNanos());
    json.field("parkedNanos", numbers.parkedNanos());
    json.field("ioNanos", numbers.ioNanos());
    json.field("maxPauseNanos", numbers.maxPauseNanos());
    json.field("pauseCount", numbers.pauseCount());
    json.field("pauseTotalNanos", numbers.pauseTotalNanos());
    json.field("pinnedCount", numbers.pinnedCount());
    json.field("pinnedNanos", numbers.pinnedNanos());
    json.field("exceptions", numbers.exceptions());
    json.field("allocatedBytes", numbers.allocatedBytes());
    json.field("maxSafepointNanos", numbers.maxSafepointNanos());
  }

  private static void statesOverTime(Json json, Overview overview) throws IOException {
    StatesOverTime states = overview.statesOverTime();
    json.field("bucketNanos", states.bucketNanos());
    json.array("series", states.series(), series -> json.array(() -> elements(json, series)));
    json.array(
        "pauses",
        overview.gc().pauses(),
        pause ->
            json.array(
                () -> {
                  json.element(pause.startNanos());
                  json.element(pause.endNanos());
                }));
  }

  static void elements(Json json, DoubleColumn values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      // Three digits after the point are plenty for a mean number of threads in a picture.
      json.element(Math.round(values.at(i) * 1000) / 1000.0);
    }
  }

  private static void pause(Json json, GcSummary.Pause pause) throws IOException {
    json.field("start", pause.startNanos());
    json.field("end", pause.endNanos());
    json.field("name", pause.name());
    json.known("cause", pause.cause());
    json.field("gcId", pause.gcId());
  }
}
