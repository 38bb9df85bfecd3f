package io.jtrace.timeline.model;

/** Starts threads of programs whose truth is known. */
public final class NamedThreads {
  private NamedThreads() {}

  /** What a thread does. */
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** Starts a thread. */
  public static Thread start(String name, Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.start();
    return thread;
  }
}
