package io.jtrace.agent.record;

/** Threads of ours, which never keep a program alive and inherit nothing of it. */
public final class Daemon {

  private Daemon() {}

  /** Runs {@code work} in a thread of its own. */
  public static void start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }
}
