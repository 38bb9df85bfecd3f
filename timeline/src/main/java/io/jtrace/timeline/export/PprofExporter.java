package io.jtrace.timeline.export;

import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.Profile.Rows;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes profiles for {@code go tool pprof} and whatever else reads its format, compressed with
 * gzip. What was waited for or allocated is a label of its sample, by which readers filter.
 */
public final class PprofExporter {
  /** The usual end of a file's name, without dot. */
  public static final String FILE_EXTENSION = "pb.gz";

  private static final String NO_STACK = "(no stack recorded)";

  private final Trace trace;
  private final Profile profile;
  private final PprofEncoder out;
  private final Map<Integer, Long> locations = new HashMap<>();

  private PprofExporter(Trace trace, Profile profile, PprofEncoder out) {
    this.trace = trace;
    this.profile = profile;
    this.out = out;
  }

  /**
   * Writes {@code profile}, which is of {@code trace} and {@code range}. Flushes the stream and
   * leaves it open.
   *
   * @param about what the profile was narrowed to, in sentences that readers show
   * @throws IOException if the stream fails
   */
  public static void write(
      Trace trace, Profile profile, TimeRange range, List<String> about, OutputStream out)
      throws IOException {
    PprofEncoder encoder = new PprofEncoder(out);
    new PprofExporter(trace, profile, encoder).write(range, about);
    encoder.finish();
    out.flush();
  }

  private void write(TimeRange range, List<String> about) throws IOException {
    types();
    Rows rows = profile.rows();
    for (int row = 0; row < rows.size(); row++) {
      sample(rows, row);
    }
    out.comment(profile.kind().label() + ": " + profile.source().sentence());
    if (!profile.isRecorded()) {
      out.comment("not recorded: " + String.join(", ", profile.kind().events()));
    }
    if (trace.lostPercent() > 0) {
      out.comment(
          String.format(Locale.ROOT, "%.2f %% of the recording is lost", trace.lostPercent()));
    }
    about.forEach(out::comment);
    out.time(trace.facts().startEpochNanos() + range.startNanos(), range.durationNanos());
  }

  private void types() {
    switch (profile.source()) {
      case DELAYS -> {
        types("contentions", "delay", "nanoseconds");
        out.period("contentions", "count", 1);
      }
      case CPU_TIME_SAMPLES -> {
        types("samples", "cpu", "nanoseconds");
        out.period("cpu", "nanoseconds", meanWeight());
      }
      case ALLOCATION_SAMPLES -> {
        types("samples", "alloc_space", "bytes");
        out.period("space", "bytes", meanWeight());
      }
      case TIME_BY_CPU_TIME, TIME_BY_EXECUTION, TIME_WITHOUT_SAMPLES -> {
        types("stretches", "time", "nanoseconds");
        out.period("time", "nanoseconds", 1);
      }
      case EXECUTION_SAMPLES -> {
        out.addType("samples", "count");
        out.defaultType("samples");
        out.period("wall", "samples", 1);
      }
    }
  }

  private void types(String counted, String measured, String unit) {
    out.addType(counted, "count");
    out.addType(measured, unit);
    out.defaultType(measured);
  }

  private long meanWeight() {
    long count = 0;
    long total = 0;
    for (int row = 0; row < profile.rows().size(); row++) {
      count += profile.rows().counts().at(row);
      total += profile.rows().totals().at(row);
    }
    return count == 0 ? 0 : total / count;
  }

  private void sample(Rows rows, int row) throws IOException {
    int stack = rows.stacks().at(row);
    List<Long> ids = new ArrayList<>();
    if (stack == Stacks.NONE) {
      ids.add(out.location(NO_STACK, "", 0));
    }
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      ids.add(locations.computeIfAbsent(trace.stacks().frame(node), this::location));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    String operation = rows.operation(row, trace.strings());
    label(labels, "operation", operation == null ? "" : operation);
    label(
        labels,
        profile.kind() == ProfileKind.ALLOC ? "class" : "subject",
        trace.strings().atOr(rows.subjects().at(row), ""));
    long count = rows.counts().at(row);
    if (profile.source() == Profile.Source.EXECUTION_SAMPLES) {
      out.sample(ids, labels, count);
    } else {
      out.sample(ids, labels, count, rows.totals().at(row));
    }
  }

  private static void label(Map<String, String> labels, String key, String text) {
    if (!text.isEmpty()) {
      labels.put(key, text);
    }
  }

  private long location(int frame) {
    Frames frames = trace.frames();
    int className = frames.className(frame);
    return out.location(
        frames.method(frame, trace.strings()),
        className < 0 ? "" : PprofEncoder.sourcePath(trace.strings().at(className)),
        frames.line(frame));
  }
}
