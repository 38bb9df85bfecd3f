package io.jtrace.timeline.query;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * The custom events of a thread as a timeline draws them: no more of them than there is room for.
 *
 * <p>An event as long as a bucket is a slice of its own. Shorter ones that begin in one bucket of
 * one lane are drawn together, and so are the instants of a bucket.
 *
 * @param slices in order of their start; items are indexes of {@link Trace#customEvents}, and types
 *     of {@link CustomEvents#types}
 * @param instants in order of time
 */
public record EventWindow(List<LaneSlice> slices, List<Instant> instants) {
  /**
   * One instant, or several too close to be told apart.
   *
   * @param event the first
   * @param type of the first
   * @param count of events
   */
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
    private final long bucketNanos;
    private final LaneThinning slices;
    private final List<Instant> instants = new ArrayList<>();

    Thinning(long bucketNanos, int lanes) {
      this.bucketNanos = bucketNanos;
      slices = new LaneThinning(bucketNanos, lanes);
    }

    void add(CustomEvents events, int event) {
      long start = events.startNanos(event);
      int type = events.type(event);
      if (events.isInstant(event)) {
        addInstant(event, start, type);
      } else {
        slices.add(event, events.lane(event), start, events.endNanos(event), type);
      }
    }

    private void addInstant(int event, long nanos, int type) {
      int last = instants.size() - 1;
      if (last >= 0 && instants.get(last).nanos / bucketNanos == nanos / bucketNanos) {
        Instant open = instants.get(last);
        instants.set(last, new Instant(open.event, open.nanos, open.type, open.count + 1));
      } else {
        instants.add(new Instant(event, nanos, type, 1));
      }
    }

    EventWindow window() {
      return new EventWindow(slices.slices(), instants);
    }
  }
}
