package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the references of a profile, and holds it to the rules of the format. */
final class Decoder {
  private final io.jtrace.proto.pprof.Profile in;
  private final Map<Long, Mapping> mappings = new HashMap<>();
  private final Map<Long, Function> functions = new HashMap<>();
  private final Map<Long, Location> locations = new HashMap<>();

  private Decoder(io.jtrace.proto.pprof.Profile in) {
    this.in = in;
  }

  static Profile decode(io.jtrace.proto.pprof.Profile in) throws ProfileException {
    return new Decoder(in).profile();
  }

  private Profile profile() throws ProfileException {
    if (in.getStringTableCount() > 0 && !in.getStringTable(0).isEmpty()) {
      throw new ProfileException(
          "expected \"\" as string 0, found \"" + in.getStringTable(0) + '"');
    }
    if (in.getSampleTypeCount() == 0) {
      throw new ProfileException("expected at least one sample type, found none");
    }
    List<Mapping> allMappings = new ArrayList<>();
    for (io.jtrace.proto.pprof.Mapping each : in.getMappingList()) {
      allMappings.add(put("mapping", mappings, each.getId(), mapping(each)));
    }
    List<Function> allFunctions = new ArrayList<>();
    for (io.jtrace.proto.pprof.Function each : in.getFunctionList()) {
      allFunctions.add(put("function", functions, each.getId(), function(each)));
    }
    List<Location> allLocations = new ArrayList<>();
    for (io.jtrace.proto.pprof.Location each : in.getLocationList()) {
      allLocations.add(put("location", locations, each.getId(), location(each)));
    }
    List<Sample> samples = new ArrayList<>(in.getSampleCount());
    for (io.jtrace.proto.pprof.Sample each : in.getSampleList()) {
      samples.add(sample(each));
    }
    return new Profile(header(), samples, allMappings, allLocations, allFunctions);
  }

  private static <T> T put(String kind, Map<Long, T> known, long id, T value)
      throws ProfileException {
    if (id == 0) {
      throw new ProfileException("expected a " + kind + " with an id, found id 0");
    }
    if (known.put(id, value) != null) {
      throw new ProfileException("expected one " + kind + " with id " + id + ", found two");
    }
    return value;
  }

  private Header header() throws ProfileException {
    List<ValueType> types = new ArrayList<>();
    for (io.jtrace.proto.pprof.ValueType each : in.getSampleTypeList()) {
      types.add(type(each));
    }
    List<String> comments = new ArrayList<>();
    for (long comment : in.getCommentList()) {
      comments.add(text(comment));
    }
    return new Header(
        types,
        text(in.getDefaultSampleType()),
        in.hasPeriodType() ? type(in.getPeriodType()) : null,
        in.getPeriod(),
        in.getTimeNanos(),
        in.getDurationNanos(),
        text(in.getDropFrames()),
        text(in.getKeepFrames()),
        comments,
        text(in.getDocUrl()),
        in.getUnknownFields());
  }

  private ValueType type(io.jtrace.proto.pprof.ValueType each) throws ProfileException {
    return new ValueType(text(each.getType()), text(each.getUnit()), each.getUnknownFields());
  }

  private Mapping mapping(io.jtrace.proto.pprof.Mapping each) throws ProfileException {
    return new Mapping(
        each.getMemoryStart(),
        each.getMemoryLimit(),
        each.getFileOffset(),
        text(each.getFilename()),
        text(each.getBuildId()),
        new Mapping.Has(
            each.getHasFunctions(),
            each.getHasFilenames(),
            each.getHasLineNumbers(),
            each.getHasInlineFrames()),
        each.getUnknownFields());
  }

  private Function function(io.jtrace.proto.pprof.Function each) throws ProfileException {
    return new Function(
        text(each.getName()),
        text(each.getSystemName()),
        text(each.getFilename()),
        each.getStartLine(),
        each.getUnknownFields());
  }

  private Location location(io.jtrace.proto.pprof.Location each) throws ProfileException {
    List<Line> lines = new ArrayList<>(each.getLineCount());
    for (io.jtrace.proto.pprof.Line line : each.getLineList()) {
      Function function = known("function", functions, line.getFunctionId());
      lines.add(new Line(function, line.getLine(), line.getUnknownFields()));
    }
    @Nullable Mapping mapping =
        each.getMappingId() == 0 ? null : known("mapping", mappings, each.getMappingId());
    return new Location(
        mapping, each.getAddress(), lines, each.getIsFolded(), each.getUnknownFields());
  }

  private Sample sample(io.jtrace.proto.pprof.Sample each) throws ProfileException {
    if (each.getValueCount() != in.getSampleTypeCount()) {
      throw new ProfileException(
          "expected samples with "
              + in.getSampleTypeCount()
              + " values, one for each type, found one with "
              + each.getValueCount());
    }
    List<Location> stack = new ArrayList<>(each.getLocationIdCount());
    for (long id : each.getLocationIdList()) {
      stack.add(known("location", locations, id));
    }
    long[] values = new long[each.getValueCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = each.getValue(i);
    }
    List<Label> labels = new ArrayList<>(each.getLabelCount());
    for (io.jtrace.proto.pprof.Label label : each.getLabelList()) {
      labels.add(
          new Label(
              text(label.getKey()),
              text(label.getStr()),
              label.getNum(),
              text(label.getNumUnit()),
              label.getUnknownFields()));
    }
    return new Sample(stack, values, labels, each.getUnknownFields());
  }

  private static <T> T known(String kind, Map<Long, T> known, long id) throws ProfileException {
    T found = known.get(id);
    if (found == null) {
      throw new ProfileException("expected a " + kind + " with id " + id + ", found none");
    }
    return found;
  }

  private String text(long index) throws ProfileException {
    if (index == 0) {
      return "";
    }
    if (index < 0 || index >= in.getStringTableCount()) {
      throw new ProfileException(
          "expected a string below " + in.getStringTableCount() + ", found string " + index);
    }
    return in.getStringTable((int) index);
  }
}
