package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.Stacks;
import java.util.HashMap;
import java.util.Map;

/**
 * What the statuses of threads ({@code jtrace.ThreadStatus}) prove.
 *
 * <p>JFR writes a blocking event when the operation ends, so a thread that waits from before the
 * trace until after it writes nothing. The collector therefore notes each platform thread's state
 * and counters at the start and the end of a trace (and may do so in between). Two statuses of a
 * thread, one after the other, prove what happened between them in two cases:
 *
 * <ul>
 *   <li><b>The same wait.</b> Both find the thread in the same one of WAITING, TIMED_WAITING and
 *       BLOCKED, and neither {@code waitedCount} nor {@code blockedCount} has moved. The JVM raises
 *       these counters when a wait <em>begins</em>, and the wait that a status sees has begun: had
 *       it ended, a second one would have raised a counter before the thread could be found waiting
 *       again. So it was one and the same wait all the time.
 *   <li><b>No processor time.</b> Both find it RUNNABLE in native code, in the same method, and its
 *       processor time has not moved. A thread that does not run does not return from a system
 *       call, so it was in that call all the time.
 * </ul>
 *
 * <p>Nothing else is proven. In particular a thread that recorded events and then was found waiting
 * at the end has begun that wait at some moment after its last event; even where the counter says
 * that it is exactly one wait, the moment is not known, and the stretch from the last event to the
 * status stays UNDETERMINED. Likewise from the status at the start to the first event of a thread
 * that was waiting then. A status that finds a thread RUNNABLE in Java code is as good as a sample:
 * the thread ran, or wanted to. But the JVM calls some of its own threads RUNNABLE while they wait
 * inside it (the Reference Handler, those without a Java frame), so these, and a thread that has
 * used no processor time since its status before, count as unknown. A proof is dropped when an
 * event contradicts it.
 */
final class StatusProofs {
  /** What a status says of its moment, short of a proof. */
  enum Finding {
    RUNNING,
    NATIVE,
    /** The thread waited at this moment, or may have; it is not known since when. */
    UNKNOWN
  }

  /** Native to the program, but the thread waits inside the JVM. */
  private static final String HIDDEN_WAIT = "java.lang.ref.Reference.waitForReferencePendingList";

  /** What is proven of the time between two statuses; ids or -1. */
  record Proof(State state, int operation, int subject, int stack, int other) {}

  /** Takes a status. */
  @FunctionalInterface
  interface StatusVisitor {
    void status(int thread, int row, long nanos);
  }

  /** Takes a proof, by the row of the later status. */
  @FunctionalInterface
  interface ProofVisitor {
    void proof(int thread, int row, long startNanos, long endNanos);
  }

  private final EventTable table;
  private final Dictionary dictionary;
  private final Map<Long, Integer> threadsByJavaId = new HashMap<>();

  /** For each row the thread's previous status, or -1. */
  private final int[] previous;

  StatusProofs(Recording recording, Dictionary dictionary) {
    table = recording.events(ConsumedEvent.JTRACE_THREAD_STATUS);
    this.dictionary = dictionary;
    previous = new int[table.size()];
    linkStatuses();
    if (table.size() > 0) {
      ThreadDirectory threads = recording.threads();
      for (int thread = 0; thread < threads.size(); thread++) {
        threadsByJavaId.put(threads.javaId(thread), thread);
      }
    }
  }

  private void linkStatuses() {
    int[] order = new int[table.size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    RunSort.sort(order, 0, order.length, (a, b) -> table.startNanos(a) > table.startNanos(b));
    Map<Integer, Integer> last = new HashMap<>();
    for (int row : order) {
      Integer before = last.put(thread(row), row);
      previous[row] = before == null ? -1 : before;
    }
  }

  private int thread(int row) {
    return table.id("thread", row);
  }

  void forEachStatus(StatusVisitor visitor) {
    for (int row = 0; row < table.size(); row++) {
      if (thread(row) >= 0) {
        visitor.status(thread(row), row, table.startNanos(row));
      }
    }
  }

  void forEachProof(ProofVisitor visitor) {
    for (int row = 0; row < table.size(); row++) {
      if (thread(row) >= 0 && previous[row] >= 0 && isProof(previous[row], row)) {
        visitor.proof(thread(row), row, table.startNanos(previous[row]), table.startNanos(row));
      }
    }
  }

  private boolean isProof(int before, int row) {
    boolean isSameState = state(before).equals(state(row));
    return switch (state(row)) {
      case "WAITING", "TIMED_WAITING", "BLOCKED" ->
          isSameState && isSame("waitedCount", before, row) && isSame("blockedCount", before, row);
      case "RUNNABLE" ->
          isSameState
              && isNative(before)
              && isNative(row)
              && table.number("cpuTimeNanos", row) > 0
              && isSame("cpuTimeNanos", before, row)
              && topMethod(before).equals(topMethod(row));
      default -> false;
    };
  }

  private boolean isSame(String field, int before, int row) {
    return table.has(field) && table.number(field, before) == table.number(field, row);
  }

  private boolean isNative(int row) {
    return table.number("inNative", row) != 0;
  }

  private String state(int row) {
    return dictionary.textOrEmpty(table.id("state", row));
  }

  private String topMethod(int row) {
    return methodAt(frames(row), 0);
  }

  private String frames(int row) {
    return dictionary.textOrEmpty(table.id("topFrames", row));
  }

  /** Returns what the status in {@code row} says of its moment. */
  Finding finding(int row) {
    if (!state(row).equals("RUNNABLE")) {
      return Finding.UNKNOWN;
    }
    if (isNative(row)) {
      return Finding.NATIVE;
    }
    String method = topMethod(row);
    boolean isHidden = method.isEmpty() || method.equals(HIDDEN_WAIT);
    boolean isIdle = previous[row] >= 0 && isSame("cpuTimeNanos", previous[row], row);
    return isHidden || isIdle ? Finding.UNKNOWN : Finding.RUNNING;
  }

  /** Returns the stack at the status in {@code row}, or -1. */
  int stack(int row) {
    return dictionary.stackOf(frames(row));
  }

  /** Returns what the status in {@code row} proves together with the one before. */
  Proof proof(int row) {
    String frames = frames(row);
    int stack = frames.isEmpty() ? Stacks.NONE : dictionary.stackOf(frames);
    if (state(row).equals("RUNNABLE")) {
      int operation = dictionary.intern(simpleMethod(methodAt(frames, 0)));
      return new Proof(State.NATIVE, operation, -1, stack, -1);
    }
    State state = waitingState(row, frames);
    int operation = -1;
    for (Operation candidate : Operation.values()) {
      if (candidate.state() == state && operation < 0) {
        operation = dictionary.intern(candidate.label());
      }
    }
    int owner = threadsByJavaId.getOrDefault(table.number("lockOwner", row), -1);
    return new Proof(state, operation, lockClass(row), stack, owner);
  }

  private State waitingState(int row, String frames) {
    if (state(row).equals("BLOCKED")) {
      return State.BLOCKED;
    }
    for (int i = 0; i < 3; i++) {
      String method = methodAt(frames, i);
      if (method.endsWith("Unsafe.park") || method.contains("concurrent.locks.LockSupport.")) {
        return State.PARKED;
      }
      if (method.startsWith("java.lang.Thread.sleep")) {
        return State.SLEEPING;
      }
    }
    return State.WAITING;
  }

  /** The lock reads {@code class@hash}; its hash is no address. */
  private int lockClass(int row) {
    String lock = dictionary.textOrEmpty(table.id("lockName", row));
    int at = lock.lastIndexOf('@');
    String name = at < 0 ? lock : lock.substring(0, at);
    return name.isEmpty() ? -1 : dictionary.intern(name);
  }

  /** Returns line {@code index} of a stack without its line number; empty if there is none. */
  private static String methodAt(String frames, int index) {
    String[] lines = frames.split("\n", index + 2);
    return index < lines.length ? lines[index].replaceFirst(":[0-9]+$", "") : "";
  }

  /** Turns {@code sun.nio.ch.EPoll.wait} into {@code EPoll.wait}. */
  static String simpleMethod(String method) {
    int dot = method.lastIndexOf('.');
    return method.substring(method.lastIndexOf('.', dot - 1) + 1);
  }
}
