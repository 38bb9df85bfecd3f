package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.Arrays;
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
 * <p>All statuses are judged when this is made: from then on it is immutable and safe to share
 * between threads.
 */
final class StatusProofs {
  /** What a status says of its moment, short of a proof. */
  enum Finding {
    RUNNING,
    NATIVE,
    /** The thread waited at this moment, or may have; it is not known since when. */
    UNKNOWN
  }

  /** What is proven of the time between two statuses; ids or -1. */
  record Proof(State state, int operation, int subject, int stack, int other) {}

  private static final Proof NOTHING = new Proof(State.UNDETERMINED, -1, -1, Stacks.NONE, -1);

  private final IntColumn threads;
  private final LongColumn starts;

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
    EventTable table = recording.events(ConsumedEvent.JTRACE_THREAD_STATUS);
    threads = table.ids("thread");
    starts = table.starts();
    findings = new Finding[table.size()];
    stacks = new int[table.size()];
    nativeMethods = new int[table.size()];
    proofs = new Proof[table.size()];
    order = order();
    if (order.length > 0) {
      judge(new StatusJudge(table, recording.threads(), dictionary));
    }
  }

  private int[] order() {
    int count = 0;
    int[] rows = new int[threads.size()];
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

  private void judge(StatusJudge judge) {
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      int before = i > 0 && threads.at(order[i - 1]) == threads.at(row) ? order[i - 1] : -1;
      if (before < 0) {
        firsts.put(threads.at(row), i);
      }
      findings[row] = judge.finding(before, row);
      stacks[row] = judge.stack(row);
      nativeMethods[row] = findings[row] == Finding.NATIVE ? judge.nativeMethod(row) : -1;
      proofs[row] = before >= 0 ? judge.proof(before, row) : null;
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
}
