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

/** {@code trace}: records for some seconds, or asks the flight recorder for the last ones. */
final class TraceEndpoint {

  private final TraceRecorder recorder;
  private final Options options;
  private final Exporters exporters;
  private final PastEndpoint past;

  TraceEndpoint(TraceRecorder recorder, Options options, Exporters exporters) {
    this.recorder = recorder;
    this.options = options;
    this.exporters = exporters;
    this.past = new PastEndpoint(recorder, exporters);
  }

  void answer(Query query, Reply reply) throws IOException, HttpError {
    Optional<String> last = query.value("last");
    if (last.isPresent()) {
      past.answer(last.get(), query, reply);
    } else {
      record(query, reply);
    }
  }

  private void record(Query query, Reply reply) throws IOException, HttpError {
    TraceSpec spec = spec(query);
    TraceFormat format = TraceFormat.of(query);
    if (!reply.bodyWanted()) {
      reply.begin(format.headers()).close();
    } else if (format.equals(TraceFormat.JFR)) {
      answerRecording(spec, reply);
    } else {
      answerExport(spec, format, exporters.of(format.name()), reply);
    }
  }

  private void answerRecording(TraceSpec spec, Reply reply) throws IOException, HttpError {
    try (Trace trace = start(spec)) {
      reply.onDisconnect(trace::cancel);
      if (finish(trace)) {
        Map<String, String> headers = TraceFormat.JFR.headers();
        headers.put("Content-Length", Long.toString(trace.sizeBytes()));
        OutputStream out = reply.begin(headers);
        trace.writeTo(out);
        out.close();
      }
    }
  }

  private void answerExport(TraceSpec spec, TraceFormat format, TraceExporter exporter, Reply reply)
      throws IOException, HttpError {
    Path file = recorder.newScratchFile(".jfr");
    try {
      if (recordTo(file, spec, reply)) {
        reply.send(
            format.headers(), "export the trace", out -> exporter.export(file, format.name(), out));
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
}
