package io.jtrace.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages of the program, at the instant and in the thread of the call. */
public final class Log {

  private Log() {}

  /**
   * Writes a message that belongs to the task that the thread works for. Categories are few and
   * constant; messages may be anything.
   */
  public static void log(String category, String message) {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
    if (isEnabled()) {
      write(category, message, Context.current().task());
    }
  }

  /** Whether messages are recorded now: to save building one that nobody would see. */
  public static boolean isEnabled() {
    return Jfr.isThere() && new LogEvent().isEnabled();
  }

  static void log(String category, String message, Task task) {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
    if (isEnabled()) {
      write(category, message, task);
    }
  }

  private static void write(String category, String message, @Nullable Task task) {
    LogEvent event = new LogEvent();
    event.category = category;
    event.message = message;
    event.taskId = Task.idOf(task);
    event.commit();
  }
}
