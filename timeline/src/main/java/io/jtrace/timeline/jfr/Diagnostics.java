package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger of a trace: every loss, repair and limit, counted. Nothing is lost silently.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Diagnostics {
  /**
   * One line of the ledger.
   *
   * @param detail what exactly (an event type, a setting, an offset); may be empty
   * @param count how often
   * @param sizeBytes bytes of the file concerned; 0 where that has no meaning
   */
  public record Entry(Diagnostic diagnostic, String detail, long count, long sizeBytes) {}

  private final List<Entry> entries;

  private Diagnostics(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Returns all lines, in the order in which they were first counted. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns how often {@code diagnostic} was counted, over all details. */
  public long count(Diagnostic diagnostic) {
    return entries.stream().filter(e -> e.diagnostic() == diagnostic).mapToLong(Entry::count).sum();
  }

  /** Returns the bytes of the file that were lost. */
  public long lostBytes() {
    return entries.stream()
        .filter(e -> e.diagnostic().severity() == Diagnostic.Severity.LOSS)
        .mapToLong(Entry::sizeBytes)
        .sum();
  }

  /**
   * Returns how much of a recording is lost, from 0 to 100: of the bytes that are in the file, that
   * a cut took away, and that the JVM dropped while it recorded.
   *
   * @param sizeBytes of the recording as it is
   */
  public double lostPercent(long sizeBytes) {
    long missing = 0;
    for (Entry entry : entries) {
      if (entry.diagnostic() == Diagnostic.TRUNCATED
          || entry.diagnostic() == Diagnostic.EVENTS_LOST) {
        missing += entry.sizeBytes();
      }
    }
    double total = (double) sizeBytes + missing;
    return total == 0 ? 0 : Math.min(100, 100 * lostBytes() / total);
  }

  /** A growing ledger. Not safe for use by several threads. */
  public static final class Builder {
    private record Key(Diagnostic diagnostic, String detail) {}

    private final Map<Key, long[]> counts = new LinkedHashMap<>();

    /** Begins with the lines of {@code base}. */
    public static Builder from(Diagnostics base) {
      Builder builder = new Builder();
      base.entries.forEach(e -> builder.add(e.diagnostic(), e.detail(), e.count(), e.sizeBytes()));
      return builder;
    }

    /** Counts one occurrence. */
    public void count(Diagnostic diagnostic, String detail) {
      add(diagnostic, detail, 1, 0);
    }

    /** Counts {@code count} occurrences that concern {@code sizeBytes} bytes of the file. */
    public void add(Diagnostic diagnostic, String detail, long count, long sizeBytes) {
      long[] sums = counts.computeIfAbsent(new Key(diagnostic, detail), key -> new long[2]);
      sums[0] += count;
      sums[1] += sizeBytes;
    }

    /** Counts everything that {@code other} has counted. */
    public void addAll(Builder other) {
      other.counts.forEach((key, sums) -> add(key.diagnostic(), key.detail(), sums[0], sums[1]));
    }

    /** Returns the ledger so far. */
    public Diagnostics build() {
      List<Entry> entries = new ArrayList<>();
      counts.forEach(
          (key, sums) -> entries.add(new Entry(key.diagnostic(), key.detail(), sums[0], sums[1])));
      return new Diagnostics(entries);
    }
  }
}
