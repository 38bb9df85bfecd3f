package io.jtrace.timeline.export;

import io.jtrace.proto.pprof.Label;
import io.jtrace.proto.pprof.Line;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Mapping;
import io.jtrace.proto.pprof.Profile;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import io.jtrace.timeline.analysis.Profile.Rows;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes profiles for {@code go tool pprof} and whatever else reads its format, compressed with
 * gzip. What was waited for or allocated is a label of its sample, by which readers filter.
 *
 * <p>Profiles are as large as there are distinct stacks, so they are built in memory.
 */
public final class PprofExporter {
  /** The usual end of a file's name, without dot. */
  public static final String FILE_EXTENSION = "pb.gz";

  private static final String NO_STACK = "(no stack recorded)";

  private final Trace trace;
  private final io.jtrace.timeline.analysis.Profile profile;
  private final Profile.Builder out = Profile.newBuilder();
  private final Map<String, Long> strings = new HashMap<>();
  private final Map<String, Long> functions = new HashMap<>();
  private final Map<Integer, Long> locations = new HashMap<>();

  private PprofExporter(Trace trace, io.jtrace.timeline.analysis.Profile profile) {
    this.trace = trace;
    this.profile = profile;
    string("");
  }

  /**
   * Writes {@code profile}, which is of {@code trace} and {@code range}. Flushes the stream and
   * leaves it open.
   *
   * @param about what the profile was narrowed to, in sentences that readers show
   * @throws IOException if the stream fails
   */
  public static void write(
      Trace trace,
      io.jtrace.timeline.analysis.Profile profile,
      TimeRange range,
      List<String> about,
      OutputStream out)
      throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    new PprofExporter(trace, profile).build(range, about).writeTo(zipped);
    zipped.finish();
    out.flush();
  }

  private Profile build(TimeRange range, List<String> about) {
    out.addMapping(
        Mapping.newBuilder().setId(1).setFilename(string("[jvm]")).setHasFunctions(true));
    types();
    Rows rows = profile.rows();
    for (int row = 0; row < rows.size(); row++) {
      sample(rows, row);
    }
    comment(profile.kind().label() + ": " + profile.source().sentence());
    if (!profile.isRecorded()) {
      comment("not recorded: " + String.join(", ", profile.kind().events()));
    }
    if (trace.lostPercent() > 0) {
      comment(String.format(Locale.ROOT, "%.2f %% of the recording is lost", trace.lostPercent()));
    }
    about.forEach(this::comment);
    return out.setTimeNanos(trace.facts().startEpochNanos() + range.startNanos())
        .setDurationNanos(range.durationNanos())
        .build();
  }

  private void types() {
    switch (profile.source()) {
      case DELAYS -> {
        types("contentions", "delay", "nanoseconds");
        out.setPeriodType(type("contentions", "count")).setPeriod(1);
      }
      case CPU_TIME_SAMPLES -> {
        types("samples", "cpu", "nanoseconds");
        out.setPeriodType(type("cpu", "nanoseconds")).setPeriod(meanWeight());
      }
      case ALLOCATION_SAMPLES -> {
        types("samples", "alloc_space", "bytes");
        out.setPeriodType(type("space", "bytes")).setPeriod(meanWeight());
      }
      case TIME_BY_CPU_TIME, TIME_BY_EXECUTION, TIME_WITHOUT_SAMPLES -> {
        types("stretches", "time", "nanoseconds");
        out.setPeriodType(type("time", "nanoseconds")).setPeriod(1);
      }
      case EXECUTION_SAMPLES -> {
        out.addSampleType(type("samples", "count")).setDefaultSampleType(string("samples"));
        out.setPeriodType(type("wall", "samples")).setPeriod(1);
      }
    }
  }

  private void types(String counted, String measured, String unit) {
    out.addSampleType(type(counted, "count")).addSampleType(type(measured, unit));
    out.setDefaultSampleType(string(measured));
  }

  private ValueType type(String type, String unit) {
    return ValueType.newBuilder().setType(string(type)).setUnit(string(unit)).build();
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

  private void sample(Rows rows, int row) {
    Sample.Builder sample = Sample.newBuilder().addValue(rows.counts().at(row));
    if (out.getSampleTypeCount() > 1) {
      sample.addValue(rows.totals().at(row));
    }
    int stack = rows.stacks().at(row);
    if (stack == Stacks.NONE) {
      sample.addLocationId(locations.computeIfAbsent(-1, frame -> location(NO_STACK, "", 0)));
    }
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      sample.addLocationId(locations.computeIfAbsent(trace.stacks().frame(node), this::location));
    }
    String operation = rows.operation(row, trace.strings());
    label(sample, "operation", operation == null ? "" : operation);
    label(
        sample,
        profile.kind() == ProfileKind.ALLOC ? "class" : "subject",
        trace.strings().atOr(rows.subjects().at(row), ""));
    out.addSample(sample);
  }

  private void label(Sample.Builder sample, String key, String text) {
    if (!text.isEmpty()) {
      sample.addLabel(Label.newBuilder().setKey(string(key)).setStr(string(text)));
    }
  }

  private long location(int frame) {
    Frames frames = trace.frames();
    int className = frames.className(frame);
    return location(
        frames.method(frame, trace.strings()),
        className < 0 ? "" : sourcePath(trace.strings().at(className)),
        Math.max(0, frames.line(frame)));
  }

  private long location(String method, String path, int line) {
    long function = function(method, path);
    long id = out.getLocationCount() + 1L;
    out.addLocation(
        Location.newBuilder()
            .setId(id)
            .setMappingId(1)
            .addLine(Line.newBuilder().setFunctionId(function).setLine(line)));
    return id;
  }

  private long function(String method, String path) {
    Long known = functions.get(method);
    if (known != null) {
      return known;
    }
    long name = string(Text.label(method));
    long id = out.getFunctionCount() + 1L;
    out.addFunctionBuilder().setId(id).setName(name).setSystemName(name).setFilename(string(path));
    functions.put(method, id);
    return id;
  }

  /** Where the source most likely is: recordings do not name the file. */
  private static String sourcePath(String className) {
    int nested = className.indexOf('$', 1);
    return (nested < 0 ? className : className.substring(0, nested)).replace('.', '/') + ".java";
  }

  private void comment(String sentence) {
    out.addComment(string(sentence));
  }

  private long string(String text) {
    String clean = Text.value(text);
    Long known = strings.putIfAbsent(clean, (long) strings.size());
    if (known == null) {
      out.addStringTable(clean);
      return strings.size() - 1L;
    }
    return known;
  }
}
