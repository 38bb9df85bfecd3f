package workload;

/** Threads that repeat one step until the program ends. */
final class Daemon {
  /** One step. */
  interface Step {
    void run() throws Exception;
  }

  private Daemon() {}

  static void start(String name, Step step) {
    Thread thread = new Thread(() -> repeat(step), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void repeat(Step step) {
    try {
      while (true) {
        step.run();
      }
    } catch (Exception e) {
      throw new IllegalStateException("a step of the workload failed", e);
    }
  }
}
