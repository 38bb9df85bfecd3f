package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Things that happened too often: platform threads that started, exceptions. */
final class ThreadFindings {
  static final int CHURN = 20;
  static final int STORM = 200;
  private static final int PARTS = 50;
  private static final long SECOND_NANOS = 1_000_000_000;

  private ThreadFindings() {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    churn(trace, range, found);
    exceptions(trace, range, found);
  }

  private static void churn(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jdk.ThreadStart")) {
      found.unknown(FindingKind.THREAD_CHURN);
    }
    Threads threads = trace.threads();
    Grouping.Keys keys = Grouping.NAME.keys(trace);
    Often started = new Often(range);
    for (int thread = 0; thread < threads.size(); thread++) {
      boolean isPlatform = threads.kind(thread) == ThreadKind.PLATFORM;
      if (isPlatform && threads.isStartSeen(thread)) {
        started.add(threads.startNanos(thread), keys.of(thread));
      }
    }
    if (started.isOften(CHURN)) {
      found.add(started.finding(FindingKind.THREAD_CHURN, "started"));
    }
  }

  private static void exceptions(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jdk.JavaExceptionThrow")) {
      found.unknown(FindingKind.EXCEPTION_STORM);
    }
    Instants instants = trace.instants();
    Often thrown = new Often(range);
    int end = instants.firstAtOrAfter(range.endNanos());
    for (int i = instants.firstAtOrAfter(range.startNanos()); i < end; i++) {
      Instants.Kind kind = instants.kind(i);
      if (kind == Instants.Kind.EXCEPTION || kind == Instants.Kind.ERROR) {
        thrown.add(instants.nanos(i), trace.strings().atOr(instants.text(i), ""));
      }
    }
    if (thrown.isOften(STORM)) {
      found.add(thrown.finding(FindingKind.EXCEPTION_STORM, "created"));
    }
  }

  /** Counts what happened, by name and over time. */
  private static final class Often {
    private final TimeRange range;
    private final Map<String, Long> names = new HashMap<>();
    private final long[] parts = new long[PARTS];
    private final long partNanos;
    private long count;

    Often(TimeRange range) {
      this.range = range;
      partNanos = Math.max(1, (range.durationNanos() + PARTS - 1) / PARTS);
    }

    void add(long nanos, String name) {
      if (nanos >= range.startNanos() && nanos < range.endNanos()) {
        count++;
        names.merge(name, 1L, Long::sum);
        parts[(int) ((nanos - range.startNanos()) / partNanos)]++;
      }
    }

    /** Returns whether there were so many, and so many a second. */
    boolean isOften(long least) {
      return count >= least && perSecond() >= least;
    }

    private long perSecond() {
      return Math.round(count * (double) SECOND_NANOS / (double) range.durationNanos());
    }

    Finding finding(FindingKind kind, String verb) {
      Map.Entry<String, Long> most =
          names.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      int part = 0;
      for (int i = 1; i < PARTS; i++) {
        part = parts[i] > parts[part] ? i : part;
      }
      long start = range.startNanos() + part * partNanos;
      return new Finding(
          kind,
          most.getKey(),
          List.of(
              Measure.count(verb, count),
              Measure.count("a second", perSecond()),
              Measure.count("of this name", most.getValue())),
          null,
          new TimeRange(start, Math.min(start + partNanos, range.endNanos())),
          0,
          null);
    }
  }
}
