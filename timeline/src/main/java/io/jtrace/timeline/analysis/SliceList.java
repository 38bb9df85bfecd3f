package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.List;

/** The slices of one track that touch a range, in order of start, then depth. */
public record SliceList(Track track, List<Slice> slices) {
  /**
   * A slice, whole even where the range cuts it.
   *
   * @param detail a GC's cause, a compiler; empty where there is none
   * @param id that the JVM gave, or -1
   */
  public record Slice(
      int depth, long startNanos, long endNanos, String name, String detail, long id) {}

  /** Copies the list. */
  public SliceList {
    slices = List.copyOf(slices);
  }

  /** Returns the outermost slices of {@code track} only. */
  public List<Slice> outermost() {
    return slices.stream().filter(slice -> slice.depth() == 0).toList();
  }

  /** Lists the slices of {@code track} that touch {@code range}. */
  public static SliceList of(Trace trace, TimeRange range, Track track) {
    Slices all = trace.slices();
    List<Slice> slices = new ArrayList<>();
    for (int s = all.first(track); s < all.end(track); s++) {
      if (range.touches(all.startNanos(s), all.endNanos(s))) {
        slices.add(
            new Slice(
                all.depth(s),
                all.startNanos(s),
                all.endNanos(s),
                trace.strings().at(all.name(s)),
                trace.strings().atOr(all.detail(s), ""),
                all.id(s)));
      }
    }
    return new SliceList(track, slices);
  }
}
