package io.jtrace.web.load;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import io.jtrace.timeline.export.TraceFormat;
import io.jtrace.timeline.jfr.CutSummary;
import io.jtrace.timeline.jfr.CutWindow;
import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.jfr.RecordingCutter;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Exports recordings and profiles for the agent's endpoints; found by {@link
 * java.util.ServiceLoader}.
 */
public final class RecordingExporter implements TraceExporter {
  /** Creates the exporter; for {@link java.util.ServiceLoader}. */
  public RecordingExporter() {}

  @Override
  public boolean supports(String format) {
    return TraceFormat.named(format).isPresent();
  }

  @Override
  public void export(Path recording, String format, OutputStream out) throws IOException {
    TraceFormat known =
        TraceFormat.named(format)
            .orElseThrow(() -> new IllegalArgumentException("unknown format: " + format));
    Trace trace = RecordingLoader.read(recording, ReadOptions.defaults(), Progress.NONE);
    known.write(trace, trace.range(), out);
  }

  @Override
  public Instant cut(Path recording, Instant from, Instant to, OutputStream out)
      throws IOException {
    CutSummary kept = RecordingCutter.cut(recording, origin -> window(origin, from, to), out);
    Instant start = Instant.EPOCH.plusNanos(kept.startEpochNanos());
    return start.isAfter(from) ? start : from;
  }

  private static CutWindow window(long originEpochNanos, Instant from, Instant to) {
    Instant origin = Instant.EPOCH.plusNanos(originEpochNanos);
    long start = Math.max(0, Duration.between(origin, from).toNanos());
    long end = Duration.between(origin, to).toNanos();
    return new CutWindow(start, Math.max(start + 1, end), List.of());
  }

  @Override
  public void writeProfile(StackProfile profile, OutputStream out) throws IOException {
    StackProfileWriter.write(profile, out);
  }

  @Override
  public StackProfile readProfile(Path recording, RecordedProfile profile, Duration shortest)
      throws IOException {
    return RecordedProfiles.read(
        RecordingReader.read(recording, ReadOptions.defaults()), profile, shortest.toNanos());
  }
}
