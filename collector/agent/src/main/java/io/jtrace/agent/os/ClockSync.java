package io.jtrace.agent.os;

import io.jtrace.boot.ClockSyncEvent;

/** Writes {@code jtrace.ClockSync}. */
final class ClockSync {

  /** Reading both clocks takes less than this unless the thread is interrupted in between. */
  private static final long TIGHT_NANOS = 300;

  private static final int MAX_ATTEMPTS = 10;

  private ClockSync() {}

  /** Writes one; its clocks are read again until they were read close together. */
  static void write() {
    for (int attempt = 1; ; attempt++) {
      ClockSyncEvent event = new ClockSyncEvent();
      long beforeNanos = System.nanoTime();
      event.begin();
      long betweenNanos = System.nanoTime() - beforeNanos;
      if (betweenNanos <= TIGHT_NANOS || attempt == MAX_ATTEMPTS) {
        event.nanoTime = beforeNanos + betweenNanos / 2;
        event.commit();
        return;
      }
    }
  }
}
