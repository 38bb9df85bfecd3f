package io.jtrace.timeline.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All that was measured of one reader on one file. */
final class Measured {
  private static final String SMALL_HEAP = "-Xmx512m";

  /** Readers that hand out one event after the other; what they hold at the end says nothing. */
  private static final Set<String> STREAMING = Set.of("jdk", "async-profiler");

  private static final List<String> ONCE = List.of("once");
  private static final List<String> HEAP = List.of("heap");
  private static final List<String> ONE_CORE = List.of("taskset", "-c", "0");
  private static final List<String> TWO_CORES = List.of("taskset", "-c", "0,1");

  private final Plan plan;
  private final String reader;
  private final Child child;
  private final List<Outcome> processes = new ArrayList<>();
  private @Nullable Outcome warm;
  private @Nullable Outcome heap;
  private @Nullable Outcome smallHeap;
  private double coreRatio = Double.NaN;

  Measured(Plan plan, String reader, Child child) {
    this.plan = plan;
    this.reader = reader;
    this.child = child;
  }

  /** Measures one more whole process. */
  void measureProcess() throws IOException, InterruptedException {
    processes.add(child.run(List.of(), reader, plan.file(), ONCE));
  }

  /** Measures passes in a JVM that becomes warm. */
  void measurePasses() throws IOException, InterruptedException {
    if (plan.isWarmed(reader)) {
      warm = child.run(List.of(), reader, plan.file(), plan.passMode());
    }
  }

  /** Measures what the result holds, and whether a small heap is enough. */
  void measureMemory() throws IOException, InterruptedException {
    if (!STREAMING.contains(reader)) {
      heap = child.run(List.of(), reader, plan.file(), HEAP);
    }
    smallHeap = child.with(SMALL_HEAP).run(List.of(), reader, plan.file(), ONCE);
  }

  /** Compares wall time with one processor and with two, for readers of this project. */
  void measureCores() throws IOException, InterruptedException {
    if (plan.isRepeatedPerCore() && reader.startsWith("jtrace")) {
      List<String> passes = plan.passMode();
      Outcome one =
          child.with("-XX:ActiveProcessorCount=1").run(ONE_CORE, reader, plan.file(), passes);
      Outcome two =
          child.with("-XX:ActiveProcessorCount=2").run(TWO_CORES, reader, plan.file(), passes);
      if (!one.isFailure() && !two.isFailure()) {
        coreRatio = one.passWallSeconds() / two.passWallSeconds();
      }
    }
  }

  /** Returns the reader's row, in the order of {@link ReadBench#COLUMNS}. */
  List<String> row(Measured reference) {
    double steady = passCpuSeconds();
    double events = events();
    return List.of(
        plan.name(),
        reader,
        failureOr(Markdown.seconds(processCpuSeconds())),
        Markdown.seconds(median(Outcome::wallSeconds)),
        Markdown.whole(median(Outcome::peakMebibytes)),
        Markdown.seconds(steady),
        Markdown.whole(plan.megabytes() / steady),
        Markdown.digits(2, events / steady / 1e6),
        Markdown.digits(1, processCpuSeconds() / reference.processCpuSeconds()),
        Markdown.digits(1, steady / reference.passCpuSeconds()),
        Markdown.digits(2, coreRatio),
        heap == null || heap.isFailure() ? "" : Markdown.whole(heap.heapBytes() / events),
        smallHeap());
  }

  /** Returns what the reader saw, by which equality of work can be judged. */
  List<String> work() {
    Outcome first = processes.get(0);
    List<String> row = new ArrayList<>(List.of(plan.name(), reader));
    row.add(first.isFailure() ? first.failure() : Long.toString(first.events()));
    row.addAll(List.of((first.text("sums") + "    ").split(" ", -1)).subList(0, 4));
    return row;
  }

  private String smallHeap() {
    if (smallHeap == null) {
      return "";
    }
    return smallHeap.isFailure()
        ? smallHeap.failure()
        : Markdown.seconds(smallHeap.cpuSeconds())
            + " / "
            + Markdown.whole(smallHeap.peakMebibytes());
  }

  private String failureOr(String text) {
    Outcome first = processes.get(0);
    return first.isFailure() ? first.failure() : text;
  }

  private double events() {
    return processes.get(0).events();
  }

  private double processCpuSeconds() {
    return median(Outcome::cpuSeconds);
  }

  private double passCpuSeconds() {
    return warm == null || warm.isFailure() ? Double.NaN : warm.passCpuSeconds();
  }

  private double median(ToDoubleFunction<Outcome> value) {
    return Outcome.median(
        processes.stream()
            .filter(outcome -> !outcome.isFailure())
            .map(value::applyAsDouble)
            .toList());
  }
}
