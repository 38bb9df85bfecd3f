package io.jtrace.agent.record;

/** Threads of ours, which never keep a program alive and inherit nothing of it. */
public final class Daemon {

  /** Names of all threads of jtrace begin so. */
  public static final String PREFIX = "jtrace-";

  private Daemon() {}

  /**
   * Runs {@code work} in a thread of its own.
   *
   * @param name begins with {@link #PREFIX}
   */
  public static void start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }
}
