package io.jtrace.boot;

/**
 * What is called before a platform thread is unparked. Same rules as {@link VirtualThreadHooks}.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class UnparkHooks {

  private UnparkHooks() {}

  /** On the thread that unparks. */
  public static void unparking(Object thread) {
    try {
      UnparkEvent event = new UnparkEvent();
      if (event.isEnabled()) {
        event.thread = (Thread) thread;
        event.commit();
      }
    } catch (Throwable unrecorded) {
      // the unpark itself is what counts
    }
  }
}
