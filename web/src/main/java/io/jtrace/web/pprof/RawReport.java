package io.jtrace.web.pprof;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code raw}: all that is in a profile. Locations and mappings are numbered in their order. */
final class RawReport {
  private static final String LABEL_INDENT = " ".repeat(16);
  private static final String LINE_INDENT = " ".repeat(13);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx z", Locale.US);

  private final Profile profile;
  private final PrintWriter out;
  private final IdentityHashMap<Location, Integer> locations = new IdentityHashMap<>();
  private final List<Location> order = new ArrayList<>();

  private RawReport(Profile profile, PrintWriter out) {
    this.profile = profile;
    this.out = out;
  }

  static void write(View view, PrintWriter out) {
    new RawReport(view.profile(), out).write();
  }

  private void write() {
    Header header = profile.header();
    header.comments().forEach(comment -> line("Comment: " + comment));
    ValueType periodType = header.periodType();
    if (periodType != null) {
      line("PeriodType: " + periodType.type() + " " + periodType.unit());
    }
    line("Period: " + header.period());
    if (header.timeNanos() != 0) {
      line("Time: " + time(header.timeNanos()));
    }
    if (header.durationNanos() != 0) {
      line("Duration: " + seconds(header.durationNanos()));
    }
    line("Samples:");
    line(types(header));
    profile.locations().forEach(this::number);
    profile.samples().forEach(this::sample);
    line("Locations");
    order.forEach(this::location);
    line("Mappings");
    for (int i = 0; i < profile.mappings().size(); i++) {
      mapping(i + 1, profile.mappings().get(i));
    }
  }

  private void line(String text) {
    out.print(Plain.line(text) + "\n");
  }

  private static String time(long epochNanos) {
    ZonedDateTime time = Instant.ofEpochSecond(0, epochNanos).atZone(ZoneId.systemDefault());
    String fraction = String.format(Locale.ROOT, ".%09d", time.getNano()).replaceAll("\\.?0+$", "");
    return SECONDS.format(time) + fraction + " " + ZONE.format(time);
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + "s";
  }

  private static String types(Header header) {
    List<String> types = new ArrayList<>();
    for (ValueType type : header.sampleTypes()) {
      String mark = type.type().equals(header.defaultSampleType()) ? "[dflt]" : "";
      types.add(type.type() + "/" + type.unit() + mark);
    }
    return String.join(" ", types);
  }

  private int number(Location location) {
    Integer known = locations.putIfAbsent(location, locations.size() + 1);
    if (known == null) {
      order.add(location);
    }
    return known == null ? locations.size() : known;
  }

  private void sample(Sample sample) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sample.valueCount(); i++) {
      text.append(' ').append(Plain.right(String.valueOf(sample.value(i)), 10));
    }
    text.append(": ");
    sample.stack().forEach(location -> text.append(number(location)).append(' '));
    line(text.toString());
    labels(sample.labels().stream().filter(Label::isText).toList());
    labels(sample.labels().stream().filter(Label::isNumber).toList());
  }

  private void labels(List<Label> labels) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Label label : labels) {
      String number = label.number() + (label.unit().isEmpty() ? "" : " " + label.unit());
      values
          .computeIfAbsent(label.key(), key -> new ArrayList<>())
          .add(label.isText() ? label.text() : number);
    }
    TreeSet<String> texts = new TreeSet<>();
    values.forEach((key, all) -> texts.add(key + ":[" + String.join(" ", all) + "]"));
    if (!texts.isEmpty()) {
      line(LABEL_INDENT + String.join(" ", texts));
    }
  }

  private void location(Location location) {
    StringBuilder head = new StringBuilder();
    head.append(Plain.right(String.valueOf(number(location)), 6))
        .append(": 0x")
        .append(Long.toHexString(location.address()))
        .append(' ');
    int mapping = indexOf(location.mapping());
    head.append(mapping > 0 ? "M=" + mapping + " " : "").append(location.folded() ? "[F] " : "");
    if (location.lines().isEmpty()) {
      line(head.toString());
    }
    for (int i = 0; i < location.lines().size(); i++) {
      line((i == 0 ? head : LINE_INDENT) + text(location.lines().get(i)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // which of two equal mappings it is
  private int indexOf(@Nullable Mapping mapping) {
    for (int i = 0; i < profile.mappings().size(); i++) {
      if (profile.mappings().get(i) == mapping) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String text(Line line) {
    Function function = line.function();
    String system =
        function.name().equals(function.systemName()) ? "" : "(" + function.systemName() + ")";
    return function.name()
        + " "
        + function.file()
        + ":"
        + line.number()
        + " s="
        + function.startLine()
        + system;
  }

  private void mapping(int id, Mapping mapping) {
    Mapping.Has has = mapping.has();
    line(
        id
            + ": 0x"
            + Long.toHexString(mapping.start())
            + "/0x"
            + Long.toHexString(mapping.limit())
            + "/0x"
            + Long.toHexString(mapping.offset())
            + " "
            + mapping.file()
            + " "
            + mapping.buildId()
            + " "
            + (has.functions() ? "[FN]" : "")
            + (has.filenames() ? "[FL]" : "")
            + (has.lineNumbers() ? "[LN]" : "")
            + (has.inlineFrames() ? "[IN]" : ""));
  }
}
