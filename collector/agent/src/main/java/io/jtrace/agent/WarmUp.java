package io.jtrace.agent;

import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Starts JFR once, ahead of the first trace, when the program has had time to start itself.
 *
 * <p>JFR needs about half a second of processor time the first time; see docs/overhead.md.
 */
final class WarmUp {

  private static final long DELAY_MILLIS = TimeUnit.SECONDS.toMillis(3);

  private WarmUp() {}

  // A hint only: nothing depends on it, and on Linux it has no effect.
  @SuppressWarnings("ThreadPriorityCheck")
  static void later(TraceRecorder recorder, BooleanSupplier cancelled) {
    Thread thread = new Thread(null, () -> run(recorder, cancelled), "jtrace-warmup", 0, false);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private static void run(TraceRecorder recorder, BooleanSupplier cancelled) {
    try {
      Thread.sleep(DELAY_MILLIS);
      if (!cancelled.getAsBoolean()) {
        recorder.warmUp();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | LinkageError failed) {
      if (!cancelled.getAsBoolean()) {
        Stderr.say("traces cannot be recorded here: " + Stderr.reason(failed));
      }
    }
  }
}
