package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.CustomEventSummary;
import io.jtrace.timeline.analysis.Deadlocks;
import io.jtrace.timeline.analysis.Findings;
import io.jtrace.timeline.analysis.GcDetails;
import io.jtrace.timeline.analysis.GcSummary;
import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.IoTable;
import io.jtrace.timeline.analysis.LockSummary;
import io.jtrace.timeline.analysis.MutatorUtilisation;
import io.jtrace.timeline.analysis.Overview;
import io.jtrace.timeline.analysis.RegionSummary;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.analysis.StateTotals;
import io.jtrace.timeline.analysis.TaskQuery;
import io.jtrace.timeline.analysis.TaskSummary;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.api.AllocationsJson;
import io.jtrace.web.api.AnnotationsJson;
import io.jtrace.web.api.DeadlocksJson;
import io.jtrace.web.api.FindingsJson;
import io.jtrace.web.api.GcJson;
import io.jtrace.web.api.IoJson;
import io.jtrace.web.api.Json;
import io.jtrace.web.api.SchedulingJson;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.Locale;

/** {@code report --json}; the schema is in {@code docs/cli.md} and only ever grows. */
final class ReportJson {
  private static final int LATENCY_BUCKETS = 200;
  private static final int LONGEST_TASKS = 100;
  private static final int ALLOCATION_ROWS = 100;
  private static final int LONGEST_PAUSES = 100;

  private final Json json;
  private final LoadedTrace loaded;
  private final Trace trace;
  private final TimeRange range;

  ReportJson(Json json, LoadedTrace loaded, TimeRange range) {
    this.json = json;
    this.loaded = loaded;
    this.trace = loaded.trace();
    this.range = range;
  }

  void write() throws IOException {
    Overview overview = Overview.of(trace, range, 1);
    json.object(
        () -> {
          json.field("name", loaded.name());
          json.field("fromNanos", range.startNanos());
          json.field("toNanos", range.endNanos());
          json.object("lost", () -> InfoJson.lost(json, trace));
          FindingsJson.findings(json, Findings.of(trace, range));
          json.object("numbers", () -> numbers(overview.numbers()));
          json.object("gc", this::gc);
          json.object(
              "allocations",
              () -> AllocationsJson.allocations(json, trace, range, ALLOCATION_ROWS));
          json.objects("groups", overview.groups().groups(), this::group);
          json.objects("locks", LockSummary.of(trace, range).locks(), this::lock);
          json.object("deadlocks", () -> DeadlocksJson.deadlocks(json, Deadlocks.of(trace, range)));
          json.array("io", this::io);
          json.object("scheduling", this::scheduling);
          json.object("tasks", this::tasks);
          json.object("regions", this::regions);
          json.objects("events", CustomEventSummary.of(trace, range).types(), this::events);
          json.array("threads", this::threads);
        });
  }

  private void numbers(Overview.Numbers numbers) throws IOException {
    json.field("cpuCores", numbers.cpuCores());
    json.unless(0, "processors", numbers.processors());
    json.field("pinnedCount", numbers.pinnedCount());
    json.field("pinnedNanos", numbers.pinnedNanos());
    json.field("exceptions", numbers.exceptions());
    json.field("allocatedBytes", numbers.allocatedBytes());
    json.field("maxSafepointNanos", numbers.maxSafepointNanos());
  }

  private void gc() throws IOException {
    GcDetails details = GcDetails.of(trace, range);
    GcSummary gc = details.summary();
    json.field("recorded", gc.recorded());
    json.field("collections", gc.collections());
    json.field("pauseCount", gc.pauses().size());
    json.field("pauseTotalNanos", gc.pauseTotalNanos());
    json.field("maxPauseNanos", gc.maxPauseNanos());
    GcJson.parts(json, details, LONGEST_PAUSES);
    json.object(
        "utilisation",
        () ->
            GcJson.utilisation(
                json, MutatorUtilisation.of(trace, range, MutatorUtilisation.Options.PAUSES)));
  }

  private void scheduling() throws IOException {
    SchedulingJson.overview(
        json, SchedulingOverview.of(trace, range, Grouping.NAME, null, LATENCY_BUCKETS));
  }

  private void tasks() throws IOException {
    AnnotationsJson.tasks(json, TaskSummary.of(trace, range, TaskQuery.longest(LONGEST_TASKS)));
  }

  private void regions() throws IOException {
    AnnotationsJson.regions(json, RegionSummary.of(trace, range, TaskQuery.longest(LONGEST_TASKS)));
  }

  private void group(ThreadGroups.Group group) throws IOException {
    json.field("key", group.key());
    json.field("threads", group.count());
    json.field("virtual", group.virtualCount());
    nanosByState(group.states());
  }

  private void lock(LockSummary.Lock lock) throws IOException {
    json.known("lock", lock.lock());
    json.field("state", lock.state().key());
    json.known("operation", lock.operation());
    json.field("waits", lock.waits());
    json.field("totalNanos", lock.totalNanos());
    json.field("maxNanos", lock.maxNanos());
    json.objects(
        "owners",
        lock.owners(),
        owner -> {
          json.field("thread", owner.thread());
          json.field("name", owner.name());
          json.field("waits", owner.waits());
          json.field("totalNanos", owner.totalNanos());
        });
  }

  /** A row for each kind of operations on a target. */
  private void io() throws IOException {
    for (IoTable.Target target : IoTable.of(trace, range).targets()) {
      for (IoTable.Kind kind : target.kinds()) {
        json.object(
            () -> {
              json.known("target", target.target());
              json.field("state", target.state().key());
              IoJson.kind(json, kind);
            });
      }
    }
  }

  private void events(CustomEventSummary.Row type) throws IOException {
    json.field("type", type.name());
    json.field("label", type.label());
    json.field("count", type.count());
    json.field("instants", type.instants());
    json.field("totalNanos", type.totalNanos());
    json.field("maxNanos", type.maxNanos());
  }

  private void threads() throws IOException {
    Threads threads = trace.threads();
    for (int id = 0; id < threads.size(); id++) {
      int thread = id;
      if (range.touches(threads.startNanos(thread), threads.endNanos(thread))) {
        json.object(() -> thread(thread));
      }
    }
  }

  private void thread(int thread) throws IOException {
    Threads threads = trace.threads();
    json.field("id", thread);
    json.field("name", trace.threadName(thread));
    json.field("kind", threads.kind(thread).name().toLowerCase(Locale.ROOT));
    json.field("virtual", threads.kind(thread) == ThreadKind.VIRTUAL);
    json.unless(0, "javaId", threads.javaId(thread));
    json.unless(0, "osId", threads.osId(thread));
    json.field("startNanos", threads.startNanos(thread));
    json.field("endNanos", threads.endNanos(thread));
    nanosByState(StateTotals.of(trace, range, thread));
  }

  private void nanosByState(StateTotals totals) throws IOException {
    json.object(
        "nanosByState",
        () -> {
          for (State state : State.values()) {
            json.field(state.key(), totals.nanos(state));
          }
        });
  }
}
