package io.jtrace.agent.record;

import io.jtrace.agent.spi.RecordedProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What JFR is to record for a profile: far less than for a trace.
 *
 * @param values JFR settings, keys such as {@code jdk.ThreadPark#threshold}
 * @param notes what keeps the profile from being complete, in sentences
 */
record ProfileSettings(Map<String, String> values, List<String> notes) {

  private static final String CPU_TIME_SAMPLE = "jdk.CPUTimeSample";

  /** Go's rate: a hundred a second. */
  private static final String CPU_PERIOD = "10 ms";

  /** Shorter waits are many, and their stacks would cost more than they tell. */
  static final Duration SHORTEST_WAIT = Duration.ofNanos(100_000);

  private static final List<String> WAITS =
      List.of("jdk.JavaMonitorEnter", "jdk.JavaMonitorWait", "jdk.ThreadPark");

  ProfileSettings {
    values = Map.copyOf(values);
    notes = List.copyOf(notes);
  }

  /**
   * Makes the settings of a profile.
   *
   * @param cpuTimeRefused why this JVM cannot sample by CPU time, empty if it can
   */
  static ProfileSettings of(RecordedProfile profile, Optional<String> cpuTimeRefused) {
    Builder builder = new Builder();
    switch (profile) {
      case CPU -> builder.cpu(cpuTimeRefused);
      case ALLOCATIONS -> builder.set("jdk.ObjectAllocationSample", "throttle", "150/s");
      case BLOCK -> builder.waits();
      case MUTEX -> builder.locks(cpuTimeRefused);
      case THREADS_STARTED -> builder.set("jdk.ThreadStart", "stackTrace", "true");
    }
    return new ProfileSettings(builder.values, builder.notes);
  }

  /** Returns the settings for waits of at least some length, all the time. */
  static Map<String, String> waitsOver(Duration shortest) {
    Builder builder = new Builder();
    WAITS.forEach(event -> builder.set(event, "threshold", shortest.toNanos() + " ns"));
    builder.values.put("jtrace.LockWait#enabled", "true");
    return builder.values;
  }

  private static final class Builder {
    private final Map<String, String> values = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    void set(String event, String setting, String value) {
      values.put(event + "#enabled", "true");
      values.put(event + "#stackTrace", "true");
      values.put(event + "#" + setting, value);
    }

    void cpu(Optional<String> cpuTimeRefused) {
      values.put("jtrace.Labels#enabled", "true");
      sample(cpuTimeRefused);
      cpuTimeRefused.ifPresent(notes::add);
    }

    private void sample(Optional<String> cpuTimeRefused) {
      if (cpuTimeRefused.isEmpty()) {
        set(CPU_TIME_SAMPLE, "throttle", CPU_PERIOD);
        values.put("jdk.CPUTimeSamplesLost#enabled", "true");
      } else {
        set("jdk.ExecutionSample", "period", CPU_PERIOD);
        set("jdk.NativeMethodSample", "period", CPU_PERIOD);
      }
    }

    void waits(String... more) {
      values.putAll(waitsOver(SHORTEST_WAIT));
      for (String event : more) {
        set(event, "threshold", SHORTEST_WAIT.toNanos() + " ns");
      }
      notes.add("waits shorter than 100 us are left out");
    }

    /** What a holder does while others wait: samples, and waits of its own. */
    void locks(Optional<String> cpuTimeRefused) {
      waits("jdk.ThreadSleep", "jdk.SocketRead", "jdk.FileRead");
      sample(cpuTimeRefused);
    }
  }
}
