package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How busy processors were over time, or what comes closest to them in the recording.
 *
 * @param sources that the recording has, the best first
 * @param source of the rows; empty if there is none
 */
public record ProcessorUse(List<Source> sources, Optional<Source> source, List<Row> rows) {
  /** What tells how busy something was. */
  public enum Source {
    /** Intervals on processors. */
    PROCESSORS("exact, from perf; threads of this JVM only"),
    /** Runs of virtual threads. */
    CARRIERS("carriers of virtual threads: busy while one was mounted"),
    /** A mean over all processors. */
    LOAD("mean of all processors between two readings (jdk.CPULoad)");

    private final String sentence;

    Source(String sentence) {
      this.sentence = sentence;
    }

    /** Returns the source with this {@link #key}. */
    public static Optional<Source> named(String key) {
      for (Source source : values()) {
        if (source.key().equals(key)) {
          return Optional.of(source);
        }
      }
      return Optional.empty();
    }

    /** Returns the name in addresses, such as {@code carriers}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is counted, for people. */
    public String sentence() {
      return sentence;
    }
  }

  /**
   * A processor, a carrier, or all processors together.
   *
   * @param thread of a carrier, else -1
   * @param busyNanos within the range, where it is known; of all processors their mean
   * @param knownNanos how much of the range is known
   * @param shares by bucket, how much of what is known of it was busy; NaN where nothing is known
   */
  public record Row(
      String name, int thread, double busyNanos, long knownNanos, List<Double> shares) {
    /** Copies the list. */
    public Row {
      shares = List.copyOf(shares);
    }
  }

  /** Copies the lists. */
  public ProcessorUse {
    sources = List.copyOf(sources);
    rows = List.copyOf(rows);
  }

  /**
   * Looks at {@code range}.
   *
   * @param wanted where the recording does not have it, or none is, the best is taken
   * @param buckets how many to divide the range into, at least one
   */
  public static ProcessorUse of(
      Trace trace, TimeRange range, Optional<Source> wanted, int buckets) {
    Set<Source> sources = sources(trace);
    Optional<Source> source =
        wanted.filter(sources::contains).or(() -> sources.stream().findFirst());
    List<Row> rows =
        source
            .map(
                chosen ->
                    switch (chosen) {
                      case PROCESSORS -> processors(trace, range, buckets);
                      case CARRIERS -> carriers(trace, range, buckets);
                      case LOAD -> load(trace, range, buckets);
                    })
            .orElse(List.of());
    return new ProcessorUse(List.copyOf(sources), source, rows);
  }

  private static Set<Source> sources(Trace trace) {
    Set<Source> sources = EnumSet.noneOf(Source.class);
    if (trace.cpuSlices().size() > 0) {
      sources.add(Source.PROCESSORS);
    }
    if (trace.carrierRuns().size() > 0) {
      sources.add(Source.CARRIERS);
    }
    if (trace.counters().stream().anyMatch(counter -> counter.key().equals("cpu.machine"))) {
      sources.add(Source.LOAD);
    }
    return sources;
  }

  /** Exact intervals may have been given up before the range ends; what follows is not known. */
  private static List<Row> processors(Trace trace, TimeRange range, int buckets) {
    CpuSlices slices = trace.cpuSlices();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < slices.cpus().size(); i++) {
      int cpu = slices.cpus().at(i);
      BusyBuckets busy = new BusyBuckets(range, buckets);
      busy.known(0, slices.knownToNanos());
      int slice = slices.firstEndingAfter(cpu, range.startNanos());
      while (slice < slices.end(cpu) && slices.startNanos(slice) < range.endNanos()) {
        busy.busy(slices.startNanos(slice), slices.endNanos(slice), 1);
        slice++;
      }
      rows.add(busy.row("CPU " + cpu, -1));
    }
    return rows;
  }

  private static List<Row> carriers(Trace trace, TimeRange range, int buckets) {
    CarrierRuns runs = trace.carrierRuns();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < runs.carriers().size(); i++) {
      int carrier = runs.carriers().at(i);
      BusyBuckets busy = new BusyBuckets(range, buckets);
      busy.known(trace.threads().startNanos(carrier), trace.threads().endNanos(carrier));
      int run = runs.firstEndingAfter(carrier, range.startNanos());
      while (run < runs.end(carrier) && runs.startNanos(run) < range.endNanos()) {
        busy.busy(runs.startNanos(run), runs.endNanos(run), 1);
        run++;
      }
      rows.add(busy.row(trace.threadName(carrier), carrier));
    }
    rows.sort((one, other) -> NaturalOrder.compare(one.name(), other.name()));
    return rows;
  }

  private static List<Row> load(Trace trace, TimeRange range, int buckets) {
    BusyBuckets jvm = new BusyBuckets(range, buckets);
    BusyBuckets machine = new BusyBuckets(range, buckets);
    for (Counter counter : trace.counters()) {
      switch (counter.key()) {
        case "cpu.machine" -> {
          add(machine, counter);
          known(machine, counter);
          known(jvm, counter);
        }
        case "cpu.jvm.user", "cpu.jvm.system" -> add(jvm, counter);
        default -> {
          // no load of processors
        }
      }
    }
    return List.of(jvm.row("this JVM, of all processors", -1), machine.row("the machine", -1));
  }

  /** A reading speaks of the time since the one before. */
  private static void add(BusyBuckets busy, Counter counter) {
    for (int i = 1; i < counter.nanos().size(); i++) {
      busy.busy(counter.nanos().at(i - 1), counter.nanos().at(i), counter.values().at(i));
    }
  }

  private static void known(BusyBuckets busy, Counter counter) {
    int readings = counter.nanos().size();
    if (readings > 1) {
      busy.known(counter.nanos().at(0), counter.nanos().at(readings - 1));
    }
  }
}
