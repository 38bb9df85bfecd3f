package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CriticalPath;
import io.jtrace.timeline.model.Tasks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a stretch of a thread's time was really for. */
final class CriticalPathEndpoint {
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MAX_LIMIT = 10_000;
  private static final int MAX_SUMS = 100;

  private final Trace trace;

  CriticalPathEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body path(Parameters parameters) {
    CriticalPath path = pathOf(parameters);
    List<CriticalPath.Segment> shown =
        longest(path.segments(), parameters.count("limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
    return json ->
        json.object(
            () -> {
              json.field("thread", path.thread());
              json.field("threadName", trace.threadName(path.thread()));
              json.field("from", path.range().startNanos());
              json.field("to", path.range().endNanos());
              json.field("count", path.segments().size());
              json.objects("segments", shown, segment -> write(json, segment));
              sums(json, "threads", path.threads());
              sums(json, "states", path.states());
              sums(json, "sites", path.sites());
            });
  }

  /** The path to the end of a task, or of the range of a thread. */
  private CriticalPath pathOf(Parameters parameters) {
    if (parameters.query().first("task") == null) {
      int thread = Ids.thread(trace, parameters.required("thread"));
      return CriticalPath.of(trace, thread, parameters.range(trace));
    }
    Tasks tasks = trace.tasks();
    int task = (int) Objects.checkIndex(parameters.required("task"), (long) tasks.size());
    int thread = tasks.endThread(task) < 0 ? tasks.thread(task) : tasks.endThread(task);
    if (thread < 0) {
      throw new IllegalArgumentException("no thread of this task is recorded");
    }
    TimeRange range = new TimeRange(tasks.startNanos(task), tasks.endNanos(task));
    return CriticalPath.of(trace, thread, range);
  }

  /** Returns the longest ones, still in order of time. */
  private static List<CriticalPath.Segment> longest(List<CriticalPath.Segment> all, int limit) {
    return all.stream()
        .sorted(Comparator.comparingLong(segment -> -segment.durationNanos()))
        .limit(limit)
        .sorted(Comparator.comparingLong(CriticalPath.Segment::startNanos))
        .toList();
  }

  private static void write(Json json, CriticalPath.Segment segment) throws IOException {
    json.unless(-1, "index", segment.span());
    json.field("thread", segment.thread());
    json.field("name", segment.threadName());
    json.field("start", segment.startNanos());
    json.field("end", segment.endNanos());
    json.field("state", segment.state().key());
    json.field("why", segment.reason().sentence());
    json.field("operation", segment.operation());
    json.field("subject", segment.subject());
    json.field("site", segment.site());
    json.field("leadsBy", segment.leadsBy() == null ? null : segment.leadsBy().label());
  }

  /** Each list is cut at its end, where the least time is. */
  private static void sums(Json json, String name, List<CriticalPath.Sum> sums) throws IOException {
    json.objects(
        name,
        sums.subList(0, Math.min(MAX_SUMS, sums.size())),
        sum -> {
          json.known("key", sum.key());
          json.unless(-1, "thread", sum.thread());
          json.field("count", sum.count());
          json.field("totalNanos", sum.totalNanos());
          json.field("maxNanos", sum.maxNanos());
        });
  }
}
