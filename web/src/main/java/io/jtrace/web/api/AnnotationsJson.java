package io.jtrace.web.api;

import io.jtrace.timeline.analysis.AnnotationTable;
import io.jtrace.timeline.analysis.Distribution;
import io.jtrace.timeline.analysis.RegionRow;
import io.jtrace.timeline.analysis.RegionSummary;
import io.jtrace.timeline.analysis.StateTotals;
import io.jtrace.timeline.analysis.TaskDetails;
import io.jtrace.timeline.analysis.TaskRow;
import io.jtrace.timeline.analysis.TaskSummary;
import io.jtrace.timeline.analysis.ThreadTime;
import java.io.IOException;

/** What the program told its trace as JSON: the same for the viewer and for {@code --json}. */
public final class AnnotationsJson {
  private final Json json;

  private AnnotationsJson(Json json) {
    this.json = json;
  }

  /** Writes the fields of a summary of tasks. */
  public static void tasks(Json json, TaskSummary summary) throws IOException {
    AnnotationsJson out = new AnnotationsJson(json);
    json.field("recorded", summary.recorded());
    json.objects("types", summary.types(), out::type);
    json.field("count", summary.count());
    json.objects("tasks", summary.tasks(), out::task);
  }

  /** Writes the fields of a summary of regions. */
  public static void regions(Json json, RegionSummary summary) throws IOException {
    AnnotationsJson out = new AnnotationsJson(json);
    json.field("recorded", summary.recorded());
    json.objects("types", summary.types(), out::type);
    json.field("count", summary.count());
    json.objects("regions", summary.regions(), out::region);
  }

  static void details(Json json, TaskDetails details) throws IOException {
    AnnotationsJson out = new AnnotationsJson(json);
    json.object("task", () -> out.task(details.task()));
    if (details.parent().isPresent()) {
      json.object("parent", () -> out.task(details.parent().get()));
    } else {
      json.none("parent");
    }
    json.objects("parts", details.parts(), out::task);
    json.objects("threads", details.threads(), out::thread);
    json.objects("regions", details.regions(), out::region);
    json.objects("logs", details.logs(), out::message);
  }

  static void all(Json json, AnnotationTable table) throws IOException {
    AnnotationsJson out = new AnnotationsJson(json);
    json.field("tasksRecorded", table.tasksRecorded());
    json.field("regionsRecorded", table.regionsRecorded());
    json.objects("tasks", table.tasks(), out::task);
    json.objects(
        "works",
        table.works(),
        work -> {
          json.objects("threads", work.threads(), out::thread);
          json.objects("logs", work.logs(), out::message);
        });
    json.objects("regions", table.regions(), out::region);
  }

  private void type(TaskSummary.Type type) throws IOException {
    json.known("type", type.name());
    json.field("open", type.open());
    lengths(type.lengths());
  }

  private void type(RegionSummary.Type type) throws IOException {
    json.known("type", type.name());
    lengths(type.lengths());
    json.field("coveredNanos", type.coveredNanos());
    states(type.states());
  }

  private void lengths(Distribution lengths) throws IOException {
    json.field("count", lengths.count());
    json.field("totalNanos", lengths.totalNanos());
    json.field("p50", lengths.p50Nanos());
    json.field("p90", lengths.p90Nanos());
    json.field("p99", lengths.p99Nanos());
    json.field("maxNanos", lengths.maxNanos());
    json.objects(
        "buckets",
        lengths.buckets(),
        bucket -> {
          json.field("fromNanos", bucket.fromNanos());
          json.field("toNanos", bucket.toNanos());
          json.field("count", bucket.count());
        });
  }

  private void task(TaskRow row) throws IOException {
    json.field("task", row.task());
    json.known("type", row.type());
    json.field("start", row.startNanos());
    json.field("end", row.endNanos());
    json.field("startSeen", row.startSeen());
    json.field("endSeen", row.endSeen());
    json.unless(-1, "parent", row.parent());
    json.unless(-1, "thread", row.thread());
    json.field("threadName", row.threadName());
    json.array("labels", row.labels(), json::element);
    json.field("threads", row.threads());
    json.field("regions", row.regions());
    json.field("logs", row.logs());
    states(row.states());
  }

  private void region(RegionRow row) throws IOException {
    json.field("type", row.type());
    json.field("depth", row.depth());
    json.unless(-1, "thread", row.thread());
    json.field("threadName", row.threadName());
    json.field("start", row.startNanos());
    json.field("end", row.endNanos());
    json.unless(-1, "task", row.task());
    json.field("taskType", row.taskType());
    states(row.states());
  }

  private void thread(ThreadTime time) throws IOException {
    json.field("thread", time.thread());
    json.field("name", time.name());
    states(time.states());
  }

  private void message(TaskDetails.Message message) throws IOException {
    json.field("nanos", message.nanos());
    json.unless(-1, "thread", message.thread());
    json.field("threadName", message.threadName());
    json.known("category", message.category());
    json.field("message", message.text());
  }

  private void states(StateTotals states) throws IOException {
    json.numbers("states", states.toArray());
  }
}
