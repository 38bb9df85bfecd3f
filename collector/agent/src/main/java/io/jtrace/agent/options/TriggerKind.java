package io.jtrace.agent.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a trigger looks at. */
public enum TriggerKind {
  /** A pause of the collector. */
  GC(false, Limit.DURATION),
  /** What a collection left of the heap. */
  HEAP(false, Limit.PERCENT),
  /** A thread that wanted to run and could not. */
  STALL(false, Limit.DURATION),
  /** Threads that wait for each other. */
  DEADLOCK(false, Limit.NONE),
  /** A wait to enter a monitor. */
  LOCK(false, Limit.DURATION),
  /** A region of the program. */
  REGION(true, Limit.DURATION),
  /** A task of the program. */
  TASK(true, Limit.DURATION),
  /** An exception that was created. */
  EXCEPTION(true, Limit.NONE);

  /** What is compared. */
  public enum Limit {
    /** Nothing: that it happens is enough. */
    NONE,
    /** How long it lasts. */
    DURATION,
    /** How full it is. */
    PERCENT
  }

  private final boolean isNamed;
  private final Limit limit;

  TriggerKind(boolean isNamed, Limit limit) {
    this.isNamed = isNamed;
    this.limit = limit;
  }

  /** Whether a trigger of the kind says what it is about. */
  public boolean isNamed() {
    return isNamed;
  }

  /** Returns what a trigger of the kind compares. */
  public Limit limit() {
    return limit;
  }

  /** Returns the name in the option. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how a trigger of the kind is written. */
  String form() {
    String example =
        switch (limit) {
          case NONE -> "";
          case DURATION -> ":200ms";
          case PERCENT -> ":90%";
        };
    return text() + (isNamed ? ":NAME" : "") + example;
  }

  static Optional<TriggerKind> named(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
