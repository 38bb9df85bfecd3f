package workload;

/** Platform threads that live for a fraction of a millisecond, one after the other. */
final class ShortThreads {
  private static final int PAUSE_MILLIS = 2;

  private int started;

  private ShortThreads() {}

  static void start() {
    ShortThreads spawner = new ShortThreads();
    Daemon.start("thread-spawner", spawner::spawn);
  }

  private void spawn() throws InterruptedException {
    Thread thread = new Thread(Operations::allocate, "short-" + started++);
    thread.start();
    thread.join();
    Thread.sleep(PAUSE_MILLIS);
  }
}
