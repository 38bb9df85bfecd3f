package io.jtrace.web.pprof;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes profiles. Ids are numbered in the order of the tables, then of the samples; fields that
 * are not known are written as they were read.
 */
public final class ProfileWriter {
  private final Profile profile;
  private final io.jtrace.proto.pprof.Profile.Builder out =
      io.jtrace.proto.pprof.Profile.newBuilder();
  private final Map<String, Long> strings = new HashMap<>();
  private final IdentityHashMap<Mapping, Long> mappings = new IdentityHashMap<>();
  private final IdentityHashMap<Function, Long> functions = new IdentityHashMap<>();
  private final IdentityHashMap<Location, Long> locations = new IdentityHashMap<>();

  private ProfileWriter(Profile profile) {
    this.profile = profile;
    string("");
  }

  /** Writes a profile, compressed with gzip. Flushes the stream and leaves it open. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    encode(profile).writeTo(zipped);
    zipped.finish();
    out.flush();
  }

  static io.jtrace.proto.pprof.Profile encode(Profile profile) {
    return new ProfileWriter(profile).build();
  }

  private io.jtrace.proto.pprof.Profile build() {
    Header header = profile.header();
    header.sampleTypes().forEach(type -> out.addSampleType(type(type)));
    profile.mappings().forEach(this::mapping);
    profile.functions().forEach(this::function);
    profile.locations().forEach(this::location);
    profile.samples().forEach(this::sample);
    header.comments().forEach(comment -> out.addComment(string(comment)));
    ValueType periodType = header.periodType();
    if (periodType != null) {
      out.setPeriodType(type(periodType));
    }
    return out.setPeriod(header.period())
        .setTimeNanos(header.timeNanos())
        .setDurationNanos(header.durationNanos())
        .setDropFrames(string(header.dropFrames()))
        .setKeepFrames(string(header.keepFrames()))
        .setDefaultSampleType(string(header.defaultSampleType()))
        .setDocUrl(string(header.docUrl()))
        .setUnknownFields(header.unknown())
        .build();
  }

  private io.jtrace.proto.pprof.ValueType type(ValueType type) {
    return io.jtrace.proto.pprof.ValueType.newBuilder()
        .setType(string(type.type()))
        .setUnit(string(type.unit()))
        .setUnknownFields(type.unknown())
        .build();
  }

  private long mapping(Mapping mapping) {
    Long known = mappings.get(mapping);
    if (known != null) {
      return known;
    }
    long id = mappings.size() + 1L;
    mappings.put(mapping, id);
    out.addMappingBuilder()
        .setId(id)
        .setMemoryStart(mapping.start())
        .setMemoryLimit(mapping.limit())
        .setFileOffset(mapping.offset())
        .setFilename(string(mapping.file()))
        .setBuildId(string(mapping.buildId()))
        .setHasFunctions(mapping.has().functions())
        .setHasFilenames(mapping.has().filenames())
        .setHasLineNumbers(mapping.has().lineNumbers())
        .setHasInlineFrames(mapping.has().inlineFrames())
        .setUnknownFields(mapping.unknown());
    return id;
  }

  private long function(Function function) {
    Long known = functions.get(function);
    if (known != null) {
      return known;
    }
    long id = functions.size() + 1L;
    functions.put(function, id);
    out.addFunctionBuilder()
        .setId(id)
        .setName(string(function.name()))
        .setSystemName(string(function.systemName()))
        .setFilename(string(function.file()))
        .setStartLine(function.startLine())
        .setUnknownFields(function.unknown());
    return id;
  }

  private long location(Location location) {
    Long known = locations.get(location);
    if (known != null) {
      return known;
    }
    long id = locations.size() + 1L;
    locations.put(location, id);
    io.jtrace.proto.pprof.Location.Builder builder =
        io.jtrace.proto.pprof.Location.newBuilder()
            .setId(id)
            .setMappingId(location.mapping() == null ? 0 : mapping(location.mapping()))
            .setAddress(location.address())
            .setIsFolded(location.folded())
            .setUnknownFields(location.unknown());
    for (Line line : location.lines()) {
      builder
          .addLineBuilder()
          .setFunctionId(function(line.function()))
          .setLine(line.number())
          .setUnknownFields(line.unknown());
    }
    out.addLocation(builder);
    return id;
  }

  private void sample(Sample sample) {
    io.jtrace.proto.pprof.Sample.Builder builder =
        io.jtrace.proto.pprof.Sample.newBuilder().setUnknownFields(sample.unknown());
    for (Location location : sample.stack()) {
      builder.addLocationId(location(location));
    }
    for (int i = 0; i < sample.valueCount(); i++) {
      builder.addValue(sample.value(i));
    }
    for (Label label : sample.labels()) {
      builder
          .addLabelBuilder()
          .setKey(string(label.key()))
          .setStr(string(label.text()))
          .setNum(label.number())
          .setNumUnit(string(label.unit()))
          .setUnknownFields(label.unknown());
    }
    out.addSample(builder);
  }

  private long string(String text) {
    Long known = strings.putIfAbsent(text, (long) strings.size());
    if (known != null) {
      return known;
    }
    out.addStringTable(text);
    return strings.size() - 1L;
  }
}
