package io.jtrace.agent.record;

import io.jtrace.agent.options.Detail;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.os.OsWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** A recording with the settings under test. */
final class BenchRecording {

  static final BenchRecording NONE = new BenchRecording(null, null, null);

  private static final Duration FLIGHT_AGE = Duration.ofSeconds(60);
  private static final long FLIGHT_BYTES = 64 << 20;
  private static final Duration BLOCK_RATE = Duration.ofMillis(10);

  private final @Nullable Recording recording;
  private final OsWatch.@Nullable Part os;
  private final @Nullable TraceRecorder standing;

  private BenchRecording(
      @Nullable Recording recording, OsWatch.@Nullable Part os, @Nullable TraceRecorder standing) {
    this.recording = recording;
    this.os = os;
    this.standing = standing;
  }

  private static BenchRecording standing(String config) throws IOException {
    TraceRecorder recorder = TraceRecorder.open(Options.defaults());
    if (config.equals("flight")) {
      recorder.startFlight(new FlightBounds(FLIGHT_AGE, FLIGHT_BYTES), System.err::println);
    } else {
      recorder.startContention(BLOCK_RATE, System.err::println);
    }
    return new BenchRecording(null, null, recorder);
  }

  /**
   * Starts one.
   *
   * @param config {@code flight} for the flight recorder, {@code blockrate} for waits all the time;
   *     else {@code normal}, {@code full}, or the name of a JDK configuration, then maybe overrides
   *     such as {@code normal;jdk.SocketRead#threshold=0 ns}; {@code only:jdk.X} keeps nothing but
   *     that event; {@code os:cpu=perf} collects from the operating system with those options
   */
  static BenchRecording start(String config) throws Exception {
    if (config.equals("flight") || config.equals("blockrate")) {
      return standing(config);
    }
    List<String> parts = new ArrayList<>(List.of(config.split(";", -1)));
    Optional<String> os = parts.stream().filter(part -> part.startsWith("os:")).findFirst();
    os.ifPresent(parts::remove);
    Map<String, String> settings = new HashMap<>(base(parts.get(0)));
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith("only:")) {
        List<String> kept = List.of(part.substring("only:".length()).split(",", -1));
        settings.replaceAll(
            (key, value) ->
                key.endsWith("#enabled") && !kept.contains(key.substring(0, key.indexOf('#')))
                    ? "false"
                    : value);
      } else {
        int equals = part.indexOf('=');
        settings.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    Recording recording = new Recording(settings);
    recording.start();
    return new BenchRecording(recording, os.map(BenchRecording::watch).orElse(null), null);
  }

  private static OsWatch.Part watch(String os) {
    String options = os.substring("os:".length());
    return new OsWatch(Options.from(options, Map.of(), Map.of(), System.err::println), null)
        .begin();
  }

  private static Map<String, String> base(String name) throws Exception {
    if (name.equals("normal") || name.equals("full")) {
      FlightRecorder.getFlightRecorder();
      TraceSpec spec =
          new TraceSpec(
              1, Detail.from(name), Optional.empty(), OptionalInt.empty(), Long.MAX_VALUE);
      return TraceSettings.of(spec, false, Optional::empty).values();
    }
    return Configuration.getConfiguration(name).getSettings();
  }

  /** Stops it and returns its size in bytes. */
  long stop() throws IOException {
    if (standing != null) {
      standing.close();
    }
    if (recording == null) {
      return 0;
    }
    try (recording) {
      if (os != null) {
        os.writeEnd((event, setting, value, reason) -> System.err.println(value + " " + reason));
        os.close();
      }
      recording.stop();
      return recording.getSize();
    }
  }
}
