package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CpuStarvation;
import io.jtrace.timeline.analysis.CpuTimes;
import io.jtrace.timeline.analysis.Distribution;
import io.jtrace.timeline.analysis.Pinning;
import io.jtrace.timeline.analysis.QueueDelays;
import io.jtrace.timeline.analysis.SchedulerLatency;
import io.jtrace.timeline.analysis.SchedulingFacts;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.analysis.StarvedCarriers;
import io.jtrace.timeline.analysis.WakeUps;
import io.jtrace.timeline.table.LongColumn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known of schedulers as JSON: the same for the viewer and for {@code --json}. */
public final class SchedulingJson {
  private final Json json;

  private SchedulingJson(Json json) {
    this.json = json;
  }

  /** Writes the fields of what a recording holds. */
  public static void facts(Json json, SchedulingFacts facts) throws IOException {
    json.field("virtualThreads", facts.hooked() ? "hooks" : "none");
    json.field("cpuSource", facts.cpuSource().label());
    json.field("syscalls", facts.syscalls());
    json.field("carriers", facts.carriers());
    json.field("runs", facts.runs());
    json.field("runnables", facts.runnables());
    json.field("lost", facts.lost());
    json.field("executors", facts.executors());
  }

  /**
   * Writes the fields of an overview: numbers and objects are null, lists are empty where nothing
   * was recorded.
   */
  public static void overview(Json json, SchedulingOverview overview) throws IOException {
    new SchedulingJson(json).write(overview);
  }

  private void write(SchedulingOverview overview) throws IOException {
    int processors = overview.processors().orElse(0);
    json.unless(0, "processors", processors);
    optional("latency", overview.latency(), this::latency);
    optional("pinning", overview.pinning(), this::pinning);
    json.objects("wakers", overview.wakers().pairs(), this::pair);
    List<QueueDelays.Queue> queues = overview.queues().map(QueueDelays::queues).orElse(List.of());
    json.objects("queues", queues, this::queue);
    json.object("starvation", () -> starvation(overview.starvation()));
    json.object("cpu", () -> cpu(overview.cpu()));
  }

  private <T> void optional(String name, Optional<T> value, Json.Element<T> fields)
      throws IOException {
    if (value.isPresent()) {
      json.object(name, () -> fields.write(value.get()));
    } else {
      json.none(name);
    }
  }

  private void latency(SchedulerLatency latency) throws IOException {
    Distribution all = latency.latencies();
    json.field("count", all.count());
    json.field("totalNanos", all.totalNanos());
    json.field("maxNanos", all.maxNanos());
    json.field("p50", all.p50Nanos());
    json.field("p90", all.p90Nanos());
    json.field("p99", all.p99Nanos());
    json.field("p999", all.p999Nanos());
    json.objects("buckets", all.buckets(), this::bucket);
    json.object("overTime", () -> overTime(latency.overTime()));
    json.objects("groups", latency.groups(), this::group);
    json.objects("worst", latency.worst(), this::wait);
    json.objects("stacks", latency.stacks(), this::site);
  }

  private void bucket(Distribution.Bucket bucket) throws IOException {
    json.field("fromNanos", bucket.fromNanos());
    json.field("toNanos", bucket.toNanos());
    json.field("count", bucket.count());
  }

  private void overTime(SchedulerLatency.OverTime overTime) throws IOException {
    json.field("bucketNanos", overTime.bucketNanos());
    json.array("maxNanos", () -> elements(overTime.maxNanos()));
    json.array("meanRunnable", () -> OverviewEndpoint.elements(json, overTime.meanRunnable()));
    json.array("meanRunning", () -> OverviewEndpoint.elements(json, overTime.meanRunning()));
  }

  private void elements(LongColumn values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      json.element(values.at(i));
    }
  }

  private void group(SchedulerLatency.Group group) throws IOException {
    json.field("key", group.key());
    json.field("count", group.latencies().count());
    json.field("totalNanos", group.latencies().totalNanos());
    json.field("p50", group.latencies().p50Nanos());
    json.field("p99", group.latencies().p99Nanos());
    json.field("maxNanos", group.latencies().maxNanos());
  }

  private void wait(SchedulerLatency.Wait wait) throws IOException {
    json.field("thread", wait.thread());
    json.field("name", wait.name());
    json.field("start", wait.startNanos());
    json.field("end", wait.endNanos());
    json.unless(-1, "waker", wait.waker());
    json.field("wakerName", wait.wakerName());
    json.unless(-1, "carrier", wait.carrier());
    json.field("carrierName", wait.carrierName());
  }

  private void site(SchedulerLatency.Site site) throws IOException {
    SpanEndpoint.stack(json, "stack", site.stack());
    json.field("count", site.count());
    json.field("totalNanos", site.totalNanos());
    json.field("maxNanos", site.maxNanos());
  }

  private void pinning(Pinning pinning) throws IOException {
    json.field("count", pinning.count());
    json.field("totalNanos", pinning.totalNanos());
    json.field("maxNanos", pinning.maxNanos());
    json.objects("sites", pinning.sites(), this::pinningSite);
    json.objects("longest", pinning.longest(), this::pinned);
    json.object("starved", () -> starved(pinning.starved()));
  }

  private void pinningSite(Pinning.Site site) throws IOException {
    SpanEndpoint.stack(json, "stack", site.stack());
    json.field("reason", site.reason());
    json.field("operation", site.operation());
    json.field("count", site.count());
    json.field("totalNanos", site.totalNanos());
    json.field("maxNanos", site.maxNanos());
  }

  private void pinned(Pinning.Stretch stretch) throws IOException {
    json.field("thread", stretch.thread());
    json.field("name", stretch.name());
    json.field("start", stretch.startNanos());
    json.field("end", stretch.endNanos());
    json.unless(-1, "carrier", stretch.carrier());
    json.field("carrierName", stretch.carrierName());
    json.field("reason", stretch.reason());
  }

  private void starved(Optional<StarvedCarriers> starved) throws IOException {
    json.unless(-1, "nanos", starved.map(StarvedCarriers::nanos).orElse(-1L));
    json.objects(
        "worst",
        starved.map(StarvedCarriers::worst).orElse(List.of()),
        stretch -> {
          json.field("start", stretch.startNanos());
          json.field("end", stretch.endNanos());
          json.field("pinned", stretch.pinned());
          json.field("runnable", stretch.runnable());
        });
  }

  private void pair(WakeUps.Pair pair) throws IOException {
    json.field("waker", pair.waker());
    json.field("woken", pair.woken());
    json.field("kind", pair.kind().label());
    json.field("count", pair.count());
    json.field("runnableNanos", pair.runnableNanos());
    json.field("maxRunnableNanos", pair.maxRunnableNanos());
  }

  private void queue(QueueDelays.Queue queue) throws IOException {
    json.field("executor", queue.executor());
    json.field("count", queue.delays().count());
    json.field("totalNanos", queue.delays().totalNanos());
    json.field("p50", queue.delays().p50Nanos());
    json.field("p99", queue.delays().p99Nanos());
    json.field("maxNanos", queue.delays().maxNanos());
    json.field("maxQueueSize", queue.maxQueueSize());
    json.object("worst", () -> task(queue.worst()));
  }

  private void task(QueueDelays.Task task) throws IOException {
    json.unless(-1, "worker", task.worker());
    json.field("workerName", task.workerName());
    json.field("nanos", task.nanos());
    json.field("queuedNanos", task.queuedNanos());
    json.unless(-1, "submitter", task.submitter());
    json.field("submitterName", task.submitterName());
  }

  private void starvation(CpuStarvation starvation) throws IOException {
    json.field("throttledNanos", starvation.throttledNanos());
    json.array(
        "throttled",
        starvation.throttled(),
        part ->
            json.array(
                () -> {
                  json.element(part.startNanos());
                  json.element(part.endNanos());
                  json.element(part.nanos());
                }));
    json.objects("stretches", starvation.stretches().orElse(List.of()), this::stretch);
  }

  private void stretch(CpuStarvation.Stretch stretch) throws IOException {
    json.field("start", stretch.startNanos());
    json.field("end", stretch.endNanos());
    json.field("maxRunnable", stretch.maxRunnable());
  }

  private void cpu(CpuTimes cpu) throws IOException {
    json.field("source", cpu.source().label());
    json.objects(
        "threads",
        cpu.threads(),
        row -> {
          json.field("thread", row.thread());
          json.field("name", row.name());
          json.field("runNanos", row.runNanos());
          json.field("waitNanos", row.waitNanos());
          json.field("slices", row.slices());
        });
  }
}
