package io.jtrace.timeline.export;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** The formats that a trace can be written in. */
public enum TraceFormat {
  /** Protobuf for {@code ui.perfetto.dev} and its trace processor: everything jtrace knows. */
  PERFETTO("pftrace", "application/octet-stream", PerfettoExporter::write),
  /**
   * JSON for {@code chrome://tracing} and whatever else reads it: threads, GC, counters, arrows; no
   * samples.
   */
  CHROME("json", "application/json", ChromeExporter::write);

  /** Writes a trace in one format. */
  private interface Exporter {
    void write(Trace trace, TimeRange window, OutputStream out) throws IOException;
  }

  private final String fileExtension;
  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
  private final Exporter exporter;

  TraceFormat(String fileExtension, String mediaType, Exporter exporter) {
    this.fileExtension = fileExtension;
    this.mediaType = mediaType;
    this.exporter = exporter;
  }

  /** Returns the format that users call {@code key}, such as {@code perfetto}. */
  public static Optional<TraceFormat> named(String key) {
    for (TraceFormat format : values()) {
      if (format.key().equals(key)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Returns the name by which users choose the format, in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the usual end of a file's name, without dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /** Returns the media type for HTTP. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Writes what {@code trace} shows in {@code window} to {@code out}. Slices are cut at the ends of
   * the window; times stay those of the whole trace. Flushes the stream and leaves it open. Safe
   * for use by several threads, each with its own stream.
   *
   * @throws IOException if the stream fails
   */
  public void write(Trace trace, TimeRange window, OutputStream out) throws IOException {
    exporter.write(trace, withLastInstant(trace, window), out);
  }

  /**
   * What happened at the very end of the trace is part of it, though a half-open range ends before.
   */
  private static TimeRange withLastInstant(Trace trace, TimeRange window) {
    long end = trace.range().endNanos();
    return window.endNanos() < end
        ? window
        : new TimeRange(Math.min(window.startNanos(), end), end + 1);
  }
}
