package io.jtrace.boot;

import org.jspecify.annotations.Nullable;

/**
 * What {@code AbstractQueuedSynchronizer} calls before it parks a thread. Same rules as {@link
 * VirtualThreadHooks}.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class LockHooks {

  private LockHooks() {}

  /**
   * On the thread that is about to park.
   *
   * @param owner who holds the lock alone, {@code null} if nobody does: then it is none, or its
   *     readers hold it
   */
  public static void parking(Object lock, @Nullable Object owner) {
    if (owner != null) {
      try {
        LockWaitEvent event = new LockWaitEvent();
        if (event.isEnabled()) {
          event.lock = lock.getClass();
          event.address = System.identityHashCode(lock);
          event.owner = (Thread) owner;
          event.commit();
        }
      } catch (Throwable unrecorded) {
        // the lock itself is what counts
      }
    }
  }
}
