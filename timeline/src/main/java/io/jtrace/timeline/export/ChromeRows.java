package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.timeline.model.Track;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of Chrome's format, which knows only processes and threads: whatever is no thread gets a
 * made-up tid. Rows are named when they are first used.
 *
 * <p>Not safe for use by several threads.
 */
final class ChromeRows {
  /** The first rows are those of the JVM, then threads; lanes of virtual threads are last. */
  private static final int FIRST_THREAD_RANK = 1_000;

  private static final int FIRST_LANE_RANK = 1_000_000;

  private record RowKey(int jvm, String name, int owner, int lane) {}

  /** What shares lanes; the owner is a thread for the regions of a thread, else -1. */
  private record LanesKey(Track track, int jvm, int owner) {}

  private final Trace trace;
  private final ThreadRows rows;
  private final ChromeWriter out;
  private final int[] ranks;
  private final Map<LanesKey, Lanes> lanes = new HashMap<>();
  private final Map<RowKey, Integer> tids = new HashMap<>();

  ChromeRows(Trace trace, ThreadRows rows, ChromeWriter out) {
    this.trace = trace;
    this.rows = rows;
    this.out = out;
    ranks = new int[trace.threads().size()];
  }

  void declareThreads() throws IOException {
    for (int jvm = 0; jvm < trace.facts().jvms().size(); jvm++) {
      TraceFacts.Jvm facts = trace.facts().jvms().get(jvm);
      int pid = rows.pid(jvm);
      String name = facts.mainClass().isEmpty() ? "java" : facts.mainClass();
      out.metadata("process_name", pid, pid, "name", name);
      out.metadata("process_sort_index", pid, pid, "sort_index", jvm);
    }
    int rank = FIRST_THREAD_RANK;
    for (int thread : rows.inOrder()) {
      ranks[thread] = rank;
      declare(pid(thread), rows.tid(thread), trace.threadName(thread), rank);
      rank += 2;
    }
  }

  private void declare(int pid, int tid, String name, int rank) throws IOException {
    out.metadata("thread_name", pid, tid, "name", name);
    out.metadata("thread_sort_index", pid, tid, "sort_index", rank);
  }

  int pid(int thread) {
    return rows.pid(trace.threads().jvm(thread));
  }

  /** Returns the row of a thread's states: its own or its lane. */
  int tid(int thread) throws IOException {
    if (!rows.isPacked(thread)) {
      return rows.tid(thread);
    }
    int lane = rows.lane(thread);
    return row(trace.threads().jvm(thread), "virtual threads", -1, lane, FIRST_LANE_RANK + lane);
  }

  /** Returns the JVM that a slice belongs to; the first where the recording does not tell. */
  int jvmOf(int slice) {
    int thread = trace.slices().thread(slice);
    return thread >= 0 ? trace.threads().jvm(thread) : 0;
  }

  /** Returns a row where {@code [start, end)} of a slice nests with what is there already. */
  int tidOfSlice(int slice, long start, long end) throws IOException {
    Slices slices = trace.slices();
    Track track = slices.track(slice);
    int jvm = jvmOf(slice);
    int thread = slices.thread(slice);
    boolean besideThread = SliceTracks.belongsToThread(slices, slice) && !rows.isPacked(thread);
    int owner = besideThread ? thread : -1;
    int lane =
        lanes
            .computeIfAbsent(new LanesKey(track, jvm, owner), key -> new Lanes())
            .place(track.nests() ? slices.depth(slice) : 0, start, end);
    return besideThread
        ? row(jvm, trace.threadName(thread) + ": regions", thread, lane, ranks[thread] + 1)
        : row(jvm, track.label(), -1, lane, track.ordinal());
  }

  /** Returns the row of what a carrier carried; more rows where that overlaps. */
  int tidOfCarried(int carrier, int lane) throws IOException {
    String name = trace.threadName(carrier) + ": " + CarrierSlices.ROW;
    return row(trace.threads().jvm(carrier), name, carrier, lane, ranks[carrier] + 1);
  }

  /** Returns a row of custom events: beside the thread that owns it, or one of the JVM's. */
  int tidOfCustomEvent(int jvm, int owner, int lane) throws IOException {
    return owner >= 0
        ? row(jvm, trace.threadName(owner) + ": events", owner, lane, ranks[owner] + 1)
        : row(jvm, "Events", -1, lane, FIRST_THREAD_RANK - 1);
  }

  /** Returns the row for what happens in the JVM without a thread. */
  int tidOfJvm() throws IOException {
    return row(0, "Instants", -1, 0, FIRST_THREAD_RANK - 1);
  }

  private int row(int jvm, String name, int owner, int lane, int rank) throws IOException {
    RowKey key = new RowKey(jvm, name, owner, lane);
    Integer known = tids.get(key);
    if (known != null) {
      return known;
    }
    int tid = ThreadIds.trackTid(tids.size());
    tids.put(key, tid);
    declare(rows.pid(jvm), tid, name, rank);
    return tid;
  }
}
