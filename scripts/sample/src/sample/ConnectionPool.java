package sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** Too few database connections behind one monitor: whoever finds none waits for a notify. */
final class ConnectionPool {
  /** A connection whose queries take a while. */
  static final class Connection {
    long query(int item) {
      long deadlineNanos = System.nanoTime() + 1_500_000 + (item % 7) * 300_000L;
      long rows = item;
      while (System.nanoTime() < deadlineNanos) {
        LockSupport.parkNanos(this, 500_000);
        rows = rows * 31 + item;
      }
      return rows;
    }
  }

  private final Deque<Connection> free = new ArrayDeque<>();

  ConnectionPool(int size) {
    for (int i = 0; i < size; i++) {
      free.add(new Connection());
    }
  }

  synchronized Connection take() {
    while (free.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a connection", e);
      }
    }
    return free.pop();
  }

  synchronized void give(Connection connection) {
    free.push(connection);
    notify();
  }
}
