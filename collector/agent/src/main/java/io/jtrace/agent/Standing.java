package io.jtrace.agent;

import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.options.Trigger;
import io.jtrace.agent.record.Daemon;
import io.jtrace.agent.record.FlightBounds;
import io.jtrace.agent.record.FlightRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.trigger.TriggerWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the options want to run all the time, whether somebody asks for it or not. */
final class Standing {

  /** What is kept for triggers if nobody says how much. */
  private static final Duration AGE_FOR_TRIGGERS = Duration.ofSeconds(30);

  private Standing() {}

  /** Whether the options want something. */
  static boolean isWanted(Options options) {
    return isFlightWanted(options) || options.get(OptionKey.BLOCK_RATE).isPresent();
  }

  private static boolean isFlightWanted(Options options) {
    return options.get(OptionKey.FLIGHT).isPresent() || !options.get(OptionKey.TRIGGER).isEmpty();
  }

  /** Starts it in the background; it ends with the recorder. */
  static void start(TraceRecorder recorder, Options options) {
    if (isFlightWanted(options)) {
      Duration age = options.get(OptionKey.FLIGHT).orElse(AGE_FOR_TRIGGERS);
      FlightBounds bounds = new FlightBounds(age, options.get(OptionKey.FLIGHT_SIZE));
      recorder
          .flight()
          .start(recorder, bounds, started -> watchTriggers(options, started), Stderr::say);
    }
    options
        .get(OptionKey.BLOCK_RATE)
        .ifPresent(
            rate -> Daemon.start("jtrace-contention-start", () -> recordWaits(recorder, rate)));
  }

  private static void recordWaits(TraceRecorder recorder, Duration rate) {
    try {
      recorder.startContention(rate, Stderr::say);
    } catch (IOException | RuntimeException failed) {
      Stderr.say("waits are not recorded all the time: " + Stderr.reason(failed));
    }
  }

  private static void watchTriggers(Options options, FlightRecording flight) {
    List<Trigger> triggers = options.get(OptionKey.TRIGGER);
    if (!triggers.isEmpty()) {
      Path directory = options.get(OptionKey.TRIGGER_DIR).orElse(Path.of(""));
      TriggerWatch.Plan plan =
          new TriggerWatch.Plan(triggers, directory, options.get(OptionKey.TRIGGER_SIZE));
      Daemon.start("jtrace-trigger", () -> TriggerWatch.run(plan, flight, Stderr::say));
    }
  }
}
