package io.jtrace.timeline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a measured JVM ended and what it said.
 *
 * @param failure empty, or a few words
 * @param lines what it printed, each a name and values
 */
record Outcome(String failure, List<String> lines) {
  Outcome {
    lines = List.copyOf(lines);
  }

  static Outcome failed(String failure) {
    return new Outcome(failure, List.of());
  }

  static Outcome of(int exitCode, List<String> lines) {
    if (lines.stream().anyMatch(line -> line.contains("OutOfMemoryError"))) {
      return failed("out of memory");
    }
    return exitCode == 0
        ? new Outcome("", lines)
        : failed(lines.isEmpty() ? "fails" : "fails: " + lines.get(0));
  }

  boolean isFailure() {
    return !failure.isEmpty();
  }

  /** Returns the processor time of the whole process. */
  double cpuSeconds() {
    double[] time = numbers("time");
    return time[1] + time[2];
  }

  double wallSeconds() {
    return numbers("time")[0];
  }

  double peakMebibytes() {
    return numbers("peak")[0] / 1024;
  }

  double heapBytes() {
    return numbers("heap")[0];
  }

  long events() {
    return (long) numbers("events")[0];
  }

  /** Returns the values of the first line with this name as they are. */
  String text(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .map(line -> line.substring(name.length() + 1))
        .orElse("");
  }

  /** Returns the median processor time of a pass in a JVM that is warm. */
  double passCpuSeconds() {
    return medianOfWarmPasses(1);
  }

  double passWallSeconds() {
    return medianOfWarmPasses(2);
  }

  private double medianOfWarmPasses(int column) {
    List<Double> seconds = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("pass ")) {
        seconds.add(Double.parseDouble(line.split(" ", -1)[column]) / 1e9);
      }
    }
    return median(seconds.subList(1, seconds.size()));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** Not a number where nothing has this name. */
  private double[] numbers(String name) {
    String text = text(name);
    return text.isEmpty()
        ? new double[] {Double.NaN, Double.NaN, Double.NaN}
        : Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
