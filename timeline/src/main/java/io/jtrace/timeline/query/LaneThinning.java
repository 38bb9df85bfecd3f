package io.jtrace.timeline.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws together what is too short. What is as long as a bucket is a slice of its own; shorter
 * stretches that begin in one bucket of one lane become one.
 */
final class LaneThinning {
  private static final int NONE = -1;

  private final long bucketNanos;
  private final List<LaneSlice> slices = new ArrayList<>();

  /** By lane, the position of the latest slice that is shorter than a bucket. */
  private final int[] openSlices;

  /**
   * Begins without slices.
   *
   * @param lanes how many there is room for; what lies in others is left out
   */
  LaneThinning(long bucketNanos, int lanes) {
    this.bucketNanos = bucketNanos;
    openSlices = new int[lanes];
    Arrays.fill(openSlices, NONE);
  }

  /** Adds a stretch; those of a lane come in order of their start. */
  void add(int item, int lane, long start, long end, int type) {
    if (lane >= openSlices.length) {
      return;
    }
    int last = openSlices[lane];
    if (end - start >= bucketNanos) {
      slices.add(new LaneSlice(item, lane, start, end, type, 1));
      openSlices[lane] = NONE;
    } else if (last != NONE && bucket(slices.get(last).startNanos()) == bucket(start)) {
      LaneSlice open = slices.get(last);
      slices.set(
          last,
          new LaneSlice(open.item(), lane, open.startNanos(), end, open.type(), open.count() + 1));
    } else {
      openSlices[lane] = slices.size();
      slices.add(new LaneSlice(item, lane, start, end, type, 1));
    }
  }

  private long bucket(long nanos) {
    return nanos / bucketNanos;
  }

  /** Returns what was added, in order. */
  List<LaneSlice> slices() {
    return slices;
  }
}
