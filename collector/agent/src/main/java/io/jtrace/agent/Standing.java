package io.jtrace.agent;

import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.FlightBounds;
import io.jtrace.agent.record.TraceRecorder;

/** What the options want to run all the time, whether somebody asks for it or not. */
final class Standing {

  private Standing() {}

  /** Whether the options want something. */
  static boolean isWanted(Options options) {
    return options.get(OptionKey.FLIGHT).isPresent();
  }

  /** Starts it in the background; it ends with the recorder. */
  static void start(TraceRecorder recorder, Options options) {
    options
        .get(OptionKey.FLIGHT)
        .ifPresent(
            age -> {
              FlightBounds bounds = new FlightBounds(age, options.get(OptionKey.FLIGHT_SIZE));
              recorder.flight().start(recorder, bounds, started -> {}, Stderr::say);
            });
  }
}
