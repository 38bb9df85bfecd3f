package io.jtrace.web.api;

import io.jtrace.timeline.analysis.SpanFilter;
import io.jtrace.timeline.analysis.SpanLabel;
import io.jtrace.timeline.analysis.SpanSearch;
import io.jtrace.timeline.analysis.ThreadStretch;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lists of spans that a filter lets through. */
final class SpansEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_OFFSET = 100_000;

  private final Trace trace;

  SpansEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body spans(Parameters parameters) {
    String wanted = parameters.query().text("sort", "duration");
    SpanSearch.Sort sort =
        SpanSearch.Sort.named(wanted)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected sort=duration or start, found \"" + wanted + "\""));
    SpanSearch found =
        SpanSearch.of(
            trace,
            parameters.range(trace),
            parameters.grouping().members(trace, parameters.query().first("group")),
            SpanFilter.parse(parameters.query().text("q", "")),
            sort,
            parameters.count("offset", 0, 0, MAX_OFFSET),
            parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
    return json -> json.object(() -> write(json, found));
  }

  /** What one thread did in a stretch of time that is too short to be drawn. */
  JsonEndpoint.Body stretch(Parameters parameters) {
    int thread = Ids.thread(trace, parameters.required("thread"));
    ThreadStretch stretch = ThreadStretch.of(trace, parameters.range(trace), thread);
    return json ->
        json.object(
            () -> {
              json.field("count", stretch.count());
              json.field("maxNanos", stretch.maxNanos());
              json.numbers("states", stretch.states().toArray());
            });
  }

  private void write(Json json, SpanSearch found) throws IOException {
    json.field("count", found.count());
    json.field("totalNanos", found.totalNanos());
    json.array(
        "spans",
        () -> {
          for (int i = 0; i < found.spans().size(); i++) {
            int span = found.spans().at(i);
            json.object(() -> span(json, span));
          }
        });
  }

  private void span(Json json, int span) throws IOException {
    Spans spans = trace.spans();
    int thread = spans.thread(span);
    json.field("index", span);
    json.field("thread", thread);
    json.field("threadName", trace.threadName(thread));
    json.field("start", spans.startNanos(span));
    json.field("end", spans.endNanos(span));
    json.field("state", spans.state(span).key());
    json.field("operation", text(spans.operation(span)));
    json.field("subject", text(spans.subject(span)));
    json.field("label", SpanLabel.of(trace, span));
    json.field("frame", topFrame(spans.stack(span)));
    json.field("pinned", spans.isPinned(span));
  }

  private @Nullable String topFrame(int stack) {
    return stack == Stacks.NONE
        ? null
        : trace.frames().method(trace.stacks().frame(stack), trace.strings());
  }

  private @Nullable String text(int string) {
    return string < 0 ? null : trace.strings().at(string);
  }
}
