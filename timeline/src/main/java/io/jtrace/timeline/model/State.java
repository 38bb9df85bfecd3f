package io.jtrace.timeline.model;

import java.util.Locale;

/**
 * What a thread was doing during a span. The order is the order of columns and of stacked charts.
 */
public enum State {
  /**
   * On a processor. For a platform thread of a recording without operating-system scheduling data:
   * not in any recorded blocking operation, so <em>running or runnable</em>.
   */
  RUNNING("running"),
  /**
   * Ready to run and waiting for a processor or a carrier; only ever from scheduling data, never
   * inferred.
   */
  RUNNABLE("runnable"),
  /** Waiting to enter a monitor that another thread holds. */
  BLOCKED("blocked"),
  /** In {@code Object.wait}. */
  WAITING("waiting"),
  /** In {@code LockSupport.park}: a lock, queue, condition or future of java.util.concurrent. */
  PARKED("parked"),
  /** In {@code Thread.sleep}. */
  SLEEPING("sleeping"),
  /** In a read, write, connect or accept of a socket. */
  SOCKET_IO("socket I/O"),
  /** In a read, write or force of a file. */
  FILE_IO("file I/O"),
  /** In native code or a system call, as sampled or proven by an unchanged CPU time. */
  NATIVE("native"),
  /** Not known: before the first and after the last certain event. */
  UNDETERMINED("undetermined");

  private static final State[] STATES = values();

  private final String label;
  private final String key;

  State(String label) {
    this.label = label;
    this.key = camelCase(name());
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }

  /** Returns the state's name for people, in lower case. */
  public String label() {
    return label;
  }

  /** Returns the state's name for programs, such as {@code socketIo}. */
  public String key() {
    return key;
  }

  /**
   * Returns whether the thread waited for somebody else: neither running, runnable nor
   * undetermined.
   */
  public boolean isBlocking() {
    return ordinal() >= BLOCKED.ordinal() && this != UNDETERMINED;
  }

  /** Returns the number of states. */
  public static int count() {
    return STATES.length;
  }

  /** Returns the state with this ordinal. */
  public static State at(int ordinal) {
    return STATES[ordinal];
  }
}
