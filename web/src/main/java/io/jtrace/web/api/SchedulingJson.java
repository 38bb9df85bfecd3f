package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CpuTimes;
import io.jtrace.timeline.analysis.Durations;
import io.jtrace.timeline.analysis.Pinning;
import io.jtrace.timeline.analysis.QueueDelays;
import io.jtrace.timeline.analysis.SchedulerLatency;
import io.jtrace.timeline.analysis.SchedulingFacts;
import io.jtrace.timeline.analysis.SchedulingReport;
import io.jtrace.timeline.analysis.StackFrame;
import io.jtrace.timeline.analysis.Starvation;
import io.jtrace.timeline.analysis.WhoWakesWhom;
import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scheduling as JSON, for the viewer and the command line; the schema is in {@code docs/cli.md}.
 */
public final class SchedulingJson {
  private static final int WAKERS_LISTED = 200;
  private static final int THREADS_LISTED = 100;
  private static final int STRETCHES_LISTED = 20;

  private final Trace trace;
  private final Json json;

  /** Writes about {@code trace}. */
  public SchedulingJson(Trace trace, Json json) {
    this.trace = trace;
    this.json = json;
  }

  /** Writes the fields of what a trace knows of scheduling at all. */
  static void facts(Json json, SchedulingFacts facts) throws IOException {
    json.field("virtualThreads", facts.hasRuns() ? "hooks" : "none");
    json.field("cpuSource", facts.cpuSource().label());
    json.field("syscalls", facts.hasSyscalls());
    json.field("carriers", facts.carriers());
    json.field("runs", facts.runs());
    json.field("runnables", facts.runnables());
    json.field("lost", facts.lost());
    json.field("executors", facts.executors());
  }

  /** Writes the fields of a report. */
  public void write(SchedulingReport report) throws IOException {
    int processors =
        trace.facts().jvms().stream().mapToInt(TraceFacts.Jvm::processors).max().orElse(0);
    json.unless(0, "processors", processors);
    if (report.latency().isPresent()) {
      SchedulerLatency latency = report.latency().get();
      json.object("latency", () -> latency(latency));
    } else {
      json.none("latency");
    }
    json.object("pinning", () -> pinning(report.pinning(), report.starvation()));
    List<WhoWakesWhom.Row> wakers = report.wakers().rows();
    json.objects("wakers", wakers.subList(0, Math.min(WAKERS_LISTED, wakers.size())), this::waker);
    json.objects("queues", report.queues().executors(), this::queue);
    json.object("starvation", () -> starvation(report.starvation()));
    json.object("cpu", () -> cpu(report.cpu()));
  }

  private void latency(SchedulerLatency latency) throws IOException {
    summary(latency.all());
    json.objects(
        "buckets",
        latency.histogram(),
        bucket -> {
          json.field("fromNanos", bucket.fromNanos());
          json.field("toNanos", bucket.toNanos());
          json.field("count", bucket.count());
        });
    json.object("overTime", () -> overTime(latency.overTime()));
    json.objects(
        "groups",
        latency.groups(),
        group -> {
          json.field("key", group.key());
          summary(group.waits());
        });
    json.objects("worst", latency.worst(), this::wait);
    json.objects(
        "stacks",
        latency.stacks(),
        each -> {
          SpanEndpoint.stack(json, "stack", StackFrame.of(trace, each.stack()));
          json.field("count", each.count());
          json.field("totalNanos", each.totalNanos());
          json.field("maxNanos", each.maxNanos());
        });
  }

  private void summary(Durations.Summary summary) throws IOException {
    json.field("count", summary.count());
    json.field("totalNanos", summary.totalNanos());
    json.field("maxNanos", summary.maxNanos());
    json.field("p50", summary.p50());
    json.field("p90", summary.p90());
    json.field("p99", summary.p99());
    json.field("p999", summary.p999());
  }

  private void overTime(SchedulerLatency.OverTime curves) throws IOException {
    json.field("bucketNanos", curves.bucketNanos());
    json.array(
        "maxNanos",
        () -> {
          for (int i = 0; i < curves.maxNanos().size(); i++) {
            json.element(curves.maxNanos().at(i));
          }
        });
    json.array(
        "meanRunnable",
        () -> {
          for (int i = 0; i < curves.meanRunnable().size(); i++) {
            json.element(curves.meanRunnable().at(i));
          }
        });
    json.array(
        "meanRunning",
        () -> {
          for (int i = 0; i < curves.meanRunning().size(); i++) {
            json.element(curves.meanRunning().at(i));
          }
        });
  }

  private void wait(SchedulerLatency.Wait wait) throws IOException {
    thread("thread", "name", wait.thread());
    stretch(wait.range());
    thread("waker", "wakerName", wait.waker());
    thread("carrier", "carrierName", wait.carrier());
  }

  private void pinning(Pinning pinning, Starvation starvation) throws IOException {
    json.field("count", pinning.all().count());
    json.field("totalNanos", pinning.all().totalNanos());
    json.field("maxNanos", pinning.all().maxNanos());
    json.objects("sites", pinning.sites(), this::site);
    List<Pinning.Stretch> longest =
        pinning.stretches().stream()
            .sorted(Comparator.comparingLong(stretch -> -stretch.range().durationNanos()))
            .limit(STRETCHES_LISTED)
            .toList();
    json.objects(
        "longest",
        longest,
        stretch -> {
          thread("thread", "name", stretch.thread());
          stretch(stretch.range());
          thread("carrier", "carrierName", stretch.carrier());
          json.field("reason", text(stretch.subject()));
        });
    json.object(
        "starved",
        () -> {
          json.field("nanos", starvation.heldNanos());
          json.objects("worst", starvation.held(), this::held);
        });
  }

  private void site(Pinning.Site site) throws IOException {
    SpanEndpoint.stack(json, "stack", StackFrame.of(trace, site.stack()));
    json.field("reason", text(site.subject()));
    json.field("operation", text(site.operation()));
    json.field("count", site.count());
    json.field("totalNanos", site.totalNanos());
    json.field("maxNanos", site.maxNanos());
  }

  private void held(Starvation.Held held) throws IOException {
    stretch(held.range());
    json.field("pinned", held.maxPinned());
    json.field("runnable", held.maxRunnable());
  }

  private void waker(WhoWakesWhom.Row row) throws IOException {
    json.field("waker", row.waker());
    json.field("woken", row.woken());
    json.field("kind", row.kind().label());
    json.field("count", row.count());
    json.field("runnableNanos", row.runnableNanos());
    json.field("maxRunnableNanos", row.maxRunnableNanos());
  }

  private void queue(QueueDelays.Executor executor) throws IOException {
    json.field("executor", executor.name());
    summary(executor.delays());
    json.field("maxQueueSize", executor.maxQueueSize());
    QueuedTasks tasks = trace.taskQueues();
    json.object(
        "worst",
        () -> {
          thread("worker", "workerName", tasks.worker(executor.worst()));
          json.field("nanos", tasks.nanos(executor.worst()));
          json.field("queuedNanos", tasks.queuedNanos(executor.worst()));
          thread("submitter", "submitterName", tasks.submitter(executor.worst()));
        });
  }

  private void starvation(Starvation starvation) throws IOException {
    if (starvation.throttled().isPresent()) {
      json.field("throttledNanos", starvation.throttled().get().nanos());
    } else {
      json.none("throttledNanos");
    }
    List<Starvation.Period> periods =
        starvation.throttled().map(Starvation.Throttling::periods).orElse(List.of());
    json.array(
        "throttled",
        periods,
        period ->
            json.elements(period.range().startNanos(), period.range().endNanos(), period.nanos()));
    json.objects(
        "stretches",
        starvation.crowded(),
        crowd -> {
          stretch(crowd.range());
          json.field("maxRunnable", crowd.maxThreads());
        });
  }

  private void cpu(CpuTimes cpu) throws IOException {
    json.field("source", trace.facts().cpuSource().label());
    List<CpuTimes.OfThread> threads = cpu.threads();
    json.objects(
        "threads",
        threads.subList(0, Math.min(THREADS_LISTED, threads.size())),
        each -> {
          thread("thread", "name", each.thread());
          json.field("runNanos", each.runNanos());
          json.field("waitNanos", each.waitNanos());
          json.field("slices", each.slices());
        });
  }

  private void stretch(TimeRange range) throws IOException {
    json.field("start", range.startNanos());
    json.field("end", range.endNanos());
  }

  private void thread(String idField, String nameField, int thread) throws IOException {
    json.unless(-1, idField, thread);
    json.field(nameField, thread < 0 ? null : trace.threadName(thread));
  }

  private @Nullable String text(int id) {
    return id < 0 ? null : trace.strings().at(id);
  }
}
