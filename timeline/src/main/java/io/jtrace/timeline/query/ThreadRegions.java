package io.jtrace.timeline.query;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/**
 * The regions of each thread; thread -1 has those of which it is not known. Places of a thread
 * follow each other in order of the regions' starts.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ThreadRegions {
  private final Trace trace;

  /** Of each thread, from -1 on, the first place; then the end of the last. */
  private final int[] firsts;

  /** Of each thread, from -1 on. */
  private final int[] depths;

  private final IntColumn regions;

  /** By place, until when the regions of the thread up to here last. */
  private final LongColumn reaches;

  private ThreadRegions(Trace trace, int[] firsts, int[] ordered) {
    this.trace = trace;
    this.firsts = firsts;
    depths = new int[firsts.length - 1];
    Storage storage = Storage.spilling();
    IntColumn.Appender regionsByPlace = new IntColumn.Appender(storage);
    LongColumn.Appender reachesByPlace = new LongColumn.Appender(storage);
    Slices slices = trace.slices();
    for (int i = 0; i < depths.length; i++) {
      long reachNanos = 0;
      for (int place = firsts[i]; place < firsts[i + 1]; place++) {
        int region = ordered[place];
        depths[i] = Math.max(depths[i], slices.depth(region) + 1);
        reachNanos = Math.max(reachNanos, slices.endNanos(region));
        regionsByPlace.add(region);
        reachesByPlace.add(reachNanos);
      }
    }
    regions = regionsByPlace.build();
    reaches = reachesByPlace.build();
  }

  /** Returns the regions of {@code trace}. */
  public static ThreadRegions of(Trace trace) {
    Slices slices = trace.slices();
    int end = slices.end(Track.REGION);
    int[] firsts = new int[trace.threads().size() + 2];
    for (int region = slices.first(Track.REGION); region < end; region++) {
      firsts[slices.thread(region) + 2]++;
    }
    for (int i = 1; i < firsts.length; i++) {
      firsts[i] += firsts[i - 1];
    }
    int[] next = firsts.clone();
    int[] ordered = new int[firsts[firsts.length - 1]];
    for (int region = slices.first(Track.REGION); region < end; region++) {
      ordered[next[slices.thread(region) + 1]++] = region;
    }
    return new ThreadRegions(trace, firsts, ordered);
  }

  Trace trace() {
    return trace;
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return regions.size() == 0;
  }

  /** Returns how deep the regions of {@code thread} nest; 0 where it has none. */
  public int depths(int thread) {
    return depths[thread + 1];
  }

  /** Returns the region at a place, as an index of {@link Trace#slices}. */
  int region(int place) {
    return regions.at(place);
  }

  int end(int thread) {
    return firsts[thread + 2];
  }

  /** Returns a place of {@code thread} before which all have ended at {@code nanos}. */
  int firstReaching(int thread, long nanos) {
    return BinarySearch.first(firsts[thread + 1], end(thread), place -> reaches.at(place) >= nanos);
  }
}
