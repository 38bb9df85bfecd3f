package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Long pauses, and safepoints that took long to reach. */
final class PauseFindings {
  private static final long LONG_PAUSE_NANOS = 10_000_000;
  private static final long SLOW_SAFEPOINT_NANOS = 5_000_000;

  private PauseFindings() {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jdk.GCPhasePause")) {
      found.unknown(FindingKind.LONG_PAUSES);
    }
    if (!Recorded.in(trace, "jdk.SafepointStateSynchronization")) {
      found.unknown(FindingKind.TIME_TO_SAFEPOINT);
    }
    Stops pauses = new Stops(trace, FindingKind.LONG_PAUSES);
    for (GcSummary.Pause pause : GcSummary.of(trace, range).pauses()) {
      if (pause.durationNanos() >= LONG_PAUSE_NANOS) {
        pauses.add(pause.startNanos(), pause.endNanos(), pause.cause());
      }
    }
    pauses.tell(found);
    safepoints(trace, range).tell(found);
  }

  private static Stops safepoints(Trace trace, TimeRange range) {
    Slices slices = trace.slices();
    Map<Long, String> operations = new HashMap<>();
    Stops stops = new Stops(trace, FindingKind.TIME_TO_SAFEPOINT);
    for (int s = slices.first(Track.SAFEPOINT); s < slices.end(Track.SAFEPOINT); s++) {
      if (slices.depth(s) == 0) {
        operations.put(slices.id(s), trace.strings().at(slices.name(s)));
      }
    }
    for (int s = slices.first(Track.SAFEPOINT); s < slices.end(Track.SAFEPOINT); s++) {
      long start = slices.startNanos(s);
      long end = slices.endNanos(s);
      boolean isSlow = slices.depth(s) > 0 && end - start >= SLOW_SAFEPOINT_NANOS;
      if (isSlow && range.touches(start, end)) {
        stops.add(start, end, operations.getOrDefault(slices.id(s), ""));
      }
    }
    return stops;
  }

  /** Times in which the program stood still, and why. */
  private static final class Stops {
    private final Trace trace;
    private final FindingKind kind;
    private final Tally tally = new Tally();
    private final Map<String, Long> causes = new HashMap<>();
    private @Nullable TimeRange longest;

    Stops(Trace trace, FindingKind kind) {
      this.trace = trace;
      this.kind = kind;
    }

    void add(long start, long end, String cause) {
      if (longest == null || end - start > longest.durationNanos()) {
        longest = new TimeRange(start, end);
      }
      tally.add(end - start);
      causes.merge(cause, end - start, Long::sum);
    }

    void tell(Findings.Collector found) {
      if (longest == null) {
        return;
      }
      causes.remove("");
      int processors = Math.max(1, trace.facts().jvms().get(0).processors());
      found.add(
          new Finding(
              kind,
              "",
              List.of(
                  Measure.count("times", tally.count),
                  Measure.nanos("longest", tally.maxNanos),
                  Measure.nanos("together", tally.totalNanos)),
              causes.entrySet().stream()
                  .max(Map.Entry.comparingByValue())
                  .map(Map.Entry::getKey)
                  .orElse(null),
              longest,
              tally.totalNanos * processors,
              null));
    }
  }
}
