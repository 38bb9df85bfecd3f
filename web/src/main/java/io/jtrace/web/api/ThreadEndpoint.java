package io.jtrace.web.api;

import io.jtrace.timeline.analysis.ThreadSummary;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Locale;

/** One thread. */
final class ThreadEndpoint {
  private final Trace trace;

  ThreadEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body thread(Parameters parameters) {
    int id = Ids.thread(trace, parameters.required("id"));
    ThreadSummary thread = ThreadSummary.of(trace, parameters.range(trace), id);
    return json -> json.object(() -> write(json, thread));
  }

  static String kind(ThreadKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void write(Json json, ThreadSummary thread) throws IOException {
    json.field("id", thread.thread());
    json.field("name", thread.name());
    json.field("kind", kind(thread.kind()));
    json.unless(0, "javaId", thread.javaId());
    json.unless(0, "osId", thread.osId());
    json.field("group", thread.group());
    json.field("start", thread.lifetime().startNanos());
    json.field("end", thread.lifetime().endNanos());
    json.field("startSeen", thread.startSeen());
    json.field("endSeen", thread.endSeen());
    json.unless(-1, "parent", thread.parent());
    json.field("parentName", thread.parentName());
    SpanEndpoint.stack(json, "startStack", thread.startStack());
    json.numbers("states", thread.states().toArray());
    json.field("spanCount", thread.spanCount());
    json.objects("longest", thread.longest(), span -> SpanEndpoint.write(json, span));
    json.objects("waits", thread.waits(), wait -> wait(json, wait));
    json.objects("wokenBy", thread.wokenBy(), peer -> peer(json, peer));
    json.objects("woke", thread.woke(), peer -> peer(json, peer));
    json.object("samples", () -> samples(json, thread.samples()));
    json.objects(
        "topFrames",
        thread.topFrames(),
        frame -> {
          json.field("frame", frame.method());
          json.field("count", frame.count());
        });
  }

  private static void wait(Json json, ThreadSummary.Wait wait) throws IOException {
    json.field("operation", wait.operation());
    json.field("subject", wait.subject());
    json.field("state", wait.state().key());
    json.field("count", wait.count());
    json.field("totalNanos", wait.totalNanos());
    json.field("maxNanos", wait.maxNanos());
  }

  private static void peer(Json json, ThreadSummary.Peer peer) throws IOException {
    json.field("thread", peer.thread());
    json.field("name", peer.name());
    json.field("count", peer.count());
    json.field("kind", peer.kind().label());
  }

  private static void samples(Json json, ThreadSummary.SampleCounts samples) throws IOException {
    json.field("cpu", samples.cpu());
    json.field("execution", samples.execution());
    json.field("native", samples.inNative());
    json.field("allocation", samples.allocation());
    json.field("allocatedBytes", samples.allocatedBytes());
  }
}
