package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CpuSpanDetails;
import io.jtrace.timeline.analysis.RowLayout;
import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processors as rows of the timeline: the rows, and single spans in the form of a thread's. */
final class CpuSpanJson {
  private static final String GROUP = "processors";
  private static final List<String> NONE =
      List.of("operation", "subject", "stack", "amount", "amountKind", "address");

  private CpuSpanJson() {}

  /** Returns the one group of rows, or none where there are no processors. */
  static JsonEndpoint.Body rows(Trace trace, String search) {
    CpuTracks cpus = CpuTracks.of(trace);
    List<Integer> tracks = RowLayout.ofCpus(cpus, search);
    List<String> groups = tracks.isEmpty() ? List.of() : List.of(GROUP);
    return json ->
        json.object(
            () -> json.objects("groups", groups, key -> group(json, key, trace, cpus, tracks)));
  }

  private static void group(
      Json json, String key, Trace trace, CpuTracks cpus, List<Integer> tracks) throws IOException {
    json.field("key", key);
    json.field("label", key);
    json.field("count", tracks.size());
    json.array("threads", tracks, track -> json.element(track.longValue()));
    json.array("starts", tracks, track -> json.element(0));
    json.array("ends", tracks, track -> json.element(trace.facts().durationNanos()));
    json.array("names", tracks, track -> json.element(CpuSpanDetails.name(cpus, track)));
    json.array("kinds", tracks, track -> json.element("cpu"));
  }

  static void write(Json json, CpuSpanDetails span) throws IOException {
    json.field("thread", span.track());
    json.field("threadName", span.name());
    json.field("index", span.span());
    json.field("start", span.range().startNanos());
    json.field("end", span.range().endNanos());
    json.field("state", span.state().key());
    for (String field : NONE) {
      json.none(field);
    }
    json.unless(-1, "other", span.thread());
    json.known("otherName", span.threadName());
    json.field("pinned", false);
    json.field("timedOut", false);
    json.field("proven", false);
    json.array("incoming", List.of(), link -> {});
    json.array("outgoing", List.of(), link -> {});
    json.none("wokenBy");
    json.none("runnableNanos");
    json.array("samples", List.of(), call -> {});
    json.field("left", left(span.leaving()));
    json.unless(-1, "previous", span.previous());
    json.unless(-1, "next", span.next());
  }

  private static @Nullable String left(CpuSpanDetails.Leaving leaving) {
    return switch (leaving) {
      case PREEMPTED -> "preempted";
      case OWN_DOING -> "blocked";
      case UNKNOWN -> null;
    };
  }
}
