package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>All statuses are judged, and what they name is named, when this is made: from then on it is
 * immutable and safe to share between threads.
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

  /** Nothing below these innermost methods says how a thread waits. */
  private static final int TELLING_METHODS = 3;

  private static final Proof NOTHING = new Proof(State.UNDETERMINED, -1, -1, Stacks.NONE, -1);

  /** What is proven of the time between two statuses; ids or -1. */
  record Proof(State state, int operation, int subject, int stack, int other) {}

  private final EventTable table;
  private final IntColumn threads;
  private final LongColumn starts;
  private final IntColumn topFrames;
  private final Dictionary dictionary;
  private final LongIntMap threadsByJavaId = new LongIntMap();

  /** By {@code topFrames}, the innermost methods without their lines. */
  private final Map<Integer, String[]> methods = new HashMap<>();

  /** The rows with a thread, by thread and time. */
  private final int[] order;

  /** By thread, where its rows begin in the order. */
  private final LongIntMap firsts = new LongIntMap();

  // By row.
  private final Finding[] findings;
  private final int[] stacks;
  private final int[] nativeMethods;

  /** What the status proves together with the one before. */
  private final @Nullable Proof[] proofs;

  StatusProofs(Recording recording, Dictionary dictionary) {
    table = recording.events(ConsumedEvent.JTRACE_THREAD_STATUS);
    threads = table.ids("thread");
    starts = table.starts();
    topFrames = table.ids("topFrames");
    this.dictionary = dictionary;
    findings = new Finding[table.size()];
    stacks = new int[table.size()];
    nativeMethods = new int[table.size()];
    proofs = new Proof[table.size()];
    order = order();
    if (table.size() > 0) {
      ThreadDirectory directory = recording.threads();
      for (int thread = 0; thread < directory.size(); thread++) {
        threadsByJavaId.put(directory.javaId(thread), thread);
      }
    }
    judge();
  }

  private int[] order() {
    int count = 0;
    int[] rows = new int[table.size()];
    for (int row = 0; row < rows.length; row++) {
      if (threads.at(row) >= 0) {
        rows[count++] = row;
      }
    }
    RunSort.sort(rows, 0, count, this::isAfter);
    return Arrays.copyOf(rows, count);
  }

  private boolean isAfter(int row, int other) {
    return threads.at(row) != threads.at(other)
        ? threads.at(row) > threads.at(other)
        : starts.at(row) > starts.at(other);
  }

  private void judge() {
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      int before = i > 0 && threads.at(order[i - 1]) == threads.at(row) ? order[i - 1] : -1;
      if (before < 0) {
        firsts.put(threads.at(row), i);
      }
      stacks[row] = dictionary.stackOf(dictionary.textOrEmpty(topFrames.at(row)));
      nativeMethods[row] = -1;
      findings[row] = judge(before, row);
      if (findings[row] == Finding.NATIVE) {
        nativeMethods[row] = dictionary.intern(simpleMethod(method(row, 0)));
      }
      proofs[row] = before >= 0 && isProof(before, row) ? prove(row) : null;
    }
  }

  /** Returns whether there are statuses of {@code thread}. */
  boolean has(int thread) {
    return firsts.get(thread) >= 0;
  }

  /** Reads the statuses of {@code thread} and what they prove into {@code cursor}. */
  void read(int thread, EntryCursor cursor) {
    cursor.clear();
    for (int i = firsts.get(thread); i < order.length && threads.at(order[i]) == thread; i++) {
      long start = starts.at(order[i]);
      int next = i + 1 < order.length ? order[i + 1] : -1;
      if (next >= 0 && threads.at(next) == thread && proofs[next] != null) {
        cursor.add(Evidence.PROOF, next, start, starts.at(next) - start);
      }
      cursor.add(Evidence.STATUS, order[i], start, 0);
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

  private Finding judge(int before, int row) {
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
      return new Proof(State.NATIVE, nativeMethods[row], -1, stacks[row], -1);
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
    return new Proof(state, operation, lockClass(row), stacks[row], owner);
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

  /** The lock reads {@code class@hash}; its hash is no address. */
  private int lockClass(int row) {
    String lock = dictionary.textOrEmpty(table.id("lockName", row));
    int at = lock.lastIndexOf('@');
    String name = at < 0 ? lock : lock.substring(0, at);
    return name.isEmpty() ? -1 : dictionary.intern(name);
  }

  /** Returns what the status in {@code row} says of its moment. */
  Finding finding(int row) {
    return findings[row];
  }

  /** Returns the stack at the status in {@code row}, or -1. */
  int stack(int row) {
    return stacks[row];
  }

  /** Returns the id of the name of the native method a status found its thread in, or -1. */
  int nativeMethod(int row) {
    return nativeMethods[row];
  }

  /** Returns what the status in {@code row} proves together with the one before. */
  Proof proof(int row) {
    Proof proof = proofs[row];
    return proof == null ? NOTHING : proof;
  }

  /** Turns {@code sun.nio.ch.EPoll.wait} into {@code EPoll.wait}. */
  static String simpleMethod(String method) {
    int dot = method.lastIndexOf('.');
    return method.substring(method.lastIndexOf('.', dot - 1) + 1);
  }
}
