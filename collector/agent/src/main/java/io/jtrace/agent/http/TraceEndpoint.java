package io.jtrace.agent.http;

import io.jtrace.agent.options.Detail;
import io.jtrace.agent.options.OptionText;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.Trace;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.record.TraceSpec;
import io.jtrace.agent.spi.TraceExporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code trace}: records for some seconds and answers the recording. */
final class TraceEndpoint {

  /** What a format looks like to a client. */
  private record Format(String name, String contentType, String fileName) {}

  private static final Format JFR = new Format("jfr", "application/octet-stream", "trace");
  private static final Map<String, Format> FORMATS =
      Map.of(
          "jfr", JFR,
          "perfetto", new Format("perfetto", "application/octet-stream", "trace.pftrace"),
          "chrome", new Format("chrome", "application/json", "trace.json"));

  private final TraceRecorder recorder;
  private final Options options;
  private final Exporters exporters;

  TraceEndpoint(TraceRecorder recorder, Options options, Exporters exporters) {
    this.recorder = recorder;
    this.options = options;
    this.exporters = exporters;
  }

  void answer(Query query, Reply reply) throws IOException, HttpError {
    TraceSpec spec = spec(query);
    Format format = format(query);
    if (!reply.bodyWanted()) {
      reply.begin(headers(format)).close();
    } else if (format.equals(JFR)) {
      answerRecording(spec, reply);
    } else {
      answerExport(spec, format, exporters.of(format.name()), reply);
    }
  }

  private void answerRecording(TraceSpec spec, Reply reply) throws IOException, HttpError {
    try (Trace trace = start(spec)) {
      reply.onDisconnect(trace::cancel);
      if (finish(trace)) {
        Map<String, String> headers = headers(JFR);
        headers.put("Content-Length", Long.toString(trace.sizeBytes()));
        OutputStream out = reply.begin(headers);
        trace.writeTo(out);
        out.close();
      }
    }
  }

  private void answerExport(TraceSpec spec, Format format, TraceExporter exporter, Reply reply)
      throws IOException, HttpError {
    Path file = recorder.newScratchFile(".jfr");
    try {
      if (recordTo(file, spec, reply)) {
        LazyOutput out = new LazyOutput(() -> reply.begin(headers(format)));
        try {
          exporter.export(file, format.name(), out);
        } catch (IOException | RuntimeException failed) {
          if (out.isBegun()) {
            throw failed; // too late for another status: the body stays incomplete
          }
          throw new HttpError(500, "could not export the trace: " + failed.getMessage(), failed);
        }
        out.close();
      }
    } finally {
      recorder.deleteScratch(file);
    }
  }

  /** Leaves the recording in a file, and nothing of it in the repository of JFR. */
  private boolean recordTo(Path file, TraceSpec spec, Reply reply) throws IOException, HttpError {
    try (Trace trace = start(spec)) {
      reply.onDisconnect(trace::cancel);
      if (!finish(trace)) {
        return false;
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        trace.writeTo(out);
      }
      return true;
    }
  }

  private Trace start(TraceSpec spec) throws HttpError {
    try {
      return recorder.start(spec);
    } catch (IOException refused) {
      throw new HttpError(500, "Could not enable tracing: " + refused.getMessage(), refused);
    }
  }

  private static boolean finish(Trace trace) throws IOException, HttpError {
    if (!trace.await()) {
      return false;
    }
    try {
      trace.stop();
      return true;
    } catch (IOException failed) {
      throw new HttpError(500, "Could not end the trace: " + failed.getMessage(), failed);
    }
  }

  private TraceSpec spec(Query query) throws HttpError {
    double seconds = query.seconds();
    TimeLimit.of(options).check(seconds);
    TraceSpec defaults = TraceSpec.from(options, Math.max(1, (long) (seconds * 1e9)));
    return new TraceSpec(
        defaults.durationNanos(),
        parse(query, "detail", Detail::from, defaults.detail()),
        parse(
            query,
            "threshold",
            text -> Optional.of(OptionText.duration(text)),
            defaults.threshold()),
        parse(query, "stackdepth", OptionText::stackDepth, defaults.stackDepth()),
        defaults.maxSizeBytes());
  }

  private static <T> T parse(Query query, String name, Function<String, T> parser, T absent)
      throws HttpError {
    String text = query.value(name).orElse("");
    try {
      return text.isEmpty() ? absent : parser.apply(text);
    } catch (IllegalArgumentException bad) {
      throw new HttpError(400, "invalid value for \"" + name + "\" - " + bad.getMessage(), bad);
    }
  }

  private static Format format(Query query) throws HttpError {
    Format format = FORMATS.get(query.value("format").orElse(JFR.name()));
    if (format == null) {
      throw new HttpError(400, "invalid value for \"format\" - expected jfr, perfetto or chrome");
    }
    return format;
  }

  private static Map<String, String> headers(Format format) {
    Map<String, String> headers = Reply.headers(format.contentType());
    headers.put("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
    return headers;
  }
}
