package io.jtrace.boot;

import org.jspecify.annotations.Nullable;

/**
 * What {@code java.lang.VirtualThread} calls once it is woven.
 *
 * <p>Each method runs in the middle of a switch, on a stack of any depth: it does not throw, does
 * not block and allocates its event only. An event that cannot be written is missing; a reader sees
 * that, because each run has its runnable event.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the scheduler
public final class VirtualThreadHooks {

  private static final byte ENDED = 7;

  private VirtualThreadHooks() {}

  /** Before the mount, on the carrier. Returns what to hand to the method that ends the run. */
  public static @Nullable Object mounting() {
    try {
      VirtualThreadRunEvent event = new VirtualThreadRunEvent();
      if (!event.isEnabled()) {
        return null;
      }
      event.begin();
      return event;
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  /**
   * After an unmount, on the carrier.
   *
   * @param state of the virtual thread, a number of the JDK's own
   * @param reasons the reason to write for each state
   */
  public static void stopped(
      @Nullable Object run, Thread virtualThread, int state, String reasons) {
    if (run != null) {
      int index = state & 0xff; // above is a flag, suspended
      commit(run, virtualThread, index < reasons.length() ? (byte) reasons.charAt(index) : 0);
    }
  }

  /** After the last unmount, on the carrier. */
  public static void ended(@Nullable Object run, Thread virtualThread) {
    if (run != null) {
      commit(run, virtualThread, ENDED);
    }
  }

  private static void commit(Object run, Thread virtualThread, byte reason) {
    try {
      new NopEvent().commit();
      VirtualThreadRunEvent event = (VirtualThreadRunEvent) run;
      event.virtualThread = virtualThread;
      event.reason = reason;
      event.commit();
    } catch (Throwable unrecorded) {
      // see above
    }
  }

  /** Before a virtual thread is handed to its scheduler, on the thread that does so. */
  public static void runnable(Thread virtualThread) {
    try {
      VirtualThreadRunnableEvent event = new VirtualThreadRunnableEvent();
      if (event.isEnabled()) {
        event.virtualThread = virtualThread;
        event.commit();
      }
    } catch (Throwable unrecorded) {
      // see above
    }
  }
}
