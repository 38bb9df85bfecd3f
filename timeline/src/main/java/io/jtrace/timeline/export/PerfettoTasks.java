package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Writes the tasks of executors: an instant on the worker, a counter per queue. */
final class PerfettoTasks {
  private final Trace trace;
  private final ExecutorTasks executors;
  private final FlowEnds flows;
  private final PerfettoTracks tracks;
  private final EventWriter events;
  private final Map<Integer, Long> counters = new HashMap<>();

  PerfettoTasks(
      Trace trace, ThreadRows rows, FlowEnds flows, PerfettoTracks tracks, EventWriter events) {
    this.trace = trace;
    this.flows = flows;
    this.tracks = tracks;
    this.events = events;
    executors = new ExecutorTasks(trace, rows, flows);
  }

  void write() throws IOException {
    executors.forEach(this::write);
  }

  private void write(int task, int arrow) throws IOException {
    QueuedTasks tasks = trace.taskQueues();
    long track = tracks.thread(tasks.worker(task));
    int name = events.name(EventWriter.NameKind.TASK, 0, () -> ExecutorTasks.LABEL);
    events.begin(
        TrackEvent.Type.TYPE_INSTANT, track, tasks.nanos(task), name, ExecutorTasks.CATEGORY);
    executors.describe(task, events);
    if (arrow >= 0) {
      events.arrowTo(FlowEnds.arrowId(flows.flow(arrow)));
    }
    events.send();
    int queue = executors.queue(task);
    if (queue >= 0) {
      events.counter(counter(queue, task), tasks.nanos(task), (double) tasks.queueSize(task));
    }
  }

  private long counter(int queue, int task) throws IOException {
    Long known = counters.get(queue);
    if (known != null) {
      return known;
    }
    int jvm = trace.threads().jvm(trace.taskQueues().worker(task));
    long track = tracks.counter(jvm, executors.queueLabel(task), Counter.Unit.COUNT);
    counters.put(queue, track);
    return track;
  }
}
