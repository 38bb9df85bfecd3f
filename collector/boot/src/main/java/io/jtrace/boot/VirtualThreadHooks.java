package io.jtrace.boot;

import org.jspecify.annotations.Nullable;

/**
 * What {@code java.lang.VirtualThread} calls once it is woven.
 *
 * <p>Each method runs in the middle of a switch, on a stack of any depth: it does not block,
 * allocates its event only, and does not throw, but where {@link #starting} says so. An event that
 * cannot be written is missing; a reader sees that, because each run has its runnable event.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the scheduler
public final class VirtualThreadHooks {

  private static final byte ENDED = 7;

  /** Small ones, as many as hold a dozen of the scheduler's. */
  private static final int SCHEDULER_FRAMES = 48;

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

  /**
   * Before a new virtual thread is handed to its scheduler, on the thread that starts it.
   *
   * <p>If the stack is about to overflow it does so here, where the JDK undoes the start. A few
   * frames further the scheduler would leave a queue locked, and then no thread starts any more.
   *
   * @throws StackOverflowError if there is no room for what the scheduler does
   */
  public static void starting(Thread virtualThread) {
    needFrames(SCHEDULER_FRAMES);
    runnable(virtualThread);
  }

  private static int needFrames(int frames) {
    return frames == 0 ? 0 : 1 + needFrames(frames - 1);
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
