package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Turns {@code System.nanoTime()} into the time of the trace. The recorder writes both down once a
 * second ({@code jtrace.ClockSync}), and at the ends of a trace.
 *
 * <p>The clocks drift by less than a microsecond in some seconds. But whoever reads both may be
 * interrupted in between, which makes single pairs wrong by tens of microseconds; so each pair
 * counts with the median of its neighbours' distances.
 *
 * <p>Immutable and safe to share between threads.
 */
final class MonotonicClock {
  /** Pairs on each side whose distances are compared with that of a pair. */
  private static final int NEIGHBOURS = 2;

  /** Two readings of one moment. */
  private record Pair(long monotonicNanos, long distanceNanos) {}

  private final Pair[] pairs;

  private MonotonicClock(List<Pair> read) {
    read.sort(Comparator.comparingLong(Pair::monotonicNanos));
    pairs = new Pair[read.size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new Pair(read.get(i).monotonicNanos, median(read, i));
    }
  }

  private static long median(List<Pair> read, int at) {
    int from = Math.max(0, at - NEIGHBOURS);
    int to = Math.min(read.size(), at + NEIGHBOURS + 1);
    long[] distances = new long[to - from];
    Arrays.setAll(distances, i -> read.get(from + i).distanceNanos);
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }

  /** Returns the clock of one of the JVMs of a recording. */
  static MonotonicClock of(Recording recording, int jvm) {
    List<Pair> pairs = new ArrayList<>();
    add(pairs, recording, ConsumedEvent.CLOCK_SYNC, jvm);
    if (pairs.isEmpty()) { // written once only, and not as carefully
      add(pairs, recording, ConsumedEvent.JTRACE_TRACE_INFO, jvm);
    }
    return new MonotonicClock(pairs);
  }

  private static void add(List<Pair> pairs, Recording recording, ConsumedEvent event, int jvm) {
    EventTable table = recording.events(event);
    LongColumn readings = table.numbers("nanoTime");
    for (int row = 0; row < table.size(); row++) {
      int thread = table.thread(row);
      int own = thread < 0 ? 0 : recording.threads().jvm(thread);
      if (own == jvm && readings.at(row) != 0) {
        pairs.add(new Pair(readings.at(row), table.startNanos(row) - readings.at(row)));
      }
    }
  }

  /** Returns whether nothing is known of the clock. */
  boolean isUnknown() {
    return pairs.length == 0;
  }

  /** Returns the time of the trace at {@code monotonicNanos}; the clock must be known. */
  long traceNanos(long monotonicNanos) {
    int low = 0;
    int high = pairs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pairs[middle].monotonicNanos <= monotonicNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 || low == pairs.length) {
      return monotonicNanos + pairs[low == 0 ? 0 : low - 1].distanceNanos;
    }
    Pair before = pairs[low - 1];
    Pair after = pairs[low];
    double share =
        (double) (monotonicNanos - before.monotonicNanos)
            / (after.monotonicNanos - before.monotonicNanos);
    return monotonicNanos
        + before.distanceNanos
        + Math.round((after.distanceNanos - before.distanceNanos) * share);
  }
}
