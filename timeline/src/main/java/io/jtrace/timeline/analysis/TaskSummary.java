package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Logs;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Tasks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tasks that are open somewhere in a range, with their whole time. Lengths of tasks with an end
 * that was not seen are those within the trace; they are in the list, but in no distribution.
 *
 * @param recorded whether the trace would show tasks if there were any
 * @param types of all that match, whatever their type and length; most time first
 * @param count how many match
 * @param tasks a page of them, longest first
 */
public record TaskSummary(boolean recorded, List<Type> types, int count, List<TaskRow> tasks) {
  /**
   * Tasks of a type.
   *
   * @param name empty if it is not known
   * @param lengths of those whose both ends were seen
   * @param open how many there are besides
   */
  public record Type(String name, Distribution lengths, int open) {}

  /** Copies the lists. */
  public TaskSummary {
    types = List.copyOf(types);
    tasks = List.copyOf(tasks);
  }

  /** Sums up the tasks that {@code query} lets through. */
  public static TaskSummary of(Trace trace, TimeRange range, TaskQuery query) {
    Tasks tasks = trace.tasks();
    BitSet matching = matching(trace, query.text());
    Map<String, Sum> sums = new TreeMap<>();
    List<Integer> found = new ArrayList<>();
    for (int task = 0; task < tasks.size(); task++) {
      if (matching.get(task)
          && range.touches(tasks.startNanos(task), tasks.endNanos(task))
          && (query.open() == null || query.open() != tasks.isComplete(task))) {
        String type = TaskRow.typeOf(trace, task);
        sums.computeIfAbsent(type, key -> new Sum()).add(tasks, task);
        if (query.hasType(type)
            && (tasks.isComplete(task) || !query.asksForLength())
            && query.hasLength(tasks.durationNanos(task))) {
          found.add(task);
        }
      }
    }
    found.sort(Comparator.comparingLong(task -> -tasks.durationNanos(task)));
    List<Integer> page = found.stream().skip(query.offset()).limit(query.limit()).toList();
    return new TaskSummary(isRecorded(trace), types(sums), found.size(), TaskRow.of(trace, page));
  }

  static boolean isRecorded(Trace trace) {
    return trace.tasks().size() > 0 || Recorded.in(trace, "jtrace.Task");
  }

  private static List<Type> types(Map<String, Sum> sums) {
    List<Type> types = new ArrayList<>();
    sums.forEach((name, sum) -> types.add(sum.type(name)));
    types.sort(
        Comparator.comparingLong((Type type) -> -type.lengths().totalNanos())
            .thenComparing(Type::name));
    return types;
  }

  /** Lengths of one type. */
  private static final class Sum {
    private final Durations lengths = new Durations();
    private int open;

    void add(Tasks tasks, int task) {
      if (tasks.isComplete(task)) {
        lengths.add(tasks.durationNanos(task));
      } else {
        open++;
      }
    }

    Type type(String name) {
      return new Type(name, lengths.distribution(), open);
    }
  }

  /** Returns the tasks that have the text themselves, in a region or in a message. */
  private static BitSet matching(Trace trace, String text) {
    Tasks tasks = trace.tasks();
    BitSet matching = new BitSet();
    if (text.isEmpty()) {
      matching.set(0, tasks.size());
      return matching;
    }
    TextMatch match = new TextMatch(trace.strings(), text);
    for (int task = 0; task < tasks.size(); task++) {
      matching.set(task, match.in(tasks.type(task)) || match.in(tasks.labels(task)));
    }
    Slices slices = trace.slices();
    for (int region = slices.first(Track.REGION); region < slices.end(Track.REGION); region++) {
      int task = TaskParts.taskOf(trace, region);
      if (task >= 0 && match.in(slices.name(region))) {
        matching.set(task);
      }
    }
    Logs logs = trace.annotations().logs();
    for (int log = 0; log < logs.size(); log++) {
      int task = logs.task(log);
      if (task >= 0 && (match.in(logs.message(log)) || match.in(logs.category(log)))) {
        matching.set(task);
      }
    }
    return matching;
  }
}
