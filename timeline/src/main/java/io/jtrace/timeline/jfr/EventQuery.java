package io.jtrace.timeline.jfr;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a recording are wanted.
 *
 * @param types their names, with or without {@code jdk.}; empty for all
 * @param fromNanos since the origin that {@link EventReader} was given
 * @param toNanos exclusive; events that touch the window are wanted
 * @param threads names, where {@code *} stands for any characters, or ids that Java gave; empty for
 *     all and for events of none
 */
public record EventQuery(Set<String> types, long fromNanos, long toNanos, List<String> threads) {
  /** All events. */
  public static final EventQuery ALL =
      new EventQuery(Set.of(), Long.MIN_VALUE, Long.MAX_VALUE, List.of());

  private static final String JDK_PREFIX = "jdk.";

  /** Copies the sets. */
  public EventQuery {
    types = Set.copyOf(types);
    threads = List.copyOf(threads);
  }

  EventChunk.Choice choice() {
    Pattern pattern = threads.isEmpty() ? null : CutThreads.pattern(threads);
    return new EventChunk.Choice() {
      @Override
      public boolean isType(String name) {
        return types.isEmpty()
            || types.contains(name)
            || (name.startsWith(JDK_PREFIX) && types.contains(name.substring(JDK_PREFIX.length())));
      }

      @Override
      public boolean isTime(long startNanos, long endNanos) {
        return startNanos < toNanos && (endNanos > fromNanos || startNanos >= fromNanos);
      }

      @Override
      public @Nullable Pattern threads() {
        return pattern;
      }
    };
  }
}
