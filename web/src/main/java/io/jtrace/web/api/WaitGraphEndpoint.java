package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Deadlocks;
import io.jtrace.timeline.analysis.LockContention;
import io.jtrace.timeline.analysis.WaitGraph;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Who waited for whom at an instant, and deadlocks. */
final class WaitGraphEndpoint {
  private static final int BUCKETS = 240;
  private static final int MOST_WAITS = 500;

  private final Trace trace;

  WaitGraphEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body graph(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    LockContention contention = LockContention.of(trace, range, BUCKETS);
    WaitGraph graph = WaitGraph.at(trace, parameters.query().number("at", contention.worstNanos()));
    Deadlocks deadlocks = Deadlocks.of(trace, range);
    return json ->
        json.object(
            () -> {
              json.field("at", graph.atNanos());
              json.field("count", graph.count());
              json.objects("holders", graph.holders(), holder -> write(json, holder));
              json.field("bucketNanos", contention.bucketNanos());
              json.array("queue", contention.queue(), count -> json.element((long) count));
              DeadlocksJson.deadlocks(json, deadlocks);
            });
  }

  private static void write(Json json, WaitGraph.Holder holder) throws IOException {
    json.unless(-1, "thread", holder.thread());
    json.field("name", holder.threadName());
    json.field("state", holder.state() == null ? null : holder.state().key());
    json.field("site", holder.site());
    json.field("inCircle", holder.isInCircle());
    json.field("count", holder.waits().size());
    List<WaitGraph.Wait> told =
        holder.waits().subList(0, Math.min(MOST_WAITS, holder.waits().size()));
    json.objects("waits", told, wait -> write(json, wait));
  }

  private static void write(Json json, WaitGraph.Wait wait) throws IOException {
    json.field("depth", wait.depth());
    json.field("index", wait.span());
    json.field("thread", wait.thread());
    json.field("name", wait.threadName());
    json.field("state", wait.state().key());
    json.field("start", wait.startNanos());
    json.field("end", wait.endNanos());
    LocksEndpoint.name(json, wait.lock(), wait.address());
    json.field("evidence", wait.evidence().name().toLowerCase(Locale.ROOT));
    json.field("site", wait.site());
    json.field("inCircle", wait.isInCircle());
  }
}
