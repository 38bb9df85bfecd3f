package io.jtrace.web.api;

import io.jtrace.timeline.analysis.ProcessorUse;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How busy processors, or what stands for them, were over time. */
final class ProcessorUseEndpoint {
  private static final int DEFAULT_BUCKETS = 120;
  private static final int MAX_BUCKETS = 1000;

  private final Trace trace;

  ProcessorUseEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body use(Parameters parameters) {
    ProcessorUse use =
        ProcessorUse.of(
            trace,
            parameters.range(trace),
            source(parameters.query().text("source", "")),
            parameters.count("buckets", DEFAULT_BUCKETS, 1, MAX_BUCKETS));
    return json ->
        json.object(
            () -> {
              json.array("sources", use.sources(), source -> json.element(source.key()));
              json.field("source", use.source().map(ProcessorUse.Source::key).orElse(null));
              json.field("what", use.source().map(ProcessorUse.Source::sentence).orElse(null));
              json.objects("rows", use.rows(), row -> write(json, row));
            });
  }

  private static Optional<ProcessorUse.Source> source(String key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ProcessorUse.Source.named(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected source=" + keys() + ", found \"" + key + "\"")));
  }

  private static String keys() {
    return Arrays.stream(ProcessorUse.Source.values())
        .map(ProcessorUse.Source::key)
        .collect(Collectors.joining(", "));
  }

  /** Shares in percent keep the answer short; what is busy at all is not 0. */
  private static void write(Json json, ProcessorUse.Row row) throws IOException {
    json.field("name", row.name());
    json.unless(-1, "thread", row.thread());
    json.field("busyNanos", Math.round(row.busyNanos()));
    json.field("knownNanos", row.knownNanos());
    json.array(
        "percents",
        row.shares(),
        share -> {
          if (share.isNaN()) {
            json.element((String) null);
          } else {
            json.element((long) Math.ceil(share * 100 - 1e-9));
          }
        });
  }
}
