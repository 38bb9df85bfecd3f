package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CarrierSummary;
import io.jtrace.timeline.analysis.CpuRows;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** Schedulers, carriers and processors. */
final class SchedulingEndpoint {
  private static final int LATENCY_BUCKETS = 200;
  private static final int CPU_BUCKETS = 1000;
  private static final int MAX_BUCKETS = 5000;

  private final Trace trace;

  SchedulingEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body scheduling(Parameters parameters) {
    SchedulingOverview overview =
        SchedulingOverview.of(
            trace,
            parameters.range(trace),
            parameters.grouping(),
            parameters.query().first("group"),
            parameters.count("buckets", LATENCY_BUCKETS, 1, MAX_BUCKETS));
    return json -> json.object(() -> SchedulingJson.overview(json, overview));
  }

  JsonEndpoint.Body carriers(Parameters parameters) {
    CarrierSummary summary = CarrierSummary.of(trace, parameters.range(trace));
    return json ->
        json.object(
            () -> json.objects("carriers", summary.carriers(), carrier -> write(json, carrier)));
  }

  private static void write(Json json, CarrierSummary.Carrier carrier) throws IOException {
    json.field("thread", carrier.thread());
    json.field("name", carrier.name());
    json.field("busyNanos", carrier.busyNanos());
    json.field("lifeNanos", carrier.lifeNanos());
    json.field("runs", carrier.runs());
    json.field("virtualThreads", carrier.virtualThreads());
    json.field("pinnedNanos", carrier.pinnedNanos());
  }

  JsonEndpoint.Body cpus(Parameters parameters) {
    int buckets = parameters.count("buckets", CPU_BUCKETS, 1, MAX_BUCKETS);
    CpuRows rows = CpuRows.of(trace, parameters.range(trace), buckets);
    return json -> json.object(() -> write(json, rows));
  }

  private static void write(Json json, CpuRows rows) throws IOException {
    boolean isExact = rows.source() == CpuSource.PERF;
    json.field("source", isExact ? CpuSource.PERF.label() : CpuSource.NONE.label());
    json.field("knownTo", isExact ? OptionalLong.of(rows.knownToNanos()) : OptionalLong.empty());
    json.object(
        "names",
        () -> {
          for (Map.Entry<Integer, String> name : rows.names().entrySet()) {
            json.field(name.getKey().toString(), name.getValue());
          }
        });
    json.objects("cpus", rows.rows(), row -> write(json, row));
  }

  private static void write(Json json, CpuRows.Row row) throws IOException {
    json.field("cpu", row.cpu());
    json.field("busyNanos", row.busyNanos());
    if (!row.isExact()) {
      json.none("slices");
      json.array("buckets", row.buckets(), bucket -> write(json, bucket));
      return;
    }
    json.array("slices", row.slices(), slice -> write(json, slice));
    json.none("buckets");
  }

  private static void write(Json json, CpuRows.Bucket bucket) throws IOException {
    json.array(
        () -> {
          json.element(bucket.thread());
          json.element(bucket.share());
        });
  }

  private static void write(Json json, CpuRows.Slice slice) throws IOException {
    json.array(
        () -> {
          json.element(slice.startNanos());
          json.element(slice.endNanos());
          json.element(slice.thread());
        });
  }
}
