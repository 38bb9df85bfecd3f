package io.jtrace.timeline.export;

import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;

/**
 * Writes what carriers carried, as slices beside them, and the tasks of executors.
 *
 * <p>The format's own states of threads are left out: the old viewer takes them for something else.
 */
final class ChromeScheduling {
  private final Trace trace;
  private final ChromeRows rows;
  private final ChromeWriter out;
  private final CarrierSlices carriers;
  private final ExecutorTasks executors;
  private final Arguments arguments;

  ChromeScheduling(
      Trace trace, ThreadRows threads, FlowEnds flows, ChromeRows rows, ChromeWriter out) {
    this.trace = trace;
    this.rows = rows;
    this.out = out;
    carriers = new CarrierSlices(trace, threads, Processors.of(trace));
    executors = new ExecutorTasks(trace, threads, flows);
    arguments = new Arguments(trace, threads.window());
  }

  void write() throws IOException {
    carriers.forEach(this::writeRun);
    executors.forEach((task, arrow) -> writeTask(task));
  }

  private void writeRun(int run, int lane, long startNanos, long endNanos) throws IOException {
    int carrier = trace.carrierRuns().carrier(run);
    int tid = rows.tidOfCarried(carrier, lane);
    String category = CarrierSlices.CATEGORY;
    out.begin('X', carriers.label(run), category, rows.pid(carrier), tid, startNanos);
    out.beginArgs(endNanos - startNanos, Stacks.NONE);
    arguments.ofRun(run, out);
    out.endWithArgs();
  }

  private void writeTask(int task) throws IOException {
    QueuedTasks tasks = trace.taskQueues();
    int worker = tasks.worker(task);
    int pid = rows.pid(worker);
    String category = ExecutorTasks.CATEGORY;
    out.begin('i', ExecutorTasks.LABEL, category, pid, rows.tid(worker), tasks.nanos(task));
    out.json().writeStringField("s", "t");
    out.beginArgs(Stacks.NONE);
    executors.describe(task, out);
    out.endWithArgs();
    if (executors.queue(task) >= 0) {
      out.begin('C', executors.queueLabel(task), "counter", pid, pid, tasks.nanos(task));
      out.json().writeObjectFieldStart("args");
      out.json().writeNumberField("count", tasks.queueSize(task));
      out.endWithArgs();
    }
  }
}
