package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.util.Random;

/**
 * Recordings with events of schedulers drawn by lot: virtual threads on several carriers at once,
 * threads on several processors, wakes of running threads, tasks without submitter.
 */
final class RandomScheduling {
  private final Random random;
  private final int durationNanos;
  private final int platformThreads;
  private final int virtualThreads;
  private final StringBuilder script = new StringBuilder();

  private RandomScheduling(long seed, int durationNanos, int platformThreads, int virtualThreads) {
    random = new Random(seed);
    this.durationNanos = durationNanos;
    this.platformThreads = platformThreads;
    this.virtualThreads = virtualThreads;
  }

  /**
   * Returns a trace whose threads have the ids from 0: first those of the platform, then virtual
   * ones.
   */
  static Trace of(
      long seed, int durationNanos, int platformThreads, int virtualThreads, int events) {
    return new RandomScheduling(seed, durationNanos, platformThreads, virtualThreads).build(events);
  }

  private Trace build(int events) {
    add(String.format("duration %dns", durationNanos));
    for (int thread = 0; thread < platformThreads; thread++) {
      add(String.format("thread p-%d", thread));
    }
    for (int thread = 0; thread < virtualThreads; thread++) {
      add(String.format("virtual v-%d", thread));
    }
    add("jtrace.ClockSync - 1ns nanoTime=1");
    for (int event = 0; event < events; event++) {
      if (virtualThreads > 0) {
        addRun();
        add(
            String.format(
                "jtrace.VirtualThreadRunnable %s %dns virtualThread=%s", any(), time(), virtual()));
      }
      addSlice();
      addTask();
      addWait();
      addUse();
    }
    return Traces.of(RecordingScript.of(script.toString()));
  }

  private void addRun() {
    int start = time();
    add(
        String.format(
            "jtrace.VirtualThreadRun %s %dns-%dns virtualThread=%s reason=%d",
            platform(), start, end(start), virtual(), random.nextInt(9)));
  }

  private void addSlice() {
    int start = time();
    add(
        String.format(
            "jtrace.CpuSlice - %dns osThreadId=%d cpu=%d startNanoTime=%d durationNanos=%dns"
                + " preempted=%s",
            start,
            1000 + random.nextInt(platformThreads + 1),
            random.nextInt(10) == 0 ? 5_000 : random.nextInt(3),
            start,
            end(start) - start,
            random.nextBoolean()));
  }

  private void addTask() {
    add(
        String.format(
            "jtrace.TaskQueued %s %dns executor=%d executorClass=a.Pool task=a.Task queuedNanos=%dns"
                + " submitter=%s queueSize=%d",
            any(),
            time(),
            random.nextInt(2),
            time(),
            random.nextInt(4) == 0 ? "-" : any(),
            random.nextInt(9)));
  }

  private void addWait() {
    int start = time();
    add(String.format("ThreadPark %s %dns-%dns parkedClass=a.Lock", any(), start, end(start)));
    add(String.format("jtrace.Unpark %s %dns thread=%s", any(), time(), platform()));
  }

  private void addUse() {
    add(
        String.format(
            "jtrace.ThreadCpu - %dns osThreadId=%d runNanos=%dns waitNanos=%dns slices=1",
            time(), 1000 + random.nextInt(platformThreads), time(), time()));
  }

  private void add(String line) {
    script.append(line).append('\n');
  }

  private int time() {
    return random.nextBoolean()
        ? random.nextInt(11) * (durationNanos / 10)
        : random.nextInt(durationNanos + 1);
  }

  private int end(int start) {
    return start + random.nextInt(Math.max(1, durationNanos / 8));
  }

  private String any() {
    return virtualThreads > 0 && random.nextBoolean() ? virtual() : platform();
  }

  private String platform() {
    return "p-" + random.nextInt(platformThreads);
  }

  private String virtual() {
    return "v-" + random.nextInt(virtualThreads);
  }
}
