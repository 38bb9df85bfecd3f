package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Virtual threads that waited without leaving their carrier.
 *
 * <p>A stretch counts with the part that lies in the range.
 *
 * @param sites where, most time first
 * @param stretches in order of thread and time
 */
public record Pinning(Durations.Summary all, List<Site> sites, List<Stretch> stretches) {
  /** What all stretches at one place have in common; -1 for what is not known. */
  private record Place(int stack, int operation, int subject) {}

  /**
   * One place in the program.
   *
   * @param stack id, or -1
   * @param operation id of the text, or -1
   * @param subject id of the text that says why or on what, or -1
   */
  public record Site(
      int stack, int operation, int subject, long count, long totalNanos, long maxNanos) {}

  /**
   * One wait.
   *
   * @param carrier that was held, or -1 where that is not recorded
   * @param subject id of the text that says why or on what, or -1
   */
  public record Stretch(int thread, TimeRange range, int carrier, int subject) {}

  /** Copies the lists. */
  public Pinning {
    sites = List.copyOf(sites);
    stretches = List.copyOf(stretches);
  }

  /** Returns how long {@code carrier} was held. */
  long nanosOn(int carrier) {
    long nanos = 0;
    for (Stretch stretch : stretches) {
      nanos += stretch.carrier() == carrier ? stretch.range().durationNanos() : 0;
    }
    return nanos;
  }

  /** Returns the pinned stretches of the selection that touch {@code range}. */
  public static Pinning of(Trace trace, TimeRange range, ThreadSelection selection) {
    Durations all = new Durations();
    Map<Place, Tally> places = new HashMap<>();
    List<Stretch> stretches = new ArrayList<>();
    selection.forEach(
        trace,
        selection.grouping().keys(trace),
        thread -> {
          if (trace.threads().kind(thread) == ThreadKind.VIRTUAL) {
            add(trace, range, thread, stretches, places);
          }
        });
    stretches.forEach(stretch -> all.add(stretch.range().durationNanos()));
    return new Pinning(all.summary(), sites(places), stretches);
  }

  private static void add(
      Trace trace, TimeRange range, int thread, List<Stretch> stretches, Map<Place, Tally> places) {
    Spans spans = trace.spans();
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        return;
      }
      if (spans.isPinned(span)) {
        long from = Math.max(range.startNanos(), spans.startNanos(span));
        long to = Math.min(range.endNanos(), spans.endNanos(span));
        stretches.add(
            new Stretch(
                thread,
                new TimeRange(from, to),
                carrier(spans, thread, span),
                spans.subject(span)));
        places
            .computeIfAbsent(
                new Place(spans.stack(span), spans.operation(span), spans.subject(span)),
                place -> new Tally())
            .add(to - from);
      }
    }
  }

  /** The thread ran on its carrier just before it was pinned, or else just after. */
  private static int carrier(Spans spans, int thread, int span) {
    int before = span - 1;
    while (before >= spans.first(thread) && spans.isPinned(before)) {
      before--;
    }
    if (before >= spans.first(thread) && spans.state(before) == State.RUNNING) {
      return spans.other(before);
    }
    int after = span + 1;
    while (after < spans.end(thread) && spans.isPinned(after)) {
      after++;
    }
    return after < spans.end(thread) && spans.state(after) == State.RUNNING
        ? spans.other(after)
        : -1;
  }

  private static List<Site> sites(Map<Place, Tally> places) {
    List<Site> sites = new ArrayList<>();
    places.forEach(
        (place, tally) ->
            sites.add(
                new Site(
                    place.stack(),
                    place.operation(),
                    place.subject(),
                    tally.count,
                    tally.totalNanos,
                    tally.maxNanos)));
    sites.sort(
        Comparator.comparingLong((Site site) -> -site.totalNanos()).thenComparingInt(Site::stack));
    return sites;
  }
}
