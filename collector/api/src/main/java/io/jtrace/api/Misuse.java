package io.jtrace.api;

import org.jspecify.annotations.Nullable;

/** Tells the trace that the program closed something wrongly. */
final class Misuse {

  private Misuse() {}

  static void report(String kind, String name, @Nullable Task task) {
    if (Jfr.isThere()) {
      report(kind, name, Task.idOf(task));
    }
  }

  static void report(String kind, String name, long taskId) {
    MisuseEvent event = new MisuseEvent();
    if (event.isEnabled()) {
      event.kind = kind;
      event.name = name;
      event.taskId = taskId;
      event.commit();
    }
  }
}
