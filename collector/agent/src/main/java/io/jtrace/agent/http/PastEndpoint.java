package io.jtrace.agent.http;

import io.jtrace.agent.options.OptionText;
import io.jtrace.agent.record.FlightRecording;
import io.jtrace.agent.record.FlightRecording.Past;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.TraceExporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code trace?last=10s}: what the flight recorder has of the time until now. */
final class PastEndpoint {

  /** Parameters that say how to record, which the flight recorder decided when it started. */
  private static final List<String> OF_RECORDING =
      List.of("seconds", "detail", "threshold", "stackdepth");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,9})?");

  private final TraceRecorder recorder;
  private final Exporters exporters;

  PastEndpoint(TraceRecorder recorder, Exporters exporters) {
    this.recorder = recorder;
    this.exporters = exporters;
  }

  void answer(String last, Query query, Reply reply) throws IOException, HttpError {
    for (String name : OF_RECORDING) {
      if (query.value(name).isPresent()) {
        throw new HttpError(400, "last and " + name + " params are incompatible");
      }
    }
    Duration length = length(last);
    TraceFormat format = TraceFormat.of(query);
    FlightRecording flight = flight();
    if (reply.bodyWanted()) {
      answer(flight, length, format, reply);
    } else {
      reply.begin(format.headers()).close();
    }
  }

  private void answer(FlightRecording flight, Duration length, TraceFormat format, Reply reply)
      throws IOException, HttpError {
    TraceExporter exporter = exporters.ofPast(format);
    Path whole = recorder.newScratchFile(".jfr");
    Path part = recorder.newScratchFile(".jfr");
    try {
      Optional<String> note = cut(flight, length, exporter, whole, part);
      recorder.deleteScratch(whole);
      Map<String, String> headers = format.headers();
      note.ifPresent(sentence -> headers.put(Profiles.NOTE, sentence));
      if (format.equals(TraceFormat.JFR)) {
        headers.put("Content-Length", Long.toString(Files.size(part)));
        OutputStream out = reply.begin(headers);
        Files.copy(part, out);
        out.close();
      } else {
        reply.send(headers, "export the trace", out -> exporter.export(part, format.name(), out));
      }
    } finally {
      recorder.deleteScratch(whole);
      recorder.deleteScratch(part);
    }
  }

  /** Leaves the exact part in a file; says so if it is less than what was asked for. */
  private static Optional<String> cut(
      FlightRecording flight, Duration length, TraceExporter exporter, Path whole, Path part)
      throws HttpError {
    try {
      Past past = flight.copyTo(whole, length);
      Instant from;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        from = exporter.cut(whole, past.from(), past.to(), out);
      }
      Duration kept = Duration.between(from, past.to());
      return kept.compareTo(length) < 0
          ? Optional.of("the flight recorder holds the last " + kept.toMillis() + " ms only")
          : Optional.empty();
    } catch (IOException failed) {
      throw new HttpError(500, "Could not copy the trace: " + failed.getMessage(), failed);
    }
  }

  private FlightRecording flight() throws HttpError {
    try {
      return recorder.flight().recording();
    } catch (IllegalStateException off) {
      throw new HttpError(409, String.valueOf(off.getMessage()), off);
    }
  }

  /** Reads a duration; a bare number is seconds, as in the parameter {@code seconds}. */
  private static Duration length(String last) throws HttpError {
    try {
      Duration length =
          SECONDS.matcher(last).matches()
              ? Duration.ofNanos((long) (Double.parseDouble(last) * 1e9))
              : OptionText.duration(last);
      if (length.isZero()) {
        throw new IllegalArgumentException("expected more than 0");
      }
      return length;
    } catch (IllegalArgumentException bad) {
      throw new HttpError(400, "invalid value for \"last\" - " + bad.getMessage(), bad);
    }
  }
}
