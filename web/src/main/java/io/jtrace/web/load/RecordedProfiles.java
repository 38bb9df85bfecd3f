package io.jtrace.web.load;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.ValueType;
import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the profiles of the agent's endpoints from the events of a recording. */
final class RecordedProfiles {

  private static final ValueType SAMPLES = new ValueType("samples", "count");
  private static final ValueType CPU = new ValueType("cpu", "nanoseconds");

  private final Recording recording;

  private RecordedProfiles(Recording recording) {
    this.recording = recording;
  }

  /** Makes one; waits shorter than {@code shortestNanos} are left out. */
  static StackProfile read(Recording recording, RecordedProfile kind, long shortestNanos) {
    RecordedProfiles profiles = new RecordedProfiles(recording);
    return switch (kind) {
      case CPU -> profiles.cpu();
      case ALLOCATIONS -> profiles.allocations();
      case BLOCK -> LockProfiles.block(recording, shortestNanos);
      case MUTEX -> LockProfiles.mutex(recording, shortestNanos);
      case THREADS_STARTED -> profiles.threadsStarted();
    };
  }

  private StackProfile cpu() {
    EventTable byCpuTime = recording.events(ConsumedEvent.CPU_TIME_SAMPLE);
    return byCpuTime.isRecorded() ? byCpuTime(byCpuTime) : byWallClock();
  }

  private StackProfile byCpuTime(EventTable samples) {
    long periodNanos = samples.size() == 0 ? 0 : samples.number("samplingPeriod", 0);
    StackProfile profile = new StackProfile(List.of(SAMPLES, CPU), CPU, periodNanos);
    StackCopies stacks = new StackCopies(recording, profile);
    ContextLabels contexts = ContextLabels.of(recording);
    for (int row = 0; row < samples.size(); row++) {
      int thread = samples.thread(row);
      profile.add(
          stacks.of(samples.stack(row)),
          labels(thread, contexts.at(thread, samples.startNanos(row))),
          1,
          samples.number("samplingPeriod", row));
    }
    profile.comment("samples by CPU time (jdk.CPUTimeSample), native code included");
    long lost = 0;
    EventTable losses = recording.events(ConsumedEvent.CPU_TIME_SAMPLES_LOST);
    for (int row = 0; row < losses.size(); row++) {
      lost += losses.number("lostSamples", row);
    }
    if (lost > 0) {
      profile.comment("the JVM lost " + lost + " samples");
    }
    return profile;
  }

  /**
   * How much CPU time such a sample stands for is not known, so only samples are told. Most threads
   * in native code wait there; those samples have a label of their own.
   */
  private StackProfile byWallClock() {
    StackProfile profile = new StackProfile(List.of(SAMPLES), new ValueType("wall", "samples"), 1);
    StackCopies stacks = new StackCopies(recording, profile);
    ContextLabels contexts = ContextLabels.of(recording);
    for (ConsumedEvent event :
        List.of(ConsumedEvent.EXECUTION_SAMPLE, ConsumedEvent.NATIVE_METHOD_SAMPLE)) {
      EventTable samples = recording.events(event);
      boolean isNative = event == ConsumedEvent.NATIVE_METHOD_SAMPLE;
      for (int row = 0; row < samples.size(); row++) {
        if (isNative && IdleNativeCode.isWaiting(recording, samples.stack(row))) {
          continue;
        }
        int thread = samples.id("sampledThread", row);
        Map<String, String> labels = labels(thread, contexts.at(thread, samples.startNanos(row)));
        labels.put("code", isNative ? "native" : "java");
        profile.add(stacks.of(samples.stack(row)), labels, 1);
      }
    }
    profile.comment(
        "samples by wall time of Java code (jdk.ExecutionSample, label code=java), not CPU time;"
            + " of native code (jdk.NativeMethodSample, code=native) without the methods that are"
            + " known to wait");
    return profile;
  }

  private Map<String, String> labels(int thread, Map<String, String> context) {
    Map<String, String> labels = new TreeMap<>(context);
    if (thread >= 0) {
      put(labels, "thread", recording.threads().name(thread));
      put(labels, "group", recording.threads().group(thread));
    }
    return labels;
  }

  private void put(Map<String, String> labels, String key, int text) {
    if (text >= 0 && !recording.strings().at(text).isEmpty()) {
      labels.put(key, recording.strings().at(text));
    }
  }

  private StackProfile allocations() {
    EventTable samples = recording.events(ConsumedEvent.ALLOCATION_SAMPLE);
    StackProfile profile =
        new StackProfile(
            List.of(SAMPLES, new ValueType("weight", "bytes")), new ValueType("space", "bytes"), 1);
    StackCopies stacks = new StackCopies(recording, profile);
    for (int row = 0; row < samples.size(); row++) {
      Map<String, String> labels = new TreeMap<>();
      put(labels, "class", samples.id("objectClass", row));
      profile.add(stacks.of(samples.stack(row)), labels, 1, samples.number("weight", row));
    }
    return profile;
  }

  private StackProfile threadsStarted() {
    EventTable starts = recording.events(ConsumedEvent.THREAD_START);
    StackProfile profile = StackProfile.counting("threadcreate");
    StackCopies stacks = new StackCopies(recording, profile);
    for (int row = 0; row < starts.size(); row++) {
      profile.add(stacks.of(starts.stack(row)), Map.of(), 1);
    }
    return profile;
  }
}
