package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What stands out in a range: each finding has a threshold, which is told with it, and what was
 * measured. Nothing is weighed by guesses.
 *
 * @param findings deadlocks first, then most lost time first
 * @param unknown what the recording cannot show, so that nobody takes silence for health
 */
public record Findings(List<Finding> findings, List<FindingKind> unknown) {
  private static final List<Detector> DETECTORS =
      List.of(
          DeadlockFindings::look,
          LockFindings::look,
          SchedulingFindings::look,
          PauseFindings::look,
          WaitFindings::look,
          ThreadFindings::look);

  /** Looks for findings of some kinds. */
  private interface Detector {
    void look(Trace trace, TimeRange range, Collector found);
  }

  /** Takes what detectors find. Not safe for use by several threads. */
  static final class Collector {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<FindingKind> unknown = EnumSet.noneOf(FindingKind.class);

    void add(Finding finding) {
      findings.add(finding);
    }

    /** Says that the recording cannot show this. */
    void unknown(FindingKind kind) {
      unknown.add(kind);
    }
  }

  /** Copies the lists. */
  public Findings {
    findings = List.copyOf(findings);
    unknown = List.copyOf(unknown);
  }

  /** Looks at {@code range}, which is not empty. */
  public static Findings of(Trace trace, TimeRange range) {
    Collector found = new Collector();
    DETECTORS.forEach(detector -> detector.look(trace, range, found));
    found.findings.sort(
        Comparator.comparing((Finding finding) -> finding.kind() != FindingKind.DEADLOCK)
            .thenComparingLong(finding -> -finding.costNanos())
            .thenComparing(Finding::kind));
    return new Findings(found.findings, List.copyOf(found.unknown));
  }

  /** Returns whether {@code nanos} are more than one percent of the range. */
  static boolean isOverPercent(long nanos, TimeRange range) {
    return nanos > range.durationNanos() / 100;
  }
}
