package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;
import java.util.BitSet;

/**
 * From when to when each thread lived, as far as the trace shows.
 *
 * <p>JFR does not record the starts of virtual threads unless asked. Where it was not, all that is
 * known of a virtual thread is that it lived from its first event to its last, and that is what it
 * gets; a platform thread without a recorded start lived before the trace began. A recording that
 * tells when virtual threads run says more: one that starts is runnable before it runs and can
 * record its start, and it has ended when its last run has.
 */
final class Lifetimes {
  private static final long UNSEEN = Long.MIN_VALUE;

  private final Recording recording;
  private final ThreadDirectory directory;
  private final long durationNanos;
  private final Diagnostics.Builder diagnostics;
  private final long[] starts;
  private final long[] ends;
  private final int[] parents;
  private final int[] startStacks;

  /** By thread, when its first custom event began and its last one ended. */
  private final long[] customStarts;

  private final long[] customEnds;

  /** The virtual threads whose runs and wake-ups the recording tells. */
  private final BitSet scheduled = new BitSet();

  private final LongIntMap virtualThreads = new LongIntMap();
  private final boolean areVirtualStartsRecorded;
  private boolean areVirtualThreadsKnown;

  Lifetimes(Recording recording, Diagnostics.Builder diagnostics) {
    this.recording = recording;
    this.diagnostics = diagnostics;
    directory = recording.threads();
    durationNanos = recording.durationNanos();
    int count = directory.size();
    starts = new long[count];
    ends = new long[count];
    parents = new int[count];
    startStacks = new int[count];
    areVirtualStartsRecorded =
        EventSettings.isEnabled(recording, ConsumedEvent.VIRTUAL_THREAD_START);
    boolean areBounded = !areVirtualStartsRecorded && !recording.customTables().isEmpty();
    customStarts = new long[areBounded ? count : 0];
    customEnds = new long[customStarts.length];
  }

  /** Reads when threads started and ended; before this is done nothing is known. */
  void read() {
    Arrays.fill(starts, UNSEEN);
    Arrays.fill(ends, UNSEEN);
    Arrays.fill(parents, -1);
    Arrays.fill(startStacks, -1);
    Arrays.fill(customStarts, Long.MAX_VALUE);
    Arrays.fill(customEnds, Long.MIN_VALUE);
    if (customStarts.length > 0) {
      recording.customTables().forEach(this::customEvents);
    }
    platformThreads();
    virtualThreads();
    woken();
    runs();
    check();
  }

  private void customEvents(EventTable table) {
    for (int row = 0; row < table.size(); row++) {
      int thread = table.thread(row);
      if (thread >= 0 && directory.isVirtual(thread)) {
        customStarts[thread] = Math.min(customStarts[thread], table.startNanos(row));
        customEnds[thread] = Math.max(customEnds[thread], CustomEvents.end(table, row));
      }
    }
  }

  private void platformThreads() {
    EventTable started = recording.events(ConsumedEvent.THREAD_START);
    IntColumn startedThreads = started.ids("thread");
    IntColumn startingThreads = started.ids("parentThread");
    for (int row = 0; row < started.size(); row++) {
      int thread = startedThreads.at(row) >= 0 ? startedThreads.at(row) : started.thread(row);
      started(ConsumedEvent.THREAD_START, started, row, thread, startingThreads.at(row));
    }
    EventTable ended = recording.events(ConsumedEvent.THREAD_END);
    IntColumn endedThreads = ended.ids("thread");
    for (int row = 0; row < ended.size(); row++) {
      int thread = endedThreads.at(row) >= 0 ? endedThreads.at(row) : ended.thread(row);
      ended(ConsumedEvent.THREAD_END, ended, row, thread);
    }
  }

  /** The event's own thread is the virtual thread, or the one that started it; the id tells. */
  private void virtualThreads() {
    EventTable started = recording.events(ConsumedEvent.VIRTUAL_THREAD_START);
    LongColumn startedIds = started.numbers("javaThreadId");
    for (int row = 0; row < started.size(); row++) {
      int own = started.thread(row);
      int thread = virtualThread(own, startedIds.at(row));
      int parent = thread == own ? -1 : own;
      started(ConsumedEvent.VIRTUAL_THREAD_START, started, row, thread, parent);
    }
    EventTable ended = recording.events(ConsumedEvent.VIRTUAL_THREAD_END);
    LongColumn endedIds = ended.numbers("javaThreadId");
    for (int row = 0; row < ended.size(); row++) {
      int thread = virtualThread(ended.thread(row), endedIds.at(row));
      ended(ConsumedEvent.VIRTUAL_THREAD_END, ended, row, thread);
    }
  }

  private int virtualThread(int own, long javaId) {
    if (javaId == 0 || (own >= 0 && directory.javaId(own) == javaId)) {
      return own;
    }
    if (!areVirtualThreadsKnown) {
      areVirtualThreadsKnown = true;
      for (int thread = 0; thread < directory.size(); thread++) {
        if (directory.isVirtual(thread)) {
          virtualThreads.put(directory.javaId(thread), thread);
        }
      }
    }
    return virtualThreads.get(javaId);
  }

  private void woken() {
    IntColumn woken = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).ids("virtualThread");
    for (int row = 0; row < woken.size(); row++) {
      if (woken.at(row) >= 0) {
        scheduled.set(woken.at(row));
      }
    }
  }

  private void runs() {
    EventTable runs = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN);
    IntColumn runners = runs.ids("virtualThread");
    LongColumn reasons = runs.numbers("reason");
    for (int row = 0; row < runs.size(); row++) {
      int thread = runners.at(row);
      if (thread >= 0) {
        scheduled.set(thread);
        if (StopReason.of(reasons.at(row)) == StopReason.ENDED) {
          ends[thread] = Math.max(ends[thread], runs.startNanos(row) + runs.durationNanos(row));
        }
      }
    }
  }

  private void started(ConsumedEvent event, EventTable table, int row, int thread, int parent) {
    if (thread < 0) {
      diagnostics.count(Diagnostic.UNKNOWN_THREAD, event.typeName());
      return;
    }
    starts[thread] = table.startNanos(row);
    parents[thread] = parent;
    startStacks[thread] = table.stack(row);
  }

  private void ended(ConsumedEvent event, EventTable table, int row, int thread) {
    if (thread < 0) {
      diagnostics.count(Diagnostic.UNKNOWN_THREAD, event.typeName());
      return;
    }
    ends[thread] = table.startNanos(row);
  }

  private void check() {
    for (int thread = 0; thread < starts.length; thread++) {
      boolean isBoth = starts[thread] != UNSEEN && ends[thread] != UNSEEN;
      if (isBoth && ends[thread] < starts[thread]) {
        diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "a thread ends before it starts");
        ends[thread] = UNSEEN;
      }
    }
  }

  /** Returns whether the recording tells when this virtual thread ran. */
  boolean isScheduled(int thread) {
    return scheduled.get(thread);
  }

  /** Returns whether there is any such thread. */
  boolean areAnyScheduled() {
    return !scheduled.isEmpty();
  }

  boolean isStartSeen(int thread) {
    return starts[thread] != UNSEEN;
  }

  boolean isEndSeen(int thread) {
    return ends[thread] != UNSEEN;
  }

  int parent(int thread) {
    return parents[thread];
  }

  int startStack(int thread) {
    return startStacks[thread];
  }

  /** Returns whether all that is known of a thread is that it lived while it recorded. */
  private boolean isBounded(int thread) {
    return !areVirtualStartsRecorded && directory.isVirtual(thread);
  }

  /** Returns where the life of a thread that recorded nothing begins within the trace. */
  long startNanos(int thread) {
    return startNanos(thread, isEndSeen(thread) ? ends[thread] : durationNanos);
  }

  /** Returns where the life of a thread begins within the trace, given its first moment. */
  long startNanos(int thread, long firstNanos) {
    long unseen = isBounded(thread) ? Math.min(firstNanos, customStart(thread)) : 0;
    long start = isStartSeen(thread) ? starts[thread] : unseen;
    start = isScheduled(thread) && isStartSeen(thread) ? Math.min(start, firstNanos) : start;
    return Math.min(Math.max(start, 0), durationNanos);
  }

  private long customStart(int thread) {
    return customStarts.length == 0 ? Long.MAX_VALUE : customStarts[thread];
  }

  private long customEnd(int thread) {
    return customEnds.length == 0 ? Long.MIN_VALUE : customEnds[thread];
  }

  /** Returns where the life of a thread ends at the latest. */
  long latestEndNanos(int thread, long startNanos) {
    return clip(isEndSeen(thread) ? ends[thread] : durationNanos, startNanos);
  }

  /** Returns where the life of a thread ends, given where the last thing it recorded did. */
  long endNanos(int thread, long startNanos, long lastNanos) {
    return isBounded(thread) && !isEndSeen(thread) && !isScheduled(thread)
        ? clip(Math.max(lastNanos, customEnd(thread)), startNanos)
        : latestEndNanos(thread, startNanos);
  }

  private long clip(long endNanos, long startNanos) {
    return Math.min(Math.max(endNanos, startNanos), durationNanos);
  }
}
