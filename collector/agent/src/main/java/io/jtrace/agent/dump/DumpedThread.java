package io.jtrace.agent.dump;

import io.jtrace.agent.spi.StackProfile.Frame;
import java.util.List;

/**
 * One thread at the moment it was looked at.
 *
 * @param group name of its thread group, empty if it has none
 * @param state name of its {@link Thread.State}, empty if it was not told
 * @param frames the innermost first
 * @param locks by the depth of the frame that has to do with them
 * @param waitNanos for how long it has waited at least, or {@link #UNKNOWN}
 */
record DumpedThread(
    long id,
    String name,
    String group,
    boolean isVirtual,
    boolean isDaemon,
    String state,
    List<Frame> frames,
    List<LockUse> locks,
    long waitNanos) {

  /** No value. */
  static final long UNKNOWN = -1;

  /** What a thread has to do with a lock. */
  enum Relation {
    HOLDS("locked"),
    ENTERS("waiting to lock"),
    WAITS_ON("waiting on"),
    PARKS_FOR("parking to wait for");

    private final String words;

    Relation(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A lock that the thread holds or waits for.
   *
   * @param depth of the frame, 0 for the innermost
   * @param lock class and identity hash, such as {@code java.lang.Object@1f2e}
   * @param ownerId thread that has the lock, 0 if that is not known
   */
  record LockUse(int depth, Relation relation, String lock, long ownerId) {}

  /** Returns whether the thread holds a lock now: in a wait on a monitor it does not. */
  boolean holds(LockUse use) {
    return use.relation() == Relation.HOLDS
        && locks.stream()
            .noneMatch(
                other -> other.relation() == Relation.WAITS_ON && other.lock().equals(use.lock()));
  }
}
