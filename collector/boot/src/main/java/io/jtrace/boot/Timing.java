package io.jtrace.boot;

import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;

/** How hooks begin to time a wait. Like them it does not block; like events it may throw. */
final class Timing {

  private Timing() {}

  /** Begins an event and returns it, or returns null if nobody records it. */
  static @Nullable Object begun(Event event) {
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }
}
