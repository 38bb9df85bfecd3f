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
  /** Stands for an offset or a time that is not known. */
  public static final long UNKNOWN = -1;

  /**
   * One line of the ledger.
   *
   * @param detail what exactly (an event type, a setting, an offset); may be empty
   * @param count how often
   * @param sizeBytes bytes of the file concerned; 0 where that has no meaning
   * @param offsetBytes where in the file, uncompressed, it was first; {@link #UNKNOWN} if nowhere
   *     in particular
   * @param fromNanos from when on the recording is affected; {@link #UNKNOWN} where that is not
   *     known or has no meaning
   * @param toNanos until when; {@link #UNKNOWN} likewise
   */
  public record Entry(
      Diagnostic diagnostic,
      String detail,
      long count,
      long sizeBytes,
      long offsetBytes,
      long fromNanos,
      long toNanos) {
    /** Creates a line that concerns no place and no time. */
    public Entry(Diagnostic diagnostic, String detail, long count, long sizeBytes) {
      this(diagnostic, detail, count, sizeBytes, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    private Entry later(long nanos) {
      return new Entry(
          diagnostic,
          detail,
          count,
          sizeBytes,
          offsetBytes,
          later(fromNanos, nanos),
          later(toNanos, nanos));
    }

    private static long later(long time, long nanos) {
      return time == UNTOLD ? UNKNOWN : Math.max(0, time + nanos);
    }
  }

  /** Stands for a time that is not known while times may still be negative. */
  private static final long UNTOLD = Long.MIN_VALUE;

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
        .reduce(0, Diagnostics::sum);
  }

  /** Recordings may state any numbers: a sum beyond all range stays the greatest there is. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
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
        missing = sum(missing, entry.sizeBytes());
      }
    }
    double total = (double) sizeBytes + missing;
    return total == 0 ? 0 : Math.min(100, 100.0 * lostBytes() / total);
  }

  /** What is affected: an offset in the file and a stretch of time. */
  record Place(long offsetBytes, long fromNanos, long toNanos) {
    static final Place NONE = new Place(UNKNOWN, UNTOLD, UNTOLD);

    static Place at(long offsetBytes) {
      return new Place(offsetBytes, UNTOLD, UNTOLD);
    }

    Place from(long nanos) {
      return new Place(offsetBytes, nanos, toNanos);
    }

    Place to(long nanos) {
      return new Place(offsetBytes, fromNanos, nanos);
    }

    private Place and(Place other) {
      return new Place(
          offsetBytes == UNKNOWN ? other.offsetBytes : offsetBytes,
          fromNanos == UNTOLD || other.fromNanos == UNTOLD
              ? Math.max(fromNanos, other.fromNanos)
              : Math.min(fromNanos, other.fromNanos),
          Math.max(toNanos, other.toNanos));
    }
  }

  /** A growing ledger. Not safe for use by several threads. */
  public static final class Builder {
    private record Key(Diagnostic diagnostic, String detail) {}

    private static final class Sum {
      private long count;
      private long sizeBytes;
      private Place place = Place.NONE;

      void add(long moreCount, long moreBytes, Place where) {
        count = Diagnostics.sum(count, moreCount);
        sizeBytes = Diagnostics.sum(sizeBytes, moreBytes);
        place = place.and(where);
      }
    }

    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    /** Begins with the lines of {@code base}. */
    public static Builder from(Diagnostics base) {
      Builder builder = new Builder();
      for (Entry entry : base.entries) {
        builder.add(
            entry.diagnostic(),
            entry.detail(),
            entry.count(),
            entry.sizeBytes(),
            new Place(entry.offsetBytes(), untold(entry.fromNanos()), untold(entry.toNanos())));
      }
      return builder;
    }

    private static long untold(long time) {
      return time == UNKNOWN ? UNTOLD : time;
    }

    /** Counts one occurrence. */
    public void count(Diagnostic diagnostic, String detail) {
      add(diagnostic, detail, 1, 0);
    }

    /** Counts {@code count} occurrences that concern {@code sizeBytes} bytes of the file. */
    public void add(Diagnostic diagnostic, String detail, long count, long sizeBytes) {
      add(diagnostic, detail, count, sizeBytes, Place.NONE);
    }

    /** Counts {@code count} occurrences at a place. */
    void add(Diagnostic diagnostic, String detail, long count, long sizeBytes, Place place) {
      sums.computeIfAbsent(new Key(diagnostic, detail), key -> new Sum())
          .add(count, sizeBytes, place);
    }

    /** Counts everything that {@code other} has counted. */
    public void addAll(Builder other) {
      other.sums.forEach(
          (key, sum) -> add(key.diagnostic(), key.detail(), sum.count, sum.sizeBytes, sum.place));
    }

    /** Returns the ledger so far. */
    public Diagnostics build() {
      return build(0);
    }

    /**
     * Returns the ledger so far.
     *
     * @param shiftNanos is added to all times
     */
    Diagnostics build(long shiftNanos) {
      List<Entry> entries = new ArrayList<>();
      sums.forEach(
          (key, sum) ->
              entries.add(
                  new Entry(
                          key.diagnostic(),
                          key.detail(),
                          sum.count,
                          sum.sizeBytes,
                          sum.place.offsetBytes(),
                          sum.place.fromNanos(),
                          sum.place.toNanos())
                      .later(shiftNanos)));
      return new Diagnostics(entries);
    }
  }
}
