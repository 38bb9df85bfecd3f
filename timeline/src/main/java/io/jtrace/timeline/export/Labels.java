package io.jtrace.timeline.export;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Strings;
import java.util.Locale;

/**
 * Names slices and instants. Viewers sum up by name, so names are few: a lock's class is part of
 * one, an address or a path is not.
 */
final class Labels {
  /** The category of all custom events. */
  static final String CUSTOM_CATEGORY = "custom";

  private final Trace trace;

  Labels(Trace trace) {
    this.trace = trace;
  }

  /** Returns a number that two spans share only if they have the same name. */
  long spanKey(int span) {
    Spans spans = trace.spans();
    State state = spans.state(span);
    int part = isLock(state) ? spans.subject(span) : isNamed(state) ? spans.operation(span) : -1;
    return ((long) state.ordinal() << 32) | (part + 1);
  }

  /** Returns such as {@code parked: ReentrantLock}, {@code socket read} or {@code running}. */
  String span(int span) {
    Spans spans = trace.spans();
    State state = spans.state(span);
    if (isLock(state) && spans.subject(span) != Strings.NONE) {
      return state.label() + ": " + lockName(trace.strings().at(spans.subject(span)));
    }
    return isNamed(state)
        ? trace.strings().atOr(spans.operation(span), state.label())
        : state.label();
  }

  /** Returns the category of a state, such as {@code socket_io}. */
  static String category(State state) {
    return lowerCase(state.name());
  }

  /** Returns such as {@code exception: IOException}; a message of the program is not a name. */
  String instant(int instant) {
    Instants instants = trace.instants();
    Instants.Kind kind = instants.kind(instant);
    return switch (kind) {
      case EXCEPTION, ERROR, NOTIFY -> {
        int text = instants.text(instant);
        yield text == Strings.NONE
            ? kind.label()
            : kind.label() + ": " + simpleName(trace.strings().at(text));
      }
      case SYSCALL -> {
        int text = instants.text(instant);
        yield text == Strings.NONE ? kind.label() : kind.label() + ": " + trace.strings().at(text);
      }
      case LOG, CLASS_LOAD, DEOPTIMIZATION, SUBMIT_FAILED -> kind.label();
    };
  }

  /** Returns a number that two instants share only if they have the same name. */
  long instantKey(int instant) {
    Instants instants = trace.instants();
    Instants.Kind kind = instants.kind(instant);
    boolean named =
        kind == Instants.Kind.EXCEPTION
            || kind == Instants.Kind.ERROR
            || kind == Instants.Kind.NOTIFY
            || kind == Instants.Kind.SYSCALL;
    return ((long) kind.ordinal() << 32) | (named ? instants.text(instant) + 1 : 0);
  }

  static String category(Instants.Kind kind) {
    return lowerCase(kind.name());
  }

  /** Returns what the type of a custom event is called. */
  static String custom(CustomEvents events, int event) {
    return events.types().get(events.type(event)).label();
  }

  static String lowerCase(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static boolean isLock(State state) {
    return state == State.BLOCKED || state == State.WAITING || state == State.PARKED;
  }

  /** Returns whether a span is called after its operation: I/O, or what a carrier does. */
  private static boolean isNamed(State state) {
    return state == State.SOCKET_IO || state == State.FILE_IO || state == State.RUNNING;
  }

  /**
   * Returns a lock's name as programmers know it: java.util.concurrent parks in a nested class of
   * the lock.
   */
  static String lockName(String className) {
    String name = simpleName(className);
    for (String hidden : new String[] {"$NonfairSync", "$FairSync", "$Sync"}) {
      if (name.endsWith(hidden)) {
        return name.substring(0, name.length() - hidden.length());
      }
    }
    int nested = name.lastIndexOf('$');
    return name.startsWith("Abstract") && nested > 0 && nested + 1 < name.length()
        ? name.substring(nested + 1)
        : name;
  }

  /** Returns a class name without its package. */
  static String simpleName(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 || dot == className.length() - 1 ? className : className.substring(dot + 1);
  }
}
