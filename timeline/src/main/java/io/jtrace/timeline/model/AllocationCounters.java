package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the JVM itself has counted of the bytes that platform threads allocated, at the first and
 * the last moment at which it was asked. Counts begin with the life of the thread.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class AllocationCounters {
  /** Two readings of a thread's counter; they may be one and the same. */
  public record Counter(long firstNanos, long firstBytes, long lastNanos, long lastBytes) {
    private Counter with(long nanos, long bytes) {
      if (nanos < firstNanos) {
        return new Counter(nanos, bytes, lastNanos, lastBytes);
      }
      return nanos > lastNanos ? new Counter(firstNanos, firstBytes, nanos, bytes) : this;
    }
  }

  private final Map<Integer, Counter> counters;

  private AllocationCounters(Map<Integer, Counter> counters) {
    this.counters = Map.copyOf(counters);
  }

  static AllocationCounters of(Recording recording) {
    Builder builder = new Builder();
    EventTable table = recording.events(ConsumedEvent.THREAD_ALLOCATION_STATISTICS);
    IntColumn threads = table.ids("thread");
    LongColumn bytes = table.numbers("allocated");
    for (int row = 0; row < table.size(); row++) {
      if (threads.at(row) >= 0) {
        builder.add(threads.at(row), table.startNanos(row), bytes.at(row));
      }
    }
    return builder.build();
  }

  /** Returns the counter of {@code thread}; nothing where it was never read. */
  public Optional<Counter> of(int thread) {
    return Optional.ofNullable(counters.get(thread));
  }

  /** Collects readings in any order. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<Integer, Counter> counters = new HashMap<>();

    /** Adds a reading. */
    public void add(int thread, long nanos, long bytes) {
      Counter known = counters.get(thread);
      counters.put(
          thread,
          known == null ? new Counter(nanos, bytes, nanos, bytes) : known.with(nanos, bytes));
    }

    /** Returns the counters added so far. */
    public AllocationCounters build() {
      return new AllocationCounters(counters);
    }
  }
}
