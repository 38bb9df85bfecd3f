package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CarrierSummary;
import io.jtrace.timeline.analysis.CpuRows;
import io.jtrace.timeline.analysis.Pinning;
import io.jtrace.timeline.analysis.SchedulingReport;
import io.jtrace.timeline.analysis.ThreadSelection;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the scheduling page shows: waits to run, carriers, processors. */
final class SchedulingEndpoint {
  private static final int DEFAULT_BUCKETS = 1000;
  private static final int MAX_BUCKETS = 10_000;
  private static final int MAX_SHARE = 15;

  private final Trace trace;

  SchedulingEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body scheduling(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    ThreadSelection selection =
        new ThreadSelection(parameters.grouping(), parameters.query().first("group"));
    SchedulingReport report = SchedulingReport.of(trace, range, selection);
    return json -> json.object(() -> new SchedulingJson(trace, json).write(report));
  }

  JsonEndpoint.Body carriers(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    Pinning pinning = Pinning.of(trace, range, ThreadSelection.all());
    CarrierSummary summary = CarrierSummary.of(trace, range, pinning);
    return json ->
        json.object(
            () -> json.objects("carriers", summary.carriers(), carrier -> carrier(json, carrier)));
  }

  private void carrier(Json json, CarrierSummary.Carrier carrier) throws IOException {
    json.field("thread", carrier.thread());
    json.field("name", trace.threadName(carrier.thread()));
    json.field("busyNanos", carrier.busyNanos());
    json.field("lifeNanos", carrier.lifeNanos());
    json.field("runs", carrier.runs());
    json.field("virtualThreads", carrier.virtualThreads());
    json.field("pinnedNanos", carrier.pinnedNanos());
  }

  JsonEndpoint.Body cpus(Parameters parameters) {
    int buckets = parameters.count("buckets", DEFAULT_BUCKETS, 1, MAX_BUCKETS);
    CpuRows rows = CpuRows.of(trace, parameters.range(trace), buckets);
    boolean isPerf = trace.facts().cpuSource() == CpuSource.PERF;
    return json ->
        json.object(
            () -> {
              json.field("source", isPerf ? "perf" : "none");
              names(json, rows);
              json.objects("cpus", rows.rows(), row -> cpu(json, row));
            });
  }

  private void names(Json json, CpuRows rows) throws IOException {
    Map<Integer, String> names = new TreeMap<>();
    for (CpuRows.Row row : rows.rows()) {
      row.slices().forEach(slice -> name(names, slice.thread()));
      row.buckets().forEach(bucket -> name(names, bucket.thread()));
    }
    json.object(
        "names",
        () -> {
          for (Map.Entry<Integer, String> name : names.entrySet()) {
            json.field(name.getKey().toString(), name.getValue());
          }
        });
  }

  private void name(Map<Integer, String> names, int thread) {
    if (thread >= 0) {
      names.computeIfAbsent(thread, trace::threadName);
    }
  }

  private static void cpu(Json json, CpuRows.Row row) throws IOException {
    json.field("cpu", row.cpu());
    json.field("busyNanos", row.busyNanos());
    if (row.buckets().isEmpty()) {
      json.array("slices", row.slices(), slice -> slice(json, slice));
      json.none("buckets");
    } else {
      json.none("slices");
      json.array("buckets", row.buckets(), bucket -> bucket(json, bucket));
    }
  }

  private static void slice(Json json, CpuRows.Slice slice) throws IOException {
    json.elements(slice.range().startNanos(), slice.range().endNanos(), slice.thread());
  }

  private static void bucket(Json json, CpuRows.Bucket bucket) throws IOException {
    json.elements(bucket.thread(), Math.round(bucket.share() * MAX_SHARE));
  }
}
