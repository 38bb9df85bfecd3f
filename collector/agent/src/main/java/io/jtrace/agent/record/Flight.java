package io.jtrace.agent.record;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the flight recorder of a process is off, starting, running, or could not be started.
 * Thread safe.
 */
public final class Flight {

  private static final String OFF =
      "the flight recorder is off: start the program with the option flight=60s, for example"
          + " -javaagent:jtrace.jar=flight=60s";

  private volatile @Nullable FlightRecording recording;
  private volatile String reason = OFF;

  /**
   * Starts it in the background, so that the start of the program need not wait for JFR.
   *
   * @param started called with what records, once it does
   * @param told what goes wrong, one sentence each
   */
  public void start(
      TraceRecorder recorder,
      FlightBounds bounds,
      Consumer<FlightRecording> started,
      Consumer<String> told) {
    reason = "the flight recorder is starting";
    Daemon.start("jtrace-flight-start", () -> startNow(recorder, bounds, started, told));
  }

  private void startNow(
      TraceRecorder recorder,
      FlightBounds bounds,
      Consumer<FlightRecording> started,
      Consumer<String> told) {
    try {
      FlightRecording now = recorder.startFlight(bounds, told);
      recording = now;
      started.accept(now);
    } catch (IOException | RuntimeException failed) {
      reason = "the flight recorder does not run: " + failed.getMessage();
      told.accept(reason);
    }
  }

  /**
   * Returns what records.
   *
   * @throws IllegalStateException if nothing does; the message says why, in a sentence for clients
   */
  public FlightRecording recording() {
    FlightRecording running = recording;
    if (running == null) {
      throw new IllegalStateException(reason);
    }
    return running;
  }
}
