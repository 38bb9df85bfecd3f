package io.jtrace.timeline.query;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The custom events of a thread as a timeline draws them: no more of them than there is room for.
 *
 * <p>An event as long as a bucket is a slice of its own. Shorter ones that begin in one bucket of
 * one lane are drawn together, and so are the instants of a bucket.
 *
 * @param slices in order of their start
 * @param instants in order of time
 */
public record EventWindow(List<Slice> slices, List<Instant> instants) {
  /**
   * One event, or several too short to be told apart.
   *
   * @param event the first, as an index of {@link Trace#customEvents}
   * @param type of the first, as an index of {@link CustomEvents#types}
   * @param count of events
   */
  public record Slice(int event, int lane, long startNanos, long endNanos, int type, int count) {}

  /** One instant, or several too close to be told apart; as in {@link Slice}. */
  public record Instant(int event, long nanos, int type, int count) {}

  /** Copies the lists. */
  public EventWindow {
    slices = List.copyOf(slices);
    instants = List.copyOf(instants);
  }

  /**
   * Returns the events of {@code thread}, or of no thread for -1, that touch {@code range}.
   *
   * @param bucketNanos what is to be seen of time
   * @param lanes how many lanes there is room for; what lies in others is left out
   */
  public static EventWindow of(
      Trace trace, int thread, TimeRange range, long bucketNanos, int lanes) {
    Thinning thinning = new Thinning(bucketNanos, lanes);
    CustomEvents events = trace.customEvents();
    int end = events.end(thread);
    for (int event = events.firstReaching(thread, range.startNanos()); event < end; event++) {
      if (events.startNanos(event) > range.endNanos()) {
        break;
      }
      if (events.endNanos(event) >= range.startNanos()) {
        thinning.add(events, event);
      }
    }
    return thinning.window();
  }

  /** Draws together what is too short. */
  private static final class Thinning {
    private static final int NONE = -1;

    private final long bucketNanos;
    private final List<Slice> slices = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();

    /** By lane, the position of the latest slice that is shorter than a bucket. */
    private final int[] openSlices;

    Thinning(long bucketNanos, int lanes) {
      this.bucketNanos = bucketNanos;
      openSlices = new int[lanes];
      Arrays.fill(openSlices, NONE);
    }

    void add(CustomEvents events, int event) {
      long start = events.startNanos(event);
      if (events.isInstant(event)) {
        addInstant(event, start, events.type(event));
      } else if (events.lane(event) < openSlices.length) {
        addSlice(event, events.lane(event), start, events.endNanos(event), events.type(event));
      }
    }

    private void addInstant(int event, long nanos, int type) {
      int last = instants.size() - 1;
      if (last >= 0 && bucket(instants.get(last).nanos) == bucket(nanos)) {
        Instant open = instants.get(last);
        instants.set(last, new Instant(open.event, open.nanos, open.type, open.count + 1));
      } else {
        instants.add(new Instant(event, nanos, type, 1));
      }
    }

    private void addSlice(int event, int lane, long start, long end, int type) {
      int last = openSlices[lane];
      if (end - start >= bucketNanos) {
        slices.add(new Slice(event, lane, start, end, type, 1));
        openSlices[lane] = NONE;
      } else if (last != NONE && bucket(slices.get(last).startNanos) == bucket(start)) {
        Slice open = slices.get(last);
        slices.set(
            last, new Slice(open.event, lane, open.startNanos, end, open.type, open.count + 1));
      } else {
        openSlices[lane] = slices.size();
        slices.add(new Slice(event, lane, start, end, type, 1));
      }
    }

    private long bucket(long nanos) {
      return nanos / bucketNanos;
    }

    EventWindow window() {
      return new EventWindow(slices, instants);
    }
  }
}
