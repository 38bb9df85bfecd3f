package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.BinarySearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Stretches of time between two chunks of one JVM that no chunk covers: nothing was recorded then,
 * or a chunk is missing. The JDK begins a chunk in the nanosecond in which the one before ends.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Gaps {
  /** No gaps. */
  public static final Gaps NONE = new Gaps(new long[0][]);

  /** Other tools that write JFR take two clock readings where the JDK takes one. */
  private static final long MIN_NANOS = 1_000_000;

  private static final long[] EMPTY = {};

  /** By JVM: start, end, start, end, ... */
  private final long[][] times;

  private Gaps(long[][] times) {
    this.times = times;
  }

  /** Returns the number of gaps of a JVM. */
  public int count(int jvm) {
    return of(jvm).length / 2;
  }

  /** Returns where a gap of a JVM begins, in order of time. */
  public long fromNanos(int jvm, int gap) {
    return of(jvm)[2 * gap];
  }

  /** Returns where a gap of a JVM ends, exclusive. */
  public long toNanos(int jvm, int gap) {
    return of(jvm)[2 * gap + 1];
  }

  /** Returns the first gap of a JVM that ends after {@code nanos}; the number of gaps if none. */
  public int firstEndingAfter(int jvm, long nanos) {
    return BinarySearch.first(0, count(jvm), i -> toNanos(jvm, i) > nanos);
  }

  private long[] of(int jvm) {
    return jvm < 0 || jvm >= times.length ? EMPTY : times[jvm];
  }

  /** A chunk, in time. */
  private record Covered(long fromNanos, long toNanos, long offset) {}

  /** Collects the chunks of a file. Not safe for use by several threads. */
  static final class Builder {
    private final List<List<Covered>> chunks = new ArrayList<>();

    /** Chunks of whatever JVM. */
    private final List<Covered> unread = new ArrayList<>();

    /** Adds a chunk. An end that is not known is {@link Long#MAX_VALUE}. */
    void cover(int jvm, long fromNanos, long toNanos, long offset) {
      while (chunks.size() <= jvm) {
        chunks.add(new ArrayList<>());
      }
      chunks.get(jvm).add(new Covered(fromNanos, toNanos, offset));
    }

    /** Adds a chunk that was not read, so that nobody knows whose it is. */
    void coverUnread(long fromNanos, long toNanos) {
      unread.add(new Covered(fromNanos, toNanos, 0));
    }

    /**
     * Returns the gaps, and counts them.
     *
     * @param shiftNanos is added to all times of the result; the ledger keeps the builder's
     */
    Gaps build(long shiftNanos, Diagnostics.Builder diagnostics) {
      long[][] times = new long[chunks.size()][];
      for (int jvm = 0; jvm < times.length; jvm++) {
        long[] found = gaps(chunks.get(jvm), diagnostics);
        Arrays.setAll(found, i -> found[i] + shiftNanos);
        times[jvm] = found;
      }
      return new Gaps(times);
    }

    private long[] gaps(List<Covered> own, Diagnostics.Builder diagnostics) {
      List<Covered> all = new ArrayList<>(own);
      all.addAll(unread);
      all.sort(Comparator.comparingLong(Covered::fromNanos));
      long[] found = EMPTY;
      long end = all.isEmpty() ? 0 : all.get(0).toNanos();
      for (Covered chunk : all) {
        if (chunk.fromNanos() - MIN_NANOS > end) {
          found = Arrays.copyOf(found, found.length + 2);
          found[found.length - 2] = end;
          found[found.length - 1] = chunk.fromNanos();
          diagnostics.add(
              Diagnostic.CHUNK_MISSING,
              "before the chunk at byte " + chunk.offset(),
              1,
              0,
              Diagnostics.Place.at(chunk.offset()).from(end).to(chunk.fromNanos()));
        }
        end = Math.max(end, chunk.toNanos());
      }
      return found;
    }
  }
}
