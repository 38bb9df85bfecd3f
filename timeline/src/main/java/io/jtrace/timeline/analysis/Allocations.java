package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who allocated, and what. Which class and where is sampled; how much a platform thread allocated
 * is counted by the JVM between two moments, of a carrier together with the virtual threads on it.
 * Where both are known, samples are scaled to what was counted.
 *
 * @param recorded whether the recording would show samples if there were any
 * @param samples how many there are in the range
 * @param sampledBytes what they stand for, as the JVM weights them
 * @param estimatedBytes what they stand for, scaled where a count is known
 * @param threads most bytes first
 * @param classes most bytes first
 */
public record Allocations(
    boolean recorded,
    long samples,
    long sampledBytes,
    long estimatedBytes,
    List<ByThread> threads,
    List<ByClass> classes) {
  /**
   * A thread.
   *
   * @param thread -1 where it is not known
   * @param countedBytes what the JVM counted, if that lies in the range
   * @param site the method outside the JDK in which it allocated most, or null
   */
  public record ByThread(
      int thread,
      @Nullable String threadName,
      long samples,
      long sampledBytes,
      long estimatedBytes,
      OptionalLong countedBytes,
      @Nullable String site) {}

  /** A class; empty where it is not known. */
  public record ByClass(
      String className,
      long samples,
      long sampledBytes,
      long estimatedBytes,
      int threads,
      @Nullable String site) {}

  /** Copies the lists. */
  public Allocations {
    threads = List.copyOf(threads);
    classes = List.copyOf(classes);
  }

  /** Sums up the allocations within {@code range}. */
  public static Allocations of(Trace trace, TimeRange range) {
    AllocationScales scales = new AllocationScales(trace);
    Map<Integer, Sum> byThread = new HashMap<>();
    Map<Integer, Sum> byClass = new HashMap<>();
    Sum all = new Sum();
    Samples samples = trace.samples();
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int sample = samples.firstAtOrAfter(range.startNanos()); sample < end; sample++) {
      if (samples.kind(sample) == Samples.Kind.ALLOCATION) {
        int thread = samples.thread(sample);
        double scale = scales.of(thread);
        all.add(samples, sample, scale);
        byThread.computeIfAbsent(thread, key -> new Sum()).add(samples, sample, scale);
        byClass
            .computeIfAbsent(samples.subject(sample), key -> new Sum())
            .add(samples, sample, scale);
      }
    }
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (scales.counted(thread, range).isPresent()) {
        byThread.computeIfAbsent(thread, key -> new Sum());
      }
    }
    return new Allocations(
        all.samples > 0 || Recorded.in(trace, "jdk.ObjectAllocationSample"),
        all.samples,
        all.sampledBytes,
        Math.round(all.estimatedBytes),
        threads(trace, range, scales, byThread),
        classes(trace, byClass));
  }

  private static List<ByThread> threads(
      Trace trace, TimeRange range, AllocationScales scales, Map<Integer, Sum> sums) {
    List<ByThread> rows = new ArrayList<>();
    sums.forEach(
        (thread, sum) ->
            rows.add(
                new ByThread(
                    thread,
                    thread < 0 ? null : trace.threadName(thread),
                    sum.samples,
                    sum.sampledBytes,
                    Math.round(sum.estimatedBytes),
                    scales.counted(thread, range),
                    sum.site(trace))));
    rows.sort(
        Comparator.comparingLong((ByThread row) -> -row.countedBytes().orElse(row.estimatedBytes()))
            .thenComparing(ByThread::thread));
    return rows;
  }

  private static List<ByClass> classes(Trace trace, Map<Integer, Sum> sums) {
    List<ByClass> rows = new ArrayList<>();
    sums.forEach(
        (subject, sum) ->
            rows.add(
                new ByClass(
                    trace.strings().atOr(subject, ""),
                    sum.samples,
                    sum.sampledBytes,
                    Math.round(sum.estimatedBytes),
                    sum.threads.size(),
                    sum.site(trace))));
    rows.sort(
        Comparator.comparingLong((ByClass row) -> -row.estimatedBytes())
            .thenComparing(ByClass::className));
    return rows;
  }

  /** What samples stand for, by thread and by stack. */
  private static final class Sum {
    private long samples;
    private long sampledBytes;
    private double estimatedBytes;
    private final Map<Integer, Double> threads = new HashMap<>();
    private final Map<Integer, Double> stacks = new HashMap<>();

    void add(Samples of, int sample, double scale) {
      double bytes = of.weight(sample) * scale;
      samples++;
      sampledBytes += of.weight(sample);
      estimatedBytes += bytes;
      threads.merge(of.thread(sample), bytes, Double::sum);
      stacks.merge(of.stack(sample), bytes, Double::sum);
    }

    @Nullable String site(Trace trace) {
      Map<String, Double> sites = new HashMap<>();
      stacks.forEach(
          (stack, bytes) -> {
            if (stack != Stacks.NONE) {
              sites.merge(Grouping.startMethod(trace, stack), bytes, Double::sum);
            }
          });
      return sites.entrySet().stream()
          .max(
              Map.Entry.<String, Double>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .orElse(null);
    }
  }
}
