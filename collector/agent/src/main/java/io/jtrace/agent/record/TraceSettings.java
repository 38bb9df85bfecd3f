package io.jtrace.agent.record;

import io.jtrace.agent.options.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one trace: those of {@code jtrace.jfc}, changed as the {@link TraceSpec} asks,
 * and the limits that follow from them on this JDK.
 *
 * @param values JFR settings, keys such as {@code jdk.ThreadPark#threshold}
 */
record TraceSettings(Map<String, String> values, List<Limit> limits) {

  private static final String RESOURCE = "/io/jtrace/agent/jtrace.jfc";
  private static final String CPU_TIME_SAMPLE = "jdk.CPUTimeSample";

  private static final String BY_WALL_CLOCK =
      "CPU samples are taken of Java code only: time in native code is missing";

  /** The throttle of CPU-time samples is their period; off would be no samples. */
  private static final String FULL_CPU_PERIOD = "10 ms";

  /** Events that the threshold option speaks of: a wait, a read or a write of one thread. */
  private static final Set<String> WAITS =
      Set.of(
          "jdk.FileForce",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.VirtualThreadPinned",
          "jtrace.AsyncFile",
          "jtrace.DatagramReceive",
          "jtrace.DatagramSend",
          "jtrace.FileTransfer",
          "jtrace.MappedForce",
          "jtrace.NameLookup",
          "jtrace.Select",
          "jtrace.SocketAccept",
          "jtrace.SocketConnect");

  /** Events that repeat the arguments of the process, secrets and all. */
  private static final Set<String> COMMAND_LINES = Set.of("jdk.JVMInformation", "jdk.JavaAgent");

  /** The parsed resource: constant, and not worth the first hundred milliseconds of each trace. */
  private static @Nullable Map<String, String> file;

  TraceSettings {
    values = Map.copyOf(values);
    limits = List.copyOf(limits);
  }

  /** Opens the settings file, for those who use it without the agent. */
  static InputStream open() throws IOException {
    InputStream resource = TraceSettings.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IOException("expected the settings in resource " + RESOURCE + ", found none");
    }
    return resource;
  }

  /**
   * Makes those of one trace.
   *
   * @param otherProfiler who handles the profiling signal instead of the JVM, if someone does
   */
  static TraceSettings of(
      TraceSpec spec, boolean secretsOnCommandLine, Supplier<Optional<String>> otherProfiler)
      throws IOException {
    return new Builder(spec, read(), FlightRecorder.getFlightRecorder().getEventTypes())
        .build(secretsOnCommandLine, otherProfiler);
  }

  /**
   * Returns why this JVM cannot sample by CPU time, empty if it can.
   *
   * @param otherProfiler who handles the profiling signal instead of the JVM, if someone does
   */
  static Optional<String> cpuTimeRefused(Supplier<Optional<String>> otherProfiler) {
    Set<String> known = new TreeSet<>();
    FlightRecorder.getFlightRecorder().getEventTypes().forEach(type -> known.add(type.getName()));
    return cpuTimeRefused(known, otherProfiler);
  }

  private static Optional<String> cpuTimeRefused(
      Set<String> known, Supplier<Optional<String>> otherProfiler) {
    if (!known.contains(CPU_TIME_SAMPLE) || !isLinux()) {
      return Optional.of(BY_WALL_CLOCK);
    }
    return otherProfiler
        .get()
        .map(who -> who + " handles the signal that the JVM would need; " + BY_WALL_CLOCK);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  private static synchronized Map<String, String> read() throws IOException {
    Map<String, String> known = file;
    if (known == null) {
      known = parse();
      file = known;
    }
    return known;
  }

  private static Map<String, String> parse() throws IOException {
    try (Reader reader = new InputStreamReader(open(), StandardCharsets.UTF_8)) {
      return Configuration.create(reader).getSettings();
    } catch (ParseException bad) {
      throw new IOException("resource " + RESOURCE + ": " + bad.getMessage(), bad);
    }
  }

  /** Applies the rules one after the other. */
  private static final class Builder {

    private final TraceSpec spec;
    private final Map<String, String> values;
    private final Set<String> known = new TreeSet<>();
    private final List<Limit> limits = new ArrayList<>();

    Builder(TraceSpec spec, Map<String, String> file, List<EventType> types) {
      this.spec = spec;
      this.values = new TreeMap<>(file);
      types.forEach(type -> known.add(type.getName()));
    }

    TraceSettings build(boolean secretsOnCommandLine, Supplier<Optional<String>> otherProfiler) {
      if (spec.detail() == Detail.FULL) {
        recordEverything();
      }
      spec.threshold().ifPresent(this::overrideThresholds);
      chooseSampler(otherProfiler);
      if (secretsOnCommandLine) {
        hideCommandLine();
      }
      Set<String> events = new TreeSet<>();
      values.keySet().forEach(key -> events.add(key.substring(0, key.indexOf('#'))));
      events.forEach(this::limit);
      return new TraceSettings(values, limits);
    }

    private void recordEverything() {
      values.replaceAll(
          (key, value) ->
              switch (key.substring(key.indexOf('#') + 1)) {
                case "enabled", "stackTrace" -> "true";
                case "threshold" -> "0 ns";
                case "throttle" -> key.startsWith(CPU_TIME_SAMPLE) ? FULL_CPU_PERIOD : "off";
                default -> value;
              });
    }

    private void overrideThresholds(Duration threshold) {
      for (String event : WAITS) {
        values.put(event + "#threshold", threshold.toNanos() + " ns");
      }
    }

    /** Two samplers at once would count everything twice and cost twice. */
    private void chooseSampler(Supplier<Optional<String>> otherProfiler) {
      cpuTimeRefused(known, otherProfiler)
          .ifPresentOrElse(
              this::sampleByWallClock, () -> values.put("jdk.ExecutionSample#enabled", "false"));
    }

    private void sampleByWallClock(String reason) {
      values.put(CPU_TIME_SAMPLE + "#enabled", "false");
      limits.add(new Limit("jdk.ExecutionSample", "sampling", "wall clock", reason));
    }

    private void hideCommandLine() {
      for (String event : COMMAND_LINES) {
        values.put(event + "#enabled", "false");
        limits.add(
            new Limit(
                event,
                "secrets",
                "hidden",
                "the arguments of the process hold a secret: jtrace.TraceInfo has them without"));
      }
    }

    private void limit(String event) {
      if (!known.contains(event)) {
        if (!event.startsWith("jtrace.")) {
          limits.add(new Limit(event, "unsupported", "", "this JDK has no such event"));
        }
      } else if (!isChosenOff(event)) {
        limitKnown(event);
      }
    }

    private boolean isChosenOff(String event) {
      return event.equals("jdk.ExecutionSample")
          || event.equals(CPU_TIME_SAMPLE)
          || (COMMAND_LINES.contains(event) && isOff(event));
    }

    private boolean isOff(String event) {
      return "false".equals(values.get(event + "#enabled"));
    }

    private void limitKnown(String event) {
      if (isOff(event)) {
        limits.add(new Limit(event, "enabled", "false", "only recorded with detail=full"));
        return;
      }
      String threshold = values.get(event + "#threshold");
      if (threshold != null && !threshold.startsWith("0 ")) {
        limits.add(new Limit(event, "threshold", threshold, "shorter ones are not recorded"));
      }
      String throttle = values.get(event + "#throttle");
      if (throttle != null && !throttle.equals("off")) {
        limits.add(new Limit(event, "throttle", throttle, "more frequent ones are left out"));
      }
      if ("false".equals(values.get(event + "#stackTrace"))) {
        limits.add(new Limit(event, "stackTrace", "false", "recorded without its stack"));
      }
    }
  }
}
