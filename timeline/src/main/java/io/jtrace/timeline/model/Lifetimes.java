package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * From when to when each thread lived, as far as the trace shows.
 *
 * <p>JFR does not record the starts of virtual threads unless asked. Where it was not, all that is
 * known of a virtual thread is that it lived from its first event to its last, and that is what it
 * gets; a platform thread without a recorded start lived before the trace began.
 */
final class Lifetimes {
  private static final long UNSEEN = Long.MIN_VALUE;

  private final Recording recording;
  private final Diagnostics.Builder diagnostics;
  private final long[] starts;
  private final long[] ends;
  private final int[] parents;
  private final int[] startStacks;
  private final Map<Long, Integer> virtualThreads = new HashMap<>();
  private final boolean areVirtualStartsRecorded;

  Lifetimes(Recording recording, Diagnostics.Builder diagnostics) {
    this.recording = recording;
    this.diagnostics = diagnostics;
    int count = recording.threads().size();
    starts = filled(count);
    ends = filled(count);
    parents = new int[count];
    startStacks = new int[count];
    Arrays.fill(parents, -1);
    Arrays.fill(startStacks, -1);
    areVirtualStartsRecorded =
        EventSettings.isEnabled(recording, ConsumedEvent.VIRTUAL_THREAD_START);
    platformThreads();
    virtualThreads();
    check();
  }

  private static long[] filled(int count) {
    long[] values = new long[count];
    Arrays.fill(values, UNSEEN);
    return values;
  }

  private void platformThreads() {
    EventTable started = recording.events(ConsumedEvent.THREAD_START);
    for (int row = 0; row < started.size(); row++) {
      started(started, row, named(started, row), started.id("parentThread", row));
    }
    EventTable ended = recording.events(ConsumedEvent.THREAD_END);
    for (int row = 0; row < ended.size(); row++) {
      ended(ended, row, named(ended, row));
    }
  }

  private static int named(EventTable table, int row) {
    int thread = table.id("thread", row);
    return thread >= 0 ? thread : table.thread(row);
  }

  /** The event's own thread is the virtual thread, or the one that started it; the id tells. */
  private void virtualThreads() {
    EventTable started = recording.events(ConsumedEvent.VIRTUAL_THREAD_START);
    for (int row = 0; row < started.size(); row++) {
      int thread = virtualThread(started, row);
      int parent = thread == started.thread(row) ? -1 : started.thread(row);
      started(started, row, thread, parent);
    }
    EventTable ended = recording.events(ConsumedEvent.VIRTUAL_THREAD_END);
    for (int row = 0; row < ended.size(); row++) {
      ended(ended, row, virtualThread(ended, row));
    }
  }

  private int virtualThread(EventTable table, int row) {
    ThreadDirectory threads = recording.threads();
    int thread = table.thread(row);
    long javaId = table.number("javaThreadId", row);
    if (javaId == 0 || (thread >= 0 && threads.javaId(thread) == javaId)) {
      return thread;
    }
    if (virtualThreads.isEmpty()) {
      for (int t = 0; t < threads.size(); t++) {
        if (threads.isVirtual(t)) {
          virtualThreads.put(threads.javaId(t), t);
        }
      }
    }
    return virtualThreads.getOrDefault(javaId, -1);
  }

  private void started(EventTable table, int row, int thread, int parent) {
    if (thread < 0) {
      diagnostics.count(Diagnostic.UNKNOWN_THREAD, table.typeName());
      return;
    }
    starts[thread] = table.startNanos(row);
    parents[thread] = parent;
    startStacks[thread] = table.stack(row);
  }

  private void ended(EventTable table, int row, int thread) {
    if (thread < 0) {
      diagnostics.count(Diagnostic.UNKNOWN_THREAD, table.typeName());
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

  /** Returns the lifetime of {@code thread} within the trace. */
  TimeRange of(int thread, Evidence evidence) {
    long duration = recording.durationNanos();
    boolean isBounded = recording.threads().isVirtual(thread) && !areVirtualStartsRecorded;
    long start = isStartSeen(thread) ? starts[thread] : 0;
    long end = isEndSeen(thread) ? ends[thread] : duration;
    if (isBounded && !isStartSeen(thread)) {
      boolean isEmpty = evidence.first(thread) == evidence.end(thread);
      start = isEmpty ? end : evidence.startNanos(evidence.first(thread));
    }
    if (isBounded && !isEndSeen(thread)) {
      end = start;
      for (int i = evidence.first(thread); i < evidence.end(thread); i++) {
        end = Math.max(end, evidence.endNanos(i));
      }
    }
    long clippedStart = Math.min(Math.max(start, 0), duration);
    return new TimeRange(clippedStart, Math.min(Math.max(end, clippedStart), duration));
  }
}
