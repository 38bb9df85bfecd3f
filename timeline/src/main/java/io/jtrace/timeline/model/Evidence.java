package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadRuns;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;

/**
 * Everything that a recording tells of what threads did. Nothing is copied: an entry is a code and
 * the row of a table. The code is the ordinal of the event, {@link #STATUS} or {@link #PROOF}.
 *
 * <p>Immutable and safe to share between threads. {@link ThreadEvidence} reads it.
 */
final class Evidence {
  /** What an entry means to the replay. */
  enum Kind {
    IGNORED(0, 0),
    OPERATION(1, Long.MAX_VALUE),
    INSTANT(0, 0),
    NATIVE_SAMPLE(0, 0),
    PARK(1, Long.MAX_VALUE),
    /** A carrier runs a virtual thread: a run, seen from both. */
    RUN(1, Long.MAX_VALUE),
    RUNNABLE(0, 0),
    UNPARK(0, 0),
    LOCK_WAIT(0, 0),
    PINNED(1, Long.MAX_VALUE),
    /** A method that was traced. */
    TRACED(1, Long.MAX_VALUE),
    STATUS(0, 0),
    PROOF(0, Long.MAX_VALUE);

    private final long minNanos;
    private final long maxNanos;

    Kind(long minNanos, long maxNanos) {
      this.minNanos = minNanos;
      this.maxNanos = maxNanos;
    }

    /** Returns whether {@link SpanLaw} knows it. */
    boolean isOperation() {
      return this == OPERATION || this == PARK || this == RUN;
    }

    /**
     * Returns how long an entry lasts. Instants have no length whatever their events say; an
     * operation shorter than the clock can tell takes one nanosecond, so that it is not lost.
     */
    long lengthNanos(long recordedNanos) {
      return Math.max(minNanos, Math.min(recordedNanos, maxNanos));
    }
  }

  private static final int EVENTS = ConsumedEvent.values().length;

  /** The code of the status of a thread. */
  static final int STATUS = EVENTS;

  /** The code of what two statuses prove. */
  static final int PROOF = EVENTS + 1;

  /** The code of a park for a lock; the row is that of the lock wait. */
  static final int LOCK_PARK = EVENTS + 2;

  /** The codes of methods in which a virtual thread waits, by {@link TracedMethods.Meaning}. */
  static final int FIRST_TRACED = EVENTS + 3;

  private static final int CODES = FIRST_TRACED + TracedMethods.Meaning.count();

  private static final Kind[] KINDS = kinds();
  private static final int[] LAWS = laws();

  final StatusProofs statuses;

  /** By row of the unparks, who was unparked. */
  private final IntColumn unparked;

  private final ThreadRuns runs;
  private final LongColumn[] starts = new LongColumn[EVENTS];
  private final LongColumn[] durations = new LongColumn[EVENTS];

  Evidence(Recording recording, StatusProofs statuses) {
    this.statuses = statuses;
    runs = recording.threadRuns();
    for (ConsumedEvent event : ConsumedEvent.values()) {
      EventTable table = recording.events(event);
      starts[event.ordinal()] = table.starts();
      durations[event.ordinal()] = table.durations();
    }
    unparked = recording.events(ConsumedEvent.UNPARK).ids("thread");
    sortFirst(ConsumedEvent.UNPARK);
    sortFirst(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE);
  }

  /** What wakes a thread comes before what that thread does then, should both be at one tick. */
  private void sortFirst(ConsumedEvent event) {
    int rows = starts[event.ordinal()].size();
    durations[event.ordinal()] = LongColumn.repeated(Long.MAX_VALUE, rows);
  }

  private static Kind[] kinds() {
    Kind[] kinds = new Kind[CODES];
    Arrays.fill(kinds, Kind.IGNORED);
    for (SpanLaw law : SpanLaw.values()) {
      kinds[law.event().ordinal()] = Kind.OPERATION;
    }
    for (InstantLaw law : InstantLaw.values()) {
      kinds[law.event().ordinal()] =
          law == InstantLaw.NATIVE_SAMPLE ? Kind.NATIVE_SAMPLE : Kind.INSTANT;
    }
    kinds[ConsumedEvent.VIRTUAL_THREAD_PINNED.ordinal()] = Kind.PINNED;
    kinds[ConsumedEvent.METHOD_TRACE.ordinal()] = Kind.TRACED;
    Arrays.fill(kinds, FIRST_TRACED, CODES, Kind.TRACED);
    kinds[ConsumedEvent.THREAD_PARK.ordinal()] = Kind.PARK;
    kinds[LOCK_PARK] = Kind.PARK;
    kinds[ConsumedEvent.VIRTUAL_THREAD_RUN.ordinal()] = Kind.RUN;
    kinds[ConsumedEvent.VIRTUAL_THREAD_RUNNABLE.ordinal()] = Kind.RUNNABLE;
    kinds[ConsumedEvent.UNPARK.ordinal()] = Kind.UNPARK;
    kinds[ConsumedEvent.LOCK_WAIT.ordinal()] = Kind.LOCK_WAIT;
    kinds[STATUS] = Kind.STATUS;
    kinds[PROOF] = Kind.PROOF;
    return kinds;
  }

  private static int[] laws() {
    int[] laws = new int[CODES];
    laws[LOCK_PARK] = SpanLaw.PARK.ordinal();
    for (SpanLaw law : SpanLaw.values()) {
      laws[law.event().ordinal()] = law.ordinal();
    }
    return laws;
  }

  static Kind kind(int code) {
    return KINDS[code];
  }

  /** Returns the number of the source of the spans of an {@link Kind#OPERATION}, or traced. */
  static int spanSource(int code) {
    if (code >= FIRST_TRACED) {
      return SpanSources.FIRST_TRACED + code - FIRST_TRACED;
    }
    return code == LOCK_PARK ? SpanSources.LOCK_PARK : SpanSources.ofLaw(LAWS[code]);
  }

  /** Returns the law of an {@link Kind#OPERATION}. */
  static SpanLaw spanLaw(int code) {
    return SpanLaw.at(LAWS[code]);
  }

  /** Counts the operations that name no thread, and so belong to no row. */
  static void countUnknownThreads(Recording recording, Diagnostics.Builder diagnostics) {
    for (ConsumedEvent event : ConsumedEvent.values()) {
      boolean isOperation =
          KINDS[event.ordinal()].isOperation() || KINDS[event.ordinal()] == Kind.PINNED;
      IntColumn threads = recording.events(event).threads();
      for (int row = 0; isOperation && threads.min() < 0 && row < threads.size(); row++) {
        if (threads.at(row) < 0) {
          diagnostics.count(Diagnostic.UNKNOWN_THREAD, event.typeName());
        }
      }
    }
  }

  ThreadRuns runs() {
    return runs;
  }

  /** Reads the entries {@code [from, to)} of the runs into the beginning of the arrays. */
  void read(int from, int to, int[] codes, int[] rows, long[] startsOut, long[] durationsOut) {
    runs.copy(from, to, codes, rows);
    for (int i = 0; i < to - from; i++) {
      startsOut[i] = starts[codes[i]].at(rows[i]);
      durationsOut[i] = durations[codes[i]].at(rows[i]);
    }
  }

  /**
   * Returns whether {@code thread} recorded anything that begins in {@code [fromNanos, toNanos)}.
   *
   * @param passesNatives whether samples of native code do not count
   */
  boolean hasEventIn(int thread, long fromNanos, long toNanos, boolean passesNatives) {
    for (int run = runs.firstRun(thread); run < runs.endRun(thread); run++) {
      int end = runs.end(run);
      int entry = firstFrom(fromNanos, runs.first(run), end);
      for (; entry < end && startNanos(entry) < toNanos; entry++) {
        Kind kind = KINDS[runs.event(entry)];
        if (kind != Kind.IGNORED
            && !(passesNatives && kind == Kind.NATIVE_SAMPLE)
            && !(kind == Kind.UNPARK && unparked.at(runs.row(entry)) == thread)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns the row of the first unpark of {@code thread} in {@code [fromNanos, toNanos]}, or -1.
   */
  int firstUnpark(int thread, long fromNanos, long toNanos) {
    int first = -1;
    long until = toNanos;
    for (int run = runs.firstRun(thread); run < runs.endRun(thread); run++) {
      int end = runs.end(run);
      int entry = firstFrom(fromNanos, runs.first(run), end);
      for (; entry < end && startNanos(entry) <= until; entry++) {
        boolean isUnpark = KINDS[runs.event(entry)] == Kind.UNPARK;
        if (isUnpark && unparked.at(runs.row(entry)) == thread) {
          first = runs.row(entry);
          until = startNanos(entry) - 1;
        }
      }
    }
    return first;
  }

  private int firstFrom(long nanos, int first, int end) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (startNanos(middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long startNanos(int entry) {
    return starts[runs.event(entry)].at(runs.row(entry));
  }
}
