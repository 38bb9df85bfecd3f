package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which thread was on which processor: all intervals where they are few, else what there was most
 * of in buckets.
 *
 * @param knownToNanos when the last interval of the trace ends: after it nothing is known
 * @param names of the threads in the rows, by id
 * @param rows by number of the processor; none where intervals are not recorded
 */
public record CpuRows(
    CpuSource source, long knownToNanos, SortedMap<Integer, String> names, List<Row> rows) {
  private static final int MOST_SLICES = 2000;

  /**
   * A processor; either slices or buckets are empty.
   *
   * @param busyNanos how long threads of this JVM were on it
   * @param isExact whether there are slices rather than buckets
   */
  public record Row(
      int cpu, long busyNanos, boolean isExact, List<Slice> slices, List<Bucket> buckets) {
    /** Copies the lists. */
    public Row {
      slices = List.copyOf(slices);
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * An interval, whole even where the range cuts it.
   *
   * @param thread or -1 where the recording does not name it
   */
  public record Slice(long startNanos, long endNanos, int thread) {}

  /**
   * A part of the range.
   *
   * @param thread that was on the processor longest in it, or -1
   * @param share how much of it the processor was busy, from 0 to 15, rounded up
   */
  public record Bucket(int thread, int share) {}

  /** Copies the collections. */
  public CpuRows {
    names = new TreeMap<>(names);
    rows = List.copyOf(rows);
  }

  /**
   * Looks at {@code range}.
   *
   * @param buckets how many to divide it into where there are many intervals, at least one
   */
  public static CpuRows of(Trace trace, TimeRange range, int buckets) {
    CpuSlices all = trace.cpuSlices();
    SortedMap<Integer, String> names = new TreeMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < all.cpus().size(); i++) {
      Row row = row(all, range, all.cpus().at(i), buckets);
      row.slices().forEach(slice -> name(trace, slice.thread(), names));
      row.buckets().forEach(bucket -> name(trace, bucket.thread(), names));
      rows.add(row);
    }
    return new CpuRows(trace.facts().cpuSource(), all.knownToNanos(), names, rows);
  }

  private static void name(Trace trace, int thread, Map<Integer, String> names) {
    if (thread >= 0) {
      names.computeIfAbsent(thread, trace::threadName);
    }
  }

  private static Row row(CpuSlices all, TimeRange range, int cpu, int buckets) {
    int first = all.firstEndingAfter(cpu, range.startNanos());
    int end = first;
    long busyNanos = 0;
    while (end < all.end(cpu) && all.startNanos(end) < range.endNanos()) {
      busyNanos += range.overlapNanos(all.startNanos(end), all.endNanos(end));
      end++;
    }
    if (end - first > MOST_SLICES) {
      return new Row(cpu, busyNanos, false, List.of(), buckets(all, range, first, end, buckets));
    }
    List<Slice> slices = new ArrayList<>();
    for (int slice = first; slice < end; slice++) {
      slices.add(new Slice(all.startNanos(slice), all.endNanos(slice), all.thread(slice)));
    }
    return new Row(cpu, busyNanos, true, slices, List.of());
  }

  private static List<Bucket> buckets(
      CpuSlices all, TimeRange range, int first, int end, int count) {
    double bucketNanos = range.durationNanos() / (double) count;
    List<Bucket> buckets = new ArrayList<>();
    int slice = first;
    for (int i = 0; i < count; i++) {
      TimeRange bucket =
          new TimeRange(
              range.startNanos() + Math.round(i * bucketNanos),
              range.startNanos() + Math.round((i + 1) * bucketNanos));
      while (slice < end && all.endNanos(slice) <= bucket.startNanos()) {
        slice++;
      }
      buckets.add(bucket(all, bucket, slice, end));
    }
    return buckets;
  }

  private static Bucket bucket(CpuSlices all, TimeRange range, int first, int end) {
    Map<Integer, Long> nanosByThread = new HashMap<>();
    long busyNanos = 0;
    long mostNanos = 0;
    int thread = -1;
    for (int slice = first; slice < end && all.startNanos(slice) < range.endNanos(); slice++) {
      long nanos = range.overlapNanos(all.startNanos(slice), all.endNanos(slice));
      long itsNanos = nanosByThread.merge(all.thread(slice), nanos, Long::sum);
      busyNanos += nanos;
      if (itsNanos > mostNanos) {
        mostNanos = itsNanos;
        thread = all.thread(slice);
      }
    }
    long bucketNanos = Math.max(1, range.durationNanos());
    return new Bucket(thread, (int) Math.min(15, (busyNanos * 15 + bucketNanos - 1) / bucketNanos));
  }
}
