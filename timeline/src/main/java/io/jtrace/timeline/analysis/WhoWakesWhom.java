package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which groups of threads made which go on, and how long these then waited to run.
 *
 * @param rows most frequent first
 */
public record WhoWakesWhom(List<Row> rows) {
  private record Key(String waker, String woken, Flows.Kind kind) {}

  /**
   * All wake-ups of one kind between two groups.
   *
   * @param runnableNanos how long the woken threads then were runnable, together; 0 where that is
   *     not recorded
   * @param maxRunnableNanos the longest of them
   */
  public record Row(
      String waker,
      String woken,
      Flows.Kind kind,
      long count,
      long runnableNanos,
      long maxRunnableNanos) {}

  /** Copies the list. */
  public WhoWakesWhom {
    rows = List.copyOf(rows);
  }

  /** Returns the wake-ups in {@code range} of threads, or by threads, of the selection. */
  public static WhoWakesWhom of(Trace trace, TimeRange range, ThreadSelection selection) {
    Grouping.Keys keys = selection.grouping().keys(trace);
    Flows flows = trace.flows();
    Map<Key, Tally> tallies = new HashMap<>();
    for (int flow = flows.firstAtOrAfter(range.startNanos()); flow < flows.size(); flow++) {
      if (flows.toNanos(flow) >= range.endNanos()) {
        break;
      }
      if (flows.fromThread(flow) >= 0 && flows.toThread(flow) >= 0) {
        Key key =
            new Key(
                keys.of(flows.fromThread(flow)), keys.of(flows.toThread(flow)), flows.kind(flow));
        String wanted = selection.group();
        if (wanted == null || wanted.equals(key.waker()) || wanted.equals(key.woken())) {
          tallies
              .computeIfAbsent(key, k -> new Tally())
              .add(runnableNanos(trace, flows.toThread(flow), flows.toNanos(flow)));
        }
      }
    }
    return new WhoWakesWhom(rows(tallies));
  }

  /** A platform thread's flow ends where its wait does; a virtual thread's where it is runnable. */
  private static long runnableNanos(Trace trace, int thread, long nanos) {
    Spans spans = trace.spans();
    int span = spans.at(thread, nanos);
    return span >= 0 && spans.state(span) == State.RUNNABLE && spans.startNanos(span) == nanos
        ? spans.durationNanos(span)
        : 0;
  }

  private static List<Row> rows(Map<Key, Tally> tallies) {
    List<Row> rows = new ArrayList<>();
    tallies.forEach(
        (key, tally) ->
            rows.add(
                new Row(
                    key.waker(),
                    key.woken(),
                    key.kind(),
                    tally.count,
                    tally.totalNanos,
                    tally.maxNanos)));
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.count())
            .thenComparing(Row::waker)
            .thenComparing(Row::woken)
            .thenComparing(Row::kind));
    return rows;
  }
}
