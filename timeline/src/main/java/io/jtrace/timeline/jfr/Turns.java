package io.jtrace.timeline.jfr;

import org.jspecify.annotations.Nullable;

/**
 * Lets threads that finish numbered pieces of work in any order go on in the order of the numbers,
 * so that the result does not depend on how many they are.
 *
 * <p>Safe for use by several threads.
 */
final class Turns {
  private int next;
  private @Nullable Throwable failure;

  /**
   * Waits until all pieces before {@code number} are done.
   *
   * @throws CancelledException if another thread has failed
   */
  synchronized void await(int number) {
    boolean interrupted = false;
    while (next != number && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new CancelledException();
    }
  }

  /** Ends piece {@code next}. */
  synchronized void done() {
    next++;
    notifyAll();
  }

  /** Sends everybody home. */
  synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    notifyAll();
  }

  /** Returns why somebody failed first, or null. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Thrown in threads whose work has become pointless. */
  static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelledException() {
      super("another thread has failed", null, false, false);
    }
  }
}
