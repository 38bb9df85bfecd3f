package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands out.
 *
 * @param subject what it is about: a lock, a place in the code, a host, a group of threads; empty
 *     if it is about the whole program
 * @param evidence what was measured, the most telling first
 * @param culprit what it is mostly because of; null where the recording does not tell
 * @param where the worst of it
 * @param costNanos thread time, or processor time, that it took; 0 where that is not known
 * @param key of the lock, the group or the thread, for whoever wants to look closer; or null
 */
public record Finding(
    FindingKind kind,
    String subject,
    List<Measure> evidence,
    @Nullable String culprit,
    TimeRange where,
    long costNanos,
    @Nullable String key) {
  /** What a measured number counts. */
  public enum Unit {
    COUNT,
    NANOS
  }

  /**
   * A measured number.
   *
   * @param label such as {@code longest}
   */
  public record Measure(String label, Unit unit, long value) {
    static Measure count(String label, long value) {
      return new Measure(label, Unit.COUNT, value);
    }

    static Measure nanos(String label, long value) {
      return new Measure(label, Unit.NANOS, value);
    }
  }

  /** Copies the list. */
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
