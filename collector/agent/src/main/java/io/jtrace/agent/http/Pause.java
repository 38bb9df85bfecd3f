package io.jtrace.agent.http;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two snapshots, which ends early if the client goes away. */
final class Pause {

  private Pause() {}

  /**
   * Waits.
   *
   * @return whether the client is still there
   * @throws IOException if this thread is interrupted
   */
  static boolean seconds(long seconds, Reply reply) throws IOException {
    CountDownLatch gone = new CountDownLatch(1);
    reply.onDisconnect(gone::countDown);
    try {
      return !gone.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted between two snapshots", interrupted);
    }
  }
}
