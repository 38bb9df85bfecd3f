package io.jtrace.web.api;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.SampleWindow;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of what threads executed, as the timeline draws them. */
final class SamplesEndpoint {
  private static final int MAX_BUCKETS = 1 << 16;

  private final Trace trace;

  SamplesEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body samples(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    long bucketNanos = Ids.bucketNanos(parameters, range, MAX_BUCKETS);
    List<Integer> threads = Ids.threads(trace, parameters.text("threads"));
    List<SampleWindow> windows = SampleWindow.of(trace, threads, range, bucketNanos);
    Tables tables = new Tables(trace);
    windows.forEach(window -> window.samples().forEach(sample -> tables.stack(sample.stack())));
    return json -> json.object(() -> write(json, windows, tables));
  }

  private static void write(Json json, List<SampleWindow> windows, Tables tables)
      throws IOException {
    json.array("frames", List.copyOf(tables.frames.keySet()), json::element);
    json.array("stacks", tables.stackFrames, frames -> json.array(() -> numbers(json, frames)));
    json.objects(
        "threads",
        windows,
        window -> {
          json.field("thread", window.thread());
          json.array("samples", window.samples(), sample -> write(json, sample, tables));
        });
  }

  private static void numbers(Json json, List<Integer> numbers) throws IOException {
    for (int number : numbers) {
      json.element(number);
    }
  }

  private static void write(Json json, SampleWindow.Sample sample, Tables tables)
      throws IOException {
    json.array(
        () -> {
          json.element(sample.nanos());
          json.element(tables.stack(sample.stack()));
          json.element(kind(sample.kind()));
          json.element(sample.count());
        });
  }

  static String kind(Samples.Kind kind) {
    return switch (kind) {
      case CPU_TIME -> "cpu";
      case EXECUTION -> "execution";
      case NATIVE -> "native";
      case ALLOCATION -> "allocation";
    };
  }

  /** The stacks and methods of one answer, each told once. */
  private static final class Tables {
    private final Trace trace;
    private final Map<String, Integer> frames = new LinkedHashMap<>();
    private final Map<Integer, Integer> stacks = new LinkedHashMap<>();
    private final List<List<Integer>> stackFrames = new ArrayList<>();

    Tables(Trace trace) {
      this.trace = trace;
    }

    /** Returns the number of a stack in the answer; -1 for none. */
    int stack(int stack) {
      if (stack == Stacks.NONE) {
        return -1;
      }
      Integer known = stacks.get(stack);
      if (known != null) {
        return known;
      }
      int number = stackFrames.size();
      stacks.put(stack, number);
      stackFrames.add(outermostFirst(stack));
      return number;
    }

    private List<Integer> outermostFirst(int stack) {
      List<Integer> methods = new ArrayList<>();
      for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
        String method = trace.frames().method(trace.stacks().frame(node), trace.strings());
        methods.add(frames.computeIfAbsent(method, name -> frames.size()));
      }
      Collections.reverse(methods);
      return methods;
    }
  }
}
