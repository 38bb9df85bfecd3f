package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.table.DoubleColumn;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;

/** However one adds up a window, the sums agree. */
class TotalsTest {
  @Property(tries = 100)
  void groupsThreadsStatesAndCharts_agreeInAnyWindow(@ForAll long seed) {
    Random random = new Random(seed);
    Trace trace = TraceScript.of(RandomScript.of(random, (any, isVirtual) -> ""));
    long from = random.nextInt(1200);
    TimeRange range = new TimeRange(from, from + random.nextInt(1200));
    long[] byThread = new long[State.count()];
    long lives = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      addTo(byThread, StateTotals.of(trace, range, thread).toArray());
      lives +=
          range.overlapNanos(trace.threads().startNanos(thread), trace.threads().endNanos(thread));
    }
    assertThat(sum(byThread)).isEqualTo(lives);
    for (Grouping by : Grouping.values()) {
      long[] byGroup = new long[State.count()];
      for (ThreadGroups.Group group : ThreadGroups.of(trace, range, by).groups()) {
        addTo(byGroup, group.states().toArray());
        assertBreakdown(trace, range, by, group);
      }
      assertThat(byGroup).isEqualTo(byThread);
    }
    assertChart(trace, range, byThread);
  }

  private static void assertBreakdown(
      Trace trace, TimeRange range, Grouping by, ThreadGroups.Group group) {
    GroupBreakdown breakdown =
        GroupBreakdown.of(trace, range, by, group.key(), GroupBreakdown.Page.all());
    assertThat(breakdown.states().toArray()).isEqualTo(group.states().toArray());
    for (GroupBreakdown.Row row : breakdown.rows()) {
      long values = 0;
      for (int column = 0; column < row.values().size(); column++) {
        values += row.values().at(column);
      }
      assertThat(values).isEqualTo(row.lifeNanos());
    }
  }

  private static void assertChart(Trace trace, TimeRange range, long[] byThread) {
    StatesOverTime chart = StatesOverTime.of(trace, range, 7);
    for (int state = 0; state < byThread.length; state++) {
      DoubleColumn series = chart.series().get(state);
      double nanos = 0;
      for (int bucket = 0; bucket < series.size(); bucket++) {
        nanos += series.at(bucket) * chart.bucketNanos();
      }
      assertThat(nanos).isCloseTo((double) byThread[state], Offset.offset(1e-3));
    }
  }

  private static void addTo(long[] sums, long[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
