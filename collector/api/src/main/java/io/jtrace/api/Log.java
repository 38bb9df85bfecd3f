package io.jtrace.api;

import java.util.Objects;

/** Messages of the program, at the instant and in the thread of the call. */
public final class Log {

  private Log() {}

  /** Writes a message. Categories are few and constant; messages may be anything. */
  public static void log(String category, String message) {
    log(category, message, 0);
  }

  /** Whether messages are recorded now: to save building one that nobody would see. */
  public static boolean isEnabled() {
    return new LogEvent().isEnabled();
  }

  static void log(String category, String message, long taskId) {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
    LogEvent event = new LogEvent();
    if (event.isEnabled()) {
      event.category = category;
      event.message = message;
      event.taskId = taskId;
      event.commit();
    }
  }
}
