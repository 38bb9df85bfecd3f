package io.jtrace.timeline.export;

import com.google.protobuf.CodedOutputStream;
import io.jtrace.proto.pprof.Label;
import io.jtrace.proto.pprof.Line;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Mapping;
import io.jtrace.proto.pprof.Profile;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the format of pprof, compressed with gzip, as readers of any kind take it: frames have
 * functions and lines but no addresses, so no reader asks for symbols.
 *
 * <p>Samples are written as they come; functions, locations and texts, which they share, at the
 * end. Not thread safe.
 */
public final class PprofEncoder {

  private record Place(long function, int line) {}

  private final GZIPOutputStream zipped;
  private final CodedOutputStream out;
  private final Profile.Builder rest = Profile.newBuilder();
  private final Map<String, Long> strings = new HashMap<>();
  private final Map<String, Long> functions = new HashMap<>();
  private final Map<Place, Long> locations = new HashMap<>();

  /** Creates an encoder that writes to {@code out}, which the caller closes. */
  public PprofEncoder(OutputStream out) throws IOException {
    zipped = new GZIPOutputStream(out);
    this.out = CodedOutputStream.newInstance(zipped);
    string("");
    rest.addMapping(
        Mapping.newBuilder()
            .setId(1)
            .setFilename(string("[jvm]"))
            .setHasFunctions(true)
            .setHasFilenames(true)
            .setHasLineNumbers(true));
  }

  /** Adds a type of values; the last one is what readers show first, unless told otherwise. */
  public void addType(String type, String unit) {
    rest.addSampleType(type(type, unit));
  }

  /** Says which type readers are to show first. */
  public void defaultType(String type) {
    rest.setDefaultSampleType(string(type));
  }

  /** Says what lies between two samples. */
  public void period(String type, String unit, long period) {
    rest.setPeriodType(type(type, unit)).setPeriod(period);
  }

  private ValueType type(String type, String unit) {
    return ValueType.newBuilder().setType(string(type)).setUnit(string(unit)).build();
  }

  /** Says when the profile was taken. */
  public void time(long epochNanos, long durationNanos) {
    rest.setTimeNanos(epochNanos).setDurationNanos(durationNanos);
  }

  /** Adds a sentence for people. */
  public void comment(String sentence) {
    rest.addComment(string(sentence));
  }

  /** Returns the id of a line of a method. */
  public long location(String method, String path, int line) {
    return locations.computeIfAbsent(
        new Place(function(method, path), Math.max(0, line)), this::addLocation);
  }

  /** Returns where the source of a class most likely is: recordings do not name the file. */
  public static String sourcePath(String className) {
    int nested = className.indexOf('$', 1);
    return (nested < 0 ? className : className.substring(0, nested)).replace('.', '/') + ".java";
  }

  private long addLocation(Place place) {
    long id = rest.getLocationCount() + 1L;
    rest.addLocation(
        Location.newBuilder()
            .setId(id)
            .setMappingId(1)
            .addLine(Line.newBuilder().setFunctionId(place.function()).setLine(place.line())));
    return id;
  }

  private long function(String method, String path) {
    Long known = functions.get(method);
    if (known != null) {
      return known;
    }
    long name = string(Text.label(method));
    long id = rest.getFunctionCount() + 1L;
    rest.addFunctionBuilder().setId(id).setName(name).setSystemName(name).setFilename(string(path));
    functions.put(method, id);
    return id;
  }

  /**
   * Writes a sample.
   *
   * @param locations ids, the innermost first
   * @param values one for each type
   */
  public void sample(Iterable<Long> locations, Map<String, String> labels, long... values)
      throws IOException {
    Sample.Builder sample = Sample.newBuilder();
    locations.forEach(sample::addLocationId);
    for (long value : values) {
      sample.addValue(value);
    }
    labels.forEach(
        (key, value) ->
            sample.addLabel(Label.newBuilder().setKey(string(key)).setStr(string(value))));
    out.writeMessage(Profile.SAMPLE_FIELD_NUMBER, sample.build());
  }

  private long string(String text) {
    String clean = Text.value(text);
    Long known = strings.putIfAbsent(clean, (long) strings.size());
    if (known == null) {
      rest.addStringTable(clean);
      return strings.size() - 1L;
    }
    return known;
  }

  /** Writes what samples share and ends the profile. Flushes the stream and leaves it open. */
  public void finish() throws IOException {
    rest.build().writeTo(out);
    out.flush();
    zipped.finish();
  }
}
