package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom at an instant: threads that wait to enter a monitor or for a lock with a known
 * owner. Threads that wait for a signal are not in it, since nobody knows beforehand who gives it.
 *
 * @param count of waits, all of which are in {@code holders}
 * @param holders those for whom most threads wait first, directly or behind others
 */
public record WaitGraph(long atNanos, int count, List<Holder> holders) {
  /** How it is known who owned the lock. */
  public enum Evidence {
    /** A status of the thread names the owner. */
    STATUS,
    /**
     * The thread that let go of the monitor next. Who held it in between and left again is unseen.
     */
    LET_GO,
    /** The owner when the thread began to wait; another may own the lock by now. */
    AT_BEGIN,
    NONE
  }

  /**
   * A thread that waits for nobody, or one of a circle.
   *
   * @param thread -1 where it is not known who owns the lock
   * @param state what it does meanwhile; null where it is not known
   * @param site the innermost frame outside the JDK of what it does; null where no stack tells
   * @param isInCircle whether it waits too, in the end for itself: a deadlock
   * @param waits those who wait, each right after the one that it waits for
   */
  public record Holder(
      int thread,
      @Nullable String threadName,
      @Nullable State state,
      @Nullable String site,
      boolean isInCircle,
      List<Wait> waits) {
    /** Copies the list. */
    public Holder {
      waits = List.copyOf(waits);
    }
  }

  /**
   * A wait.
   *
   * @param depth 1 for those who wait for the holder, 2 for those who wait for these, and so on
   * @param lock its class; empty where that was not recorded
   * @param address 0 where it was not recorded
   * @param isInCircle whether it waits for a thread that waits for it
   */
  public record Wait(
      int depth,
      int span,
      int thread,
      String threadName,
      State state,
      long startNanos,
      long endNanos,
      String lock,
      long address,
      Evidence evidence,
      @Nullable String site,
      boolean isInCircle) {}

  /** Copies the list. */
  public WaitGraph {
    holders = List.copyOf(holders);
  }

  /** Makes the graph of an instant. */
  public static WaitGraph at(Trace trace, long nanos) {
    return new WaitGraphBuilder(trace, nanos).build();
  }
}
