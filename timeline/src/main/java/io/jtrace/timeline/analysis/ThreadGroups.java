package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads in groups, with the time of each group per state.
 *
 * @param groups most running time first; only groups with a thread that lived in the range
 */
public record ThreadGroups(Grouping by, List<Group> groups) {
  /**
   * Threads with one key.
   *
   * @param threads the ids of those that lived in the range, ascending
   * @param virtualCount how many of them are virtual
   * @param spanCount spans that touch the range
   * @param maxBlockedNanos the longest time in one go that a thread waited for a monitor
   */
  public record Group(
      String key,
      IntColumn threads,
      int virtualCount,
      StateTotals states,
      long spanCount,
      long maxBlockedNanos) {
    /** Returns the number of threads. */
    public int count() {
      return threads.size();
    }
  }

  /** Copies the list. */
  public ThreadGroups {
    groups = List.copyOf(groups);
  }

  /** Groups the threads that lived in {@code range}. */
  public static ThreadGroups of(Trace trace, TimeRange range, Grouping by) {
    Map<String, Members> members = new LinkedHashMap<>();
    Grouping.Keys keys = by.keys(trace);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (livesIn(trace, range, thread)) {
        members.computeIfAbsent(keys.of(thread), key -> new Members()).add(trace, range, thread);
      }
    }
    List<Group> groups = new ArrayList<>();
    members.forEach((key, sum) -> groups.add(sum.group(key)));
    groups.sort(
        Comparator.comparingLong((Group group) -> -group.states().nanos(State.RUNNING))
            .thenComparing(group -> -group.states().totalNanos())
            .thenComparing(Group::key));
    return new ThreadGroups(by, groups);
  }

  /** Returns the threads of one group that lived in {@code range}, ascending. */
  static IntColumn members(Trace trace, TimeRange range, Grouping by, String key) {
    IntColumn.Builder threads = new IntColumn.Builder();
    Grouping.Keys keys = by.keys(trace);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (livesIn(trace, range, thread) && keys.of(thread).equals(key)) {
        threads.add(thread);
      }
    }
    return threads.build();
  }

  /** Returns the threads of all groups by key, ascending. */
  public static Map<String, IntColumn> members(Trace trace, Grouping by) {
    Map<String, IntColumn.Builder> threads = new LinkedHashMap<>();
    Grouping.Keys keys = by.keys(trace);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      threads.computeIfAbsent(keys.of(thread), key -> new IntColumn.Builder()).add(thread);
    }
    Map<String, IntColumn> members = new LinkedHashMap<>();
    threads.forEach((key, of) -> members.put(key, of.build()));
    return members;
  }

  private static boolean livesIn(Trace trace, TimeRange range, int thread) {
    return range.touches(trace.threads().startNanos(thread), trace.threads().endNanos(thread));
  }

  private static final class Members {
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final StateTotals.Sum sum = new StateTotals.Sum();
    private int virtualCount;

    void add(Trace trace, TimeRange range, int thread) {
      threads.add(thread);
      sum.add(trace.spans(), range, thread);
      if (trace.threads().kind(thread) == ThreadKind.VIRTUAL) {
        virtualCount++;
      }
    }

    Group group(String key) {
      return new Group(
          key, threads.build(), virtualCount, sum.total(), sum.spanCount(), sum.maxBlockedNanos());
    }
  }
}
