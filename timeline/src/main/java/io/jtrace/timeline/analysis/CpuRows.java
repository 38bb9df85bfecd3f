package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which thread of the JVM was on which processor.
 *
 * @param rows by number of the processor
 */
public record CpuRows(List<Row> rows) {
  /** More slices than these are summed up in buckets. */
  private static final int MAX_SLICES = 2000;

  /** A stretch that a thread was on the processor. */
  public record Slice(TimeRange range, int thread) {}

  /**
   * A part of the range.
   *
   * @param thread with the most time in it, -1 for none
   * @param share of the bucket that threads of the JVM took, from 0 to 1
   */
  public record Bucket(int thread, double share) {}

  /**
   * One processor: its slices where they are few, else its buckets; the other list is empty.
   *
   * @param busyNanos with threads of the JVM
   */
  public record Row(int cpu, long busyNanos, List<Slice> slices, List<Bucket> buckets) {
    /** Copies the lists. */
    public Row {
      slices = List.copyOf(slices);
      buckets = List.copyOf(buckets);
    }
  }

  /** Copies the list. */
  public CpuRows {
    rows = List.copyOf(rows);
  }

  /**
   * Returns what was on each processor in {@code range}.
   *
   * @param buckets how many, where slices are too many
   */
  public static CpuRows of(Trace trace, TimeRange range, int buckets) {
    IntColumn cpus = trace.cpuSlices().cpus();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cpus.size(); i++) {
      rows.add(row(trace.cpuSlices(), range, cpus.at(i), buckets));
    }
    return new CpuRows(rows);
  }

  private static Row row(CpuSlices slices, TimeRange range, int cpu, int buckets) {
    int first = slices.firstEndingAfter(cpu, range.startNanos());
    int end = first;
    long busy = 0;
    while (end < slices.end(cpu) && slices.startNanos(end) < range.endNanos()) {
      busy += range.overlapNanos(slices.startNanos(end), slices.endNanos(end));
      end++;
    }
    if (end - first > MAX_SLICES) {
      return new Row(cpu, busy, List.of(), buckets(slices, first, end, range, buckets));
    }
    List<Slice> listed = new ArrayList<>();
    for (int slice = first; slice < end; slice++) {
      TimeRange of = new TimeRange(slices.startNanos(slice), slices.endNanos(slice));
      listed.add(new Slice(of, slices.thread(slice)));
    }
    return new Row(cpu, busy, listed, List.of());
  }

  private static List<Bucket> buckets(
      CpuSlices slices, int first, int end, TimeRange range, int count) {
    List<Bucket> buckets = new ArrayList<>();
    double length = range.durationNanos() / (double) count;
    Map<Integer, Long> nanos = new HashMap<>();
    int slice = first;
    for (int bucket = 0; bucket < count; bucket++) {
      long from = range.startNanos() + (long) (bucket * length);
      long to = range.startNanos() + (long) ((bucket + 1) * length);
      nanos.clear();
      while (slice < end && slices.startNanos(slice) < to) {
        long in =
            new TimeRange(from, to).overlapNanos(slices.startNanos(slice), slices.endNanos(slice));
        nanos.merge(slices.thread(slice), in, Long::sum);
        if (slices.endNanos(slice) > to) {
          break; // goes on in the next bucket
        }
        slice++;
      }
      buckets.add(bucket(nanos, to - from));
    }
    return buckets;
  }

  private static Bucket bucket(Map<Integer, Long> nanos, long length) {
    int most = -1;
    long sum = 0;
    for (Map.Entry<Integer, Long> each : nanos.entrySet()) {
      sum += each.getValue();
      most = most < 0 || each.getValue() > nanos.getOrDefault(most, 0L) ? each.getKey() : most;
    }
    return new Bucket(sum == 0 ? -1 : most, length == 0 ? 0 : Math.min(1, (double) sum / length));
  }
}
