package io.jtrace.agent.record;

import io.jtrace.agent.options.Detail;
import java.io.IOException;
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

  static final BenchRecording NONE = new BenchRecording(null);

  private final @Nullable Recording recording;

  private BenchRecording(@Nullable Recording recording) {
    this.recording = recording;
  }

  /**
   * Starts one.
   *
   * @param config {@code normal}, {@code full}, or the name of a JDK configuration, then maybe
   *     overrides such as {@code normal;jdk.SocketRead#threshold=0 ns}; {@code only:jdk.X} keeps
   *     nothing but that event
   */
  static BenchRecording start(String config) throws Exception {
    List<String> parts = List.of(config.split(";", -1));
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
    return new BenchRecording(recording);
  }

  private static Map<String, String> base(String name) throws Exception {
    if (name.equals("normal") || name.equals("full")) {
      FlightRecorder.getFlightRecorder();
      TraceSpec spec =
          new TraceSpec(
              1, Detail.from(name), Optional.empty(), OptionalInt.empty(), Long.MAX_VALUE);
      return TraceSettings.of(spec, false).values();
    }
    return Configuration.getConfiguration(name).getSettings();
  }

  /** Stops it and returns its size in bytes. */
  long stop() throws IOException {
    if (recording == null) {
      return 0;
    }
    try (recording) {
      recording.stop();
      return recording.getSize();
    }
  }
}
