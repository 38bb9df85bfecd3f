package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Strings;
import java.util.Arrays;

/**
 * Calls of methods that were traced because a virtual thread waits in them ({@code
 * jdk.MethodTrace}, JDK 25): what a recording tells of virtual threads without hooks.
 *
 * <p>A call lasts until the thread runs again, so the time in which it was runnable is part of it.
 * There is no method in which a thread waits to enter a monitor.
 */
final class TracedMethods {
  static final int NONE = -1;

  /** What a thread does in a method. */
  enum Meaning {
    PARKS(Operation.PARK.state(), Operation.PARK.label()),
    WAITS(Operation.MONITOR_WAIT.state(), Operation.MONITOR_WAIT.label()),
    YIELDS(State.RUNNABLE, "yield");

    private final State state;
    private final String label;

    Meaning(State state, String label) {
      this.state = state;
      this.label = label;
    }

    State state() {
      return state;
    }

    String label() {
      return label;
    }

    static int count() {
      return 3;
    }
  }

  private static final int OTHER = NONE;
  private static final int UNSEEN = -2;

  private final IntColumn methods;

  /** By string, the meaning of the method of this name. */
  private final int[] meanings;

  private final boolean isEmpty;

  TracedMethods(Recording recording) {
    Strings strings = recording.strings();
    methods = recording.events(ConsumedEvent.METHOD_TRACE).ids("method");
    meanings = new int[methods.size() == 0 ? 0 : strings.size()];
    Arrays.fill(meanings, UNSEEN);
    boolean isAny = false;
    for (int row = 0; row < methods.size(); row++) {
      int method = methods.at(row);
      if (method >= 0 && meanings[method] == UNSEEN) {
        meanings[method] = meaning(strings.at(method));
        isAny |= meanings[method] != OTHER;
      }
    }
    isEmpty = !isAny;
  }

  private static int meaning(String method) {
    return switch (method) {
      case "java.lang.VirtualThread.park", "java.lang.VirtualThread.parkNanos" ->
          Meaning.PARKS.ordinal();
      case "java.lang.Object.wait" -> Meaning.WAITS.ordinal();
      case "java.lang.VirtualThread.tryYield" -> Meaning.YIELDS.ordinal();
      default -> OTHER;
    };
  }

  /** Returns whether no method was traced that says anything. */
  boolean isEmpty() {
    return isEmpty;
  }

  /** Returns the code of a call as {@link Evidence} has it, or {@link #NONE}. */
  int code(int row) {
    int method = methods.at(row);
    int meaning = method < 0 ? OTHER : meanings[method];
    return meaning == OTHER ? NONE : Evidence.FIRST_TRACED + meaning;
  }
}
