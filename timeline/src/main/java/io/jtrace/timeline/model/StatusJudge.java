package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.model.StatusProofs.Finding;
import io.jtrace.timeline.model.StatusProofs.Proof;
import io.jtrace.timeline.table.IntColumn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statuses of threads by the rules of {@link StatusProofs}, and names what they name. Not
 * safe for use by several threads.
 */
final class StatusJudge {
  /** Native to the program, but the thread waits inside the JVM. */
  private static final String HIDDEN_WAIT = "java.lang.ref.Reference.waitForReferencePendingList";

  /** Nothing below these innermost methods says how a thread waits. */
  private static final int TELLING_METHODS = 3;

  private final EventTable table;
  private final IntColumn topFrames;
  private final Dictionary dictionary;
  private final LongIntMap threadsByJavaId = new LongIntMap();

  /** By {@code topFrames}, the innermost methods without their lines. */
  private final Map<Integer, String[]> methods = new HashMap<>();

  /** By {@code lockName}, the class. */
  private final Map<Integer, Integer> lockClasses = new HashMap<>();

  StatusJudge(EventTable table, ThreadDirectory threads, Dictionary dictionary) {
    this.table = table;
    topFrames = table.ids("topFrames");
    this.dictionary = dictionary;
    for (int thread = 0; thread < threads.size(); thread++) {
      threadsByJavaId.put(threads.javaId(thread), thread);
    }
  }

  /** Returns the stack of the status in {@code row}, or -1. */
  int stack(int row) {
    return dictionary.stackOf(dictionary.textOrEmpty(topFrames.at(row)));
  }

  /** Returns the id of the name of the innermost method. */
  int nativeMethod(int row) {
    return dictionary.intern(Dictionary.simpleMethod(method(row, 0)));
  }

  /** Returns what two statuses, one after the other, prove; null if nothing. */
  @Nullable Proof proof(int before, int row) {
    return isProof(before, row) ? prove(row) : null;
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
              && method(before, 0).equals(method(row, 0));
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

  /** Returns an innermost method of a row without its line number; empty if there is none. */
  private String method(int row, int index) {
    String[] known = methods.computeIfAbsent(topFrames.at(row), this::split);
    return index < known.length ? known[index] : "";
  }

  private String[] split(int frames) {
    String[] lines = dictionary.textOrEmpty(frames).split("\n", TELLING_METHODS + 1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i].replaceFirst(":[0-9]+$", "");
    }
    return lines;
  }

  /**
   * Returns what a status says of its moment.
   *
   * @param before the status before of the same thread, or -1
   */
  Finding finding(int before, int row) {
    if (!state(row).equals("RUNNABLE")) {
      return Finding.UNKNOWN;
    }
    if (isNative(row)) {
      return Finding.NATIVE;
    }
    String method = method(row, 0);
    boolean isHidden = method.isEmpty() || method.equals(HIDDEN_WAIT);
    boolean isIdle = before >= 0 && isSame("cpuTimeNanos", before, row);
    return isHidden || isIdle ? Finding.UNKNOWN : Finding.RUNNING;
  }

  private Proof prove(int row) {
    if (state(row).equals("RUNNABLE")) {
      return new Proof(State.NATIVE, nativeMethod(row), -1, stack(row), -1);
    }
    State state = waitingState(row);
    int operation = -1;
    for (Operation candidate : Operation.values()) {
      if (candidate.state() == state && operation < 0) {
        operation = dictionary.intern(candidate.label());
      }
    }
    long ownerId = table.number("lockOwner", row);
    int owner = ownerId > 0 ? threadsByJavaId.get(ownerId) : -1;
    return new Proof(state, operation, lockClass(row), stack(row), owner);
  }

  private State waitingState(int row) {
    if (state(row).equals("BLOCKED")) {
      return State.BLOCKED;
    }
    for (int i = 0; i < TELLING_METHODS; i++) {
      String method = method(row, i);
      if (method.endsWith("Unsafe.park") || method.contains("concurrent.locks.LockSupport.")) {
        return State.PARKED;
      }
      if (method.startsWith("java.lang.Thread.sleep")) {
        return State.SLEEPING;
      }
    }
    return State.WAITING;
  }

  private int lockClass(int row) {
    return lockClasses.computeIfAbsent(table.id("lockName", row), this::lockClassOf);
  }

  /** The lock reads {@code class@hash}; its hash is no address. */
  private int lockClassOf(int lockName) {
    String lock = dictionary.textOrEmpty(lockName);
    int at = lock.lastIndexOf('@');
    String name = at < 0 ? lock : lock.substring(0, at);
    return name.isEmpty() ? -1 : dictionary.intern(name);
  }
}
