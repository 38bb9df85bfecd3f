package io.jtrace.web.api;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.LaneSlice;
import io.jtrace.timeline.query.RegionWindow;
import io.jtrace.timeline.query.ThreadRegions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Regions of threads, as the timeline draws them. */
final class ThreadRegionsEndpoint {
  private static final int MAX_BUCKETS = 1 << 16;
  private static final int MAX_DEPTHS = 32;

  private final Trace trace;
  private final ThreadRegions regions;

  ThreadRegionsEndpoint(Trace trace, ThreadRegions regions) {
    this.trace = trace;
    this.regions = regions;
  }

  JsonEndpoint.Body regions(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    long bucketNanos = Ids.bucketNanos(parameters, range, MAX_BUCKETS);
    int depths = parameters.count("depths", MAX_DEPTHS, 1, MAX_DEPTHS);
    List<RegionWindow> windows = new ArrayList<>();
    Tables tables = new Tables(trace);
    for (int thread : Ids.threads(trace, parameters.text("threads"))) {
      RegionWindow window = RegionWindow.of(regions, thread, range, bucketNanos, depths);
      window.regions().forEach(tables::add);
      windows.add(window);
    }
    return json -> json.object(() -> write(json, windows, tables));
  }

  private static void write(Json json, List<RegionWindow> windows, Tables tables)
      throws IOException {
    json.array("types", List.copyOf(tables.types.keySet()), json::element);
    json.objects(
        "tasks",
        List.copyOf(tables.tasks.keySet()),
        task -> {
          json.field("task", task);
          json.known("type", tables.taskType(task));
        });
    json.objects(
        "threads",
        windows,
        window -> {
          json.field("thread", window.thread());
          json.array("regions", window.regions(), region -> write(json, region, tables));
        });
  }

  private static void write(Json json, LaneSlice region, Tables tables) throws IOException {
    json.array(
        () -> {
          json.element(region.startNanos());
          json.element(region.endNanos());
          json.element(region.lane());
          json.element(tables.type(region));
          json.element(tables.task(region));
          json.element(region.count());
        });
  }

  /** The types and tasks of one answer, each told once. */
  private static final class Tables {
    private final Trace trace;
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final Map<Integer, Integer> tasks = new LinkedHashMap<>();

    Tables(Trace trace) {
      this.trace = trace;
    }

    void add(LaneSlice region) {
      type(region);
      task(region);
    }

    /** Returns the number of the type in the answer. */
    int type(LaneSlice region) {
      String type = trace.strings().at(region.type());
      return types.computeIfAbsent(type, name -> types.size());
    }

    /** Returns the number of the task in the answer; -1 for none. */
    int task(LaneSlice region) {
      long id = trace.slices().id(region.item());
      int index = id <= 0 ? -1 : trace.tasks().indexOf(id);
      return index < 0 ? -1 : tasks.computeIfAbsent(index, task -> tasks.size());
    }

    String taskType(int task) {
      return trace.strings().atOr(trace.tasks().type(task), "");
    }
  }
}
