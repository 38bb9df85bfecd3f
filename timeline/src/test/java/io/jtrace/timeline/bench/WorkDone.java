package io.jtrace.timeline.bench;

import java.util.Set;

/**
 * What a reader saw, in sums that are equal when two readers did the same work. The number of
 * events is of all events. The sums are over waits only, because there all readers agree on which
 * thread and stack belong to an event; the other events are looked at, too.
 */
final class WorkDone {
  private static final Set<String> WAITS =
      Set.of(
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.FileRead",
          "jdk.FileWrite");

  private long events;
  private long waits;
  private long waitNanos;
  private long threadIds;
  private long frameChars;
  private long hash;

  /** Returns whether events of this type go into the sums. */
  static boolean isWait(String typeName) {
    return WAITS.contains(typeName);
  }

  /**
   * Adds what was seen of one event.
   *
   * @param threadId the Java thread's id; 0 if there is none
   * @param frameChars length of the name of the innermost method; 0 if there is none
   */
  void add(boolean isWait, long startNanos, long durationNanos, long threadId, int frameChars) {
    if (isWait) {
      waits++;
      waitNanos += durationNanos;
      threadIds += threadId;
      this.frameChars += frameChars;
    }
    hash = hash * 31 + startNanos + durationNanos + threadId + frameChars;
  }

  /** Adds to the number of events. */
  void addEvents(long count) {
    events += count;
  }

  long events() {
    return events;
  }

  /** Returns the sums as four words. */
  String sums() {
    return waits + " " + waitNanos + " " + threadIds + " " + frameChars;
  }

  /**
   * Returns a number that depends on all that was seen, so that no reading can be optimised away.
   */
  long hash() {
    return hash;
  }
}
