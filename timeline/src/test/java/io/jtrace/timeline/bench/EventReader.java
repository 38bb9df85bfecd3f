package io.jtrace.timeline.bench;

import java.nio.file.Path;

/** A way to read a recording that is measured against others. */
interface EventReader {
  /**
   * Reads all events, looking at start, duration, thread and the innermost frame of each, and tells
   * {@code work} about them.
   *
   * @return whatever of the events a program goes on to work with; nothing much for a reader that
   *     hands out one event after the other
   */
  Object read(Path file, WorkDone work) throws Exception;

  /** Returns the reader with this name, without loading the classes of any other. */
  static EventReader named(String name) {
    return switch (name) {
      case "jtrace-events" -> new JtraceEvents();
      case "jtrace-model" -> new JtraceModel();
      case "jdk" -> new JdkReader();
      case "jmc" -> new JmcReader();
      case "async-profiler" -> new AsyncProfilerReader();
      default -> throw new IllegalArgumentException("no reader named " + name);
    };
  }
}
