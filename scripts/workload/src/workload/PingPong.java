package workload;

/** Two threads that take turns by {@code wait} and {@code notify}. */
final class PingPong {
  private static final int TIMEOUT_MILLIS = 50;

  private boolean isPingsTurn = true;

  private PingPong() {}

  static void start() {
    PingPong game = new PingPong();
    Daemon.start("ping", () -> game.play(true));
    Daemon.start("pong", () -> game.play(false));
  }

  private void play(boolean isPing) throws InterruptedException {
    synchronized (this) {
      while (isPingsTurn != isPing) {
        wait(TIMEOUT_MILLIS);
      }
      isPingsTurn = !isPing;
      notify();
    }
    Operations.burn(3_000);
  }
}
