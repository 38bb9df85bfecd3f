package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CpuSpanDetails;
import io.jtrace.timeline.analysis.SpanDetails;
import io.jtrace.timeline.analysis.SpanLabel;
import io.jtrace.timeline.analysis.StackFrame;
import io.jtrace.timeline.analysis.WakeUp;
import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Single spans, and the short labels of many. */
final class SpanEndpoint {
  private static final int MAX_LABELS = 1000;

  private final Trace trace;
  private final CpuTracks cpus;

  SpanEndpoint(Trace trace) {
    this.trace = trace;
    cpus = CpuTracks.of(trace);
  }

  JsonEndpoint.Body span(Parameters parameters) {
    int index = index(parameters);
    if (cpus.isSpan(index)) {
      CpuSpanDetails span = CpuSpanDetails.of(trace, cpus, index);
      return json -> json.object(() -> CpuSpanJson.write(json, span));
    }
    SpanDetails span = SpanDetails.of(trace, index);
    return json -> json.object(() -> write(json, span));
  }

  private int index(Parameters parameters) {
    if (parameters.query().first("index") != null) {
      return Ids.span(cpus, parameters.required("index"));
    }
    int track = Ids.track(cpus, parameters.required("thread"));
    long nanos = parameters.required("t");
    int span = cpus.isTrack(track) ? cpus.at(track, nanos) : trace.spans().at(track, nanos);
    return Ids.span(cpus, span);
  }

  JsonEndpoint.Body labels(Parameters parameters) {
    List<String> labels = new ArrayList<>();
    for (String index : parameters.text("spans").split(",", -1)) {
      if (labels.size() == MAX_LABELS) {
        throw new IllegalArgumentException("expected at most " + MAX_LABELS + " spans");
      }
      labels.add(label(Ids.span(cpus, number(index))));
    }
    return json -> json.object(() -> json.array("labels", labels, json::element));
  }

  private String label(int span) {
    return cpus.isSpan(span) ? CpuSpanDetails.label(trace, cpus, span) : SpanLabel.of(trace, span);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected the index of a span, found \"" + text + "\"", e);
    }
  }

  static void write(Json json, SpanDetails span) throws IOException {
    json.field("thread", span.thread());
    json.field("threadName", span.threadName());
    json.field("index", span.span());
    json.field("start", span.range().startNanos());
    json.field("end", span.range().endNanos());
    json.field("state", span.state().key());
    json.field("operation", span.operation());
    json.field("subject", span.subject());
    stack(json, "stack", span.stack());
    json.unless(-1, "other", span.other());
    json.field("otherName", span.otherName());
    amount(json, span);
    json.field("address", span.address() == 0 ? null : "0x" + Long.toHexString(span.address()));
    json.field("pinned", span.pinned());
    json.field("timedOut", span.timedOut());
    json.field("proven", span.proven());
    json.objects("incoming", span.incoming(), link -> link(json, link));
    json.objects("outgoing", span.outgoing(), link -> link(json, link));
    wokenBy(json, span);
    json.field("runnableNanos", span.runnableNanos());
    json.objects("samples", span.samples(), call -> sampled(json, call));
    json.unless(-1, "previous", span.previous());
    json.unless(-1, "next", span.next());
  }

  private static void amount(Json json, SpanDetails span) throws IOException {
    String kind =
        switch (span.amountKind()) {
          case NONE -> null;
          case BYTES -> "bytes";
          case TIMEOUT_NANOS -> "timeoutNanos";
        };
    if (kind == null) {
      json.none("amount");
    } else {
      json.field("amount", span.amount());
    }
    json.field("amountKind", kind);
  }

  private static void wokenBy(Json json, SpanDetails span) throws IOException {
    if (span.wokenBy().isEmpty()) {
      json.none("wokenBy");
      return;
    }
    WakeUp wakeUp = span.wokenBy().get();
    json.object(
        "wokenBy",
        () -> {
          json.field("thread", wakeUp.thread());
          json.field("name", wakeUp.name());
          json.field("nanos", wakeUp.nanos());
          json.field("kind", wakeUp.kind().label());
          json.field("runnableNanos", wakeUp.runnableNanos());
        });
  }

  private static void sampled(Json json, SpanDetails.SampledCall call) throws IOException {
    json.field("kind", "syscall");
    json.field("name", call.name());
    json.field("target", call.target());
    json.field("count", call.count());
  }

  private static void link(Json json, SpanDetails.Link link) throws IOException {
    json.field("kind", link.kind().label());
    json.field("thread", link.thread());
    json.field("name", link.name());
    json.field("nanos", link.nanos());
  }

  /** Writes a stack, innermost frame first; null where none was recorded. */
  static void stack(Json json, String name, List<StackFrame> stack) throws IOException {
    if (stack.isEmpty()) {
      json.none(name);
      return;
    }
    json.objects(
        name,
        stack,
        frame -> {
          json.field("method", frame.method());
          json.unless(Frames.NO_LINE, "line", frame.line());
          json.field("kind", kind(frame.kind()));
        });
  }

  static String kind(FrameKind kind) {
    return switch (kind) {
      case INTERPRETED -> "interpreted";
      case JIT_COMPILED -> "jit";
      case INLINED -> "inlined";
      case NATIVE -> "native";
      case TRUNCATED -> "truncated";
      case UNKNOWN -> "unknown";
    };
  }
}
