package io.jtrace.timeline.query;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import java.util.List;

/**
 * The regions of a thread as a timeline draws them: no more of them than there is room for.
 *
 * @param regions in order of their start; items are indexes of {@link
 *     io.jtrace.timeline.model.Trace#slices}, lanes are depths, and types are names
 */
public record RegionWindow(int thread, List<LaneSlice> regions) {
  /** Copies the list. */
  public RegionWindow {
    regions = List.copyOf(regions);
  }

  /**
   * Returns the regions of {@code thread} that touch {@code range}.
   *
   * @param bucketNanos what is to be seen of time
   * @param depths how many there is room for; what lies deeper is left out
   */
  public static RegionWindow of(
      ThreadRegions of, int thread, TimeRange range, long bucketNanos, int depths) {
    LaneThinning thinning = new LaneThinning(bucketNanos, depths);
    Slices slices = of.trace().slices();
    int end = of.end(thread);
    for (int place = of.firstReaching(thread, range.startNanos()); place < end; place++) {
      int region = of.region(place);
      long startNanos = slices.startNanos(region);
      long endNanos = slices.endNanos(region);
      if (startNanos > range.endNanos()) {
        break;
      }
      if (endNanos >= range.startNanos()) {
        int name = slices.name(region);
        thinning.add(region, slices.depth(region), startNanos, endNanos, name);
      }
    }
    return new RegionWindow(thread, thinning.slices());
  }
}
