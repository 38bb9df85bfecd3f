package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Distribution;
import io.jtrace.timeline.analysis.IoDetails;
import io.jtrace.timeline.analysis.IoTable;
import java.io.IOException;

/** Operations on hosts and files as JSON: the same for the viewer and for {@code --json}. */
public final class IoJson {
  private IoJson() {}

  static void table(Json json, IoTable table) throws IOException {
    json.field("count", table.count());
    json.field("operations", table.operations());
    json.field("bytes", table.sizeBytes());
    json.field("totalNanos", table.totalNanos());
    json.objects("targets", table.targets(), target -> target(json, target));
  }

  static void details(Json json, IoDetails details) throws IOException {
    json.object("target", () -> target(json, details.target()));
    buckets(json, details.target().times());
    json.objects(
        "kinds",
        details.target().kinds(),
        kind -> {
          kind(json, kind);
          buckets(json, kind.times());
        });
    json.objects(
        "threads",
        details.threads(),
        row -> {
          json.field("thread", row.thread());
          json.field("name", row.name());
          json.field("operations", row.operations());
          json.field("totalNanos", row.totalNanos());
          json.field("maxNanos", row.maxNanos());
        });
    json.objects("slowest", details.slowest(), operation -> operation(json, operation));
  }

  private static void target(Json json, IoTable.Target target) throws IOException {
    json.field("key", target.key());
    json.known("target", target.target());
    json.field("state", target.state().key());
    json.array("operationNames", target.kinds(), kind -> json.element(kind.operation()));
    amounts(json, target.sizeBytes(), target.times());
  }

  /** Writes the fields of one kind of operations on a target. */
  public static void kind(Json json, IoTable.Kind kind) throws IOException {
    json.known("operation", kind.operation());
    amounts(json, kind.sizeBytes(), kind.times());
  }

  private static void amounts(Json json, long sizeBytes, Distribution times) throws IOException {
    json.field("operations", times.count());
    json.field("bytes", sizeBytes);
    json.field("totalNanos", times.totalNanos());
    json.field("maxNanos", times.maxNanos());
    json.field("p50", times.p50Nanos());
    json.field("p90", times.p90Nanos());
    json.field("p99", times.p99Nanos());
    json.field("p999", times.p999Nanos());
  }

  private static void buckets(Json json, Distribution times) throws IOException {
    json.objects(
        "buckets",
        times.buckets(),
        bucket -> {
          json.field("fromNanos", bucket.fromNanos());
          json.field("toNanos", bucket.toNanos());
          json.field("count", bucket.count());
        });
  }

  private static void operation(Json json, IoDetails.Operation operation) throws IOException {
    json.field("index", operation.span());
    json.field("thread", operation.thread());
    json.field("name", operation.threadName());
    json.field("start", operation.startNanos());
    json.field("end", operation.endNanos());
    json.known("operation", operation.operation());
    json.field("bytes", operation.sizeBytes());
    json.field("site", operation.site());
  }
}
