package io.jtrace.web.api;

import io.jtrace.timeline.analysis.AllocationStalls;
import io.jtrace.timeline.analysis.Allocations;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.List;

/** Who allocated what, as JSON. */
public final class AllocationsJson {
  private AllocationsJson() {}

  /**
   * Writes the fields of an object.
   *
   * @param mostRows how many threads and classes are written, most bytes first
   */
  public static void allocations(Json json, Trace trace, TimeRange range, int mostRows)
      throws IOException {
    Allocations allocations = Allocations.of(trace, range);
    json.field("recorded", allocations.recorded());
    json.field("samples", allocations.samples());
    json.field("sampledBytes", allocations.sampledBytes());
    json.field("estimatedBytes", allocations.estimatedBytes());
    json.field("threadCount", allocations.threads().size());
    json.field("classCount", allocations.classes().size());
    json.objects("threads", first(allocations.threads(), mostRows), row -> thread(json, row));
    json.objects("classes", first(allocations.classes(), mostRows), row -> ofClass(json, row));
    json.object("stalls", () -> stalls(json, AllocationStalls.of(trace, range)));
  }

  private static <T> List<T> first(List<T> rows, int most) {
    return rows.subList(0, Math.min(most, rows.size()));
  }

  private static void thread(Json json, Allocations.ByThread row) throws IOException {
    json.unless(-1, "thread", row.thread());
    json.field("name", row.threadName());
    json.field("samples", row.samples());
    json.field("sampledBytes", row.sampledBytes());
    json.field("estimatedBytes", row.estimatedBytes());
    json.field("countedBytes", row.countedBytes());
    json.field("site", row.site());
  }

  private static void ofClass(Json json, Allocations.ByClass row) throws IOException {
    json.known("class", row.className());
    json.field("samples", row.samples());
    json.field("sampledBytes", row.sampledBytes());
    json.field("estimatedBytes", row.estimatedBytes());
    json.field("threads", row.threads());
    json.field("site", row.site());
  }

  private static void stalls(Json json, AllocationStalls stalls) throws IOException {
    json.field("recorded", stalls.recorded());
    json.field("count", stalls.count());
    json.field("totalNanos", stalls.totalNanos());
    json.field("maxNanos", stalls.maxNanos());
    json.objects("stalls", stalls.stalls(), stall -> stall(json, stall));
  }

  private static void stall(Json json, AllocationStalls.Stall stall) throws IOException {
    json.field("index", stall.span());
    json.field("thread", stall.thread());
    json.field("name", stall.threadName());
    json.field("start", stall.startNanos());
    json.field("end", stall.endNanos());
    json.known("page", stall.page());
    json.unless(0, "sizeBytes", stall.sizeBytes());
    json.field("site", stall.site());
  }
}
