package io.jtrace.agent.record;

import java.io.IOException;
import java.util.function.Consumer;

/** A recording that runs all the time, looked after by a thread of its own. */
interface StandingRecording extends Running {

  /**
   * Looks after it until it is ended. Called by one thread.
   *
   * @throws IOException if someone else ended it, or this thread is interrupted
   */
  void run() throws IOException;

  /**
   * Has a thread look after it.
   *
   * @param ended begins the sentence that tells when that goes wrong
   */
  default void lookAfter(String threadName, String ended, Consumer<String> told) {
    Daemon.start(threadName, () -> runToEnd(ended, told));
  }

  private void runToEnd(String ended, Consumer<String> told) {
    try {
      try {
        run();
      } finally {
        end();
      }
    } catch (IOException | RuntimeException failed) {
      if (!JfrExit.isNear()) {
        told.accept(ended + ": " + failed.getMessage());
      }
    }
  }
}
