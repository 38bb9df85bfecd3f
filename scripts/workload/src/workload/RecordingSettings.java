package workload;

import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/** The two ways to record: {@code profile}, as the JDK ships it, and {@code everything}. */
final class RecordingSettings {
  /** Each of these walks the whole heap or all threads, or instruments methods. */
  private static final Set<String> INTRUSIVE =
      Set.of(
          "jdk.ObjectCount",
          "jdk.ObjectCountAfterGC",
          "jdk.HeapDump",
          "jdk.MethodTrace",
          "jdk.MethodTiming",
          "jdk.OldObjectSample",
          "jdk.ThreadDump");

  private RecordingSettings() {}

  static Map<String, String> named(String name) throws IOException, ParseException {
    Map<String, String> settings =
        new HashMap<>(Configuration.getConfiguration("profile").getSettings());
    if (name.equals("everything")) {
      FlightRecorder.getFlightRecorder().getEventTypes().stream()
          .filter(type -> !INTRUSIVE.contains(type.getName()))
          .forEach(type -> addEverything(type, settings));
    } else if (!name.equals("profile")) {
      throw new IllegalArgumentException("expected profile or everything, found " + name);
    }
    return settings;
  }

  /** Settings that an event does not have are ignored by JFR. */
  private static void addEverything(EventType type, Map<String, String> settings) {
    settings.put(type.getName() + "#enabled", "true");
    settings.put(type.getName() + "#threshold", "0 ns");
    settings.put(type.getName() + "#throttle", "off");
    settings.put(type.getName() + "#stackTrace", "true");
  }
}
