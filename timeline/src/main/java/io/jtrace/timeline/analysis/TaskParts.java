package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Logs;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.model.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What belongs to a task: its regions, its messages, and the stretches in which threads worked for
 * it. Those are its regions and what was done in its context; where they overlap in one thread,
 * time counts once. Not safe for use by several threads.
 */
final class TaskParts {
  private final List<Integer> regions = new ArrayList<>();
  private final List<Integer> logs = new ArrayList<>();

  /** By thread. */
  private final Map<Integer, List<TimeRange>> stretches = new TreeMap<>();

  private TaskParts() {}

  /** Collects those of all {@code tasks} at once: each takes a look at every region. */
  static Map<Integer, TaskParts> of(Trace trace, Collection<Integer> tasks) {
    Map<Integer, TaskParts> parts = new HashMap<>();
    tasks.forEach(task -> parts.put(task, new TaskParts()));
    Slices slices = trace.slices();
    for (int region = slices.first(Track.REGION); region < slices.end(Track.REGION); region++) {
      TaskParts owner = parts.get(taskOf(trace, region));
      if (owner != null) {
        owner.region(slices, region);
      }
    }
    Logs logs = trace.annotations().logs();
    for (int log = 0; log < logs.size(); log++) {
      TaskParts owner = parts.get(logs.task(log));
      if (owner != null) {
        owner.logs.add(log);
      }
    }
    Work work = trace.annotations().work();
    for (int stretch = 0; stretch < work.size(); stretch++) {
      TaskParts owner = parts.get(work.task(stretch));
      if (owner != null) {
        owner.stretch(
            work.thread(stretch), new TimeRange(work.startNanos(stretch), work.endNanos(stretch)));
      }
    }
    return parts;
  }

  static TaskParts of(Trace trace, int task) {
    return Objects.requireNonNull(of(trace, List.of(task)).get(task));
  }

  /** Returns the task of a slice of {@link Track#REGION}, or -1. */
  static int taskOf(Trace trace, int region) {
    long id = trace.slices().id(region);
    return id <= 0 ? -1 : trace.tasks().indexOf(id);
  }

  private void region(Slices slices, int region) {
    regions.add(region);
    if (slices.thread(region) >= 0) {
      stretch(
          slices.thread(region), new TimeRange(slices.startNanos(region), slices.endNanos(region)));
    }
  }

  private void stretch(int thread, TimeRange range) {
    stretches.computeIfAbsent(thread, key -> new ArrayList<>()).add(range);
  }

  /** Returns the regions, by start. */
  List<Integer> regions() {
    return regions;
  }

  /** Returns the messages, by time. */
  List<Integer> logs() {
    return logs;
  }

  /** Returns the threads that worked for the task, most time first. */
  List<ThreadTime> threads(Trace trace) {
    List<ThreadTime> times = new ArrayList<>();
    stretches.forEach(
        (thread, ranges) -> {
          StateTotals.Sum sum = new StateTotals.Sum();
          union(ranges).forEach(range -> sum.add(trace.spans(), range, thread));
          times.add(new ThreadTime(thread, trace.threadName(thread), sum.total()));
        });
    times.sort(Comparator.comparingLong(time -> -time.states().totalNanos()));
    return times;
  }

  /** Returns the states that {@code threads} were in. */
  static StateTotals together(List<ThreadTime> threads) {
    StateTotals.Sum sum = new StateTotals.Sum();
    threads.forEach(time -> sum.add(time.states()));
    return sum.total();
  }

  /** Returns disjoint ranges that cover the same. */
  static List<TimeRange> union(List<TimeRange> ranges) {
    List<TimeRange> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(TimeRange::startNanos));
    List<TimeRange> union = new ArrayList<>();
    for (TimeRange range : sorted) {
      int last = union.size() - 1;
      if (last >= 0 && range.startNanos() <= union.get(last).endNanos()) {
        long end = Math.max(union.get(last).endNanos(), range.endNanos());
        union.set(last, new TimeRange(union.get(last).startNanos(), end));
      } else {
        union.add(range);
      }
    }
    return union;
  }
}
