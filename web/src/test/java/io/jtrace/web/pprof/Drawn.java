package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Profiles written as text: a line for each sample with its stack, outermost first, its values and
 * its labels, such as {@code main;read:12;copy 3 30 user=ann size=64bytes}. Behind a colon is the
 * line; {@code a>b} is b inlined into a. A function's file is its name and {@code .java}.
 */
final class Drawn {
  private final Map<String, Function> functions = new HashMap<>();
  private final Map<String, Location> locations = new HashMap<>();
  private final int values;

  private Drawn(int values) {
    this.values = values;
  }

  /** A profile with values samples/count and cpu/nanoseconds; labels as numbers end with bytes. */
  static Profile profile(String text) {
    return profile(
        Header.of(ValueType.of("samples", "count"), ValueType.of("cpu", "nanoseconds")), text);
  }

  static Profile profile(Header header, String text) {
    Drawn drawn = new Drawn(header.sampleTypes().size());
    List<Sample> samples = text.lines().filter(line -> !line.isBlank()).map(drawn::sample).toList();
    return Profile.of(header, samples);
  }

  private Sample sample(String line) {
    String[] words = line.strip().split(" +");
    List<Location> stack = new ArrayList<>();
    for (String frame : words[0].split(";", -1)) {
      stack.add(0, locations.computeIfAbsent(frame, this::location));
    }
    long[] numbers = new long[values];
    Arrays.setAll(numbers, i -> Long.parseLong(words[i + 1]));
    List<Label> labels = Arrays.stream(words).skip(1L + values).map(Drawn::label).toList();
    return new Sample(stack, numbers, labels, UnknownFieldSet.getDefaultInstance());
  }

  private Location location(String frame) {
    List<Line> lines = new ArrayList<>();
    for (String each : frame.split(">", -1)) {
      String[] parts = each.split(":", -1);
      Function function =
          functions.computeIfAbsent(parts[0], name -> Function.of(name, name + ".java"));
      lines.add(0, Line.of(function, parts.length > 1 ? Long.parseLong(parts[1]) : 0));
    }
    return Location.of(lines.toArray(new Line[0]));
  }

  private static Label label(String text) {
    String[] parts = text.split("=", 2);
    return parts[1].endsWith("bytes")
        ? Label.number(parts[0], Long.parseLong(parts[1].replace("bytes", "")), "bytes")
        : Label.text(parts[0], parts[1]);
  }

  /** Returns settings from words such as {@code focus=main}. */
  static Settings settings(String... assignments) throws ProfileException {
    Settings settings = Settings.initial();
    for (String each : assignments) {
      String[] parts = each.split("=", 2);
      settings = settings.with(Setting.named(parts[0]).orElseThrow(), parts[1]);
    }
    return settings;
  }

  /** Returns what a report says; remarks come first. */
  static String report(Profile profile, ReportKind kind, String... assignments)
      throws ProfileException, IOException {
    return report(profile, new Report(kind, null, settings(assignments)));
  }

  static String report(Profile profile, Report report) throws ProfileException, IOException {
    StringBuilder remarks = new StringBuilder();
    String text = report.text(profile, remark -> remarks.append("! ").append(remark).append('\n'));
    return remarks + text;
  }
}
