package io.jtrace.timeline.export;

import com.google.protobuf.CodedOutputStream;
import io.jtrace.proto.perfetto.PerfSample;
import io.jtrace.proto.perfetto.PerfSampleDefaults;
import io.jtrace.proto.perfetto.StackSample;
import io.jtrace.proto.perfetto.StackSampleDefaults;
import io.jtrace.proto.perfetto.TracePacketDefaults;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes samples, from which the viewer draws flame graphs per thread, process and selection.
 *
 * <p>Samples of code on a processor are PerfSamples, which every version of the viewer shows.
 * Samples of native code may be of waiting threads and must not count as use of a processor, and
 * allocations count bytes; both are StackSamples, which the viewer knows since v58 and ignored
 * before. A sequence is one series of samples, so each kind has its own.
 */
final class PerfettoSamples {
  private final Trace trace;
  private final ThreadRows rows;
  private final CodedOutputStream out;
  private final int firstSequenceId;
  private final Map<Samples.Kind, Series> series = new EnumMap<>(Samples.Kind.class);

  /** The samples of one kind. */
  private static final class Series {
    private final PacketSequence sequence;
    private final StackDictionary stacks;
    private long totalWeight;

    Series(PacketSequence sequence, StackDictionary stacks) {
      this.sequence = sequence;
      this.stacks = stacks;
    }
  }

  PerfettoSamples(Trace trace, ThreadRows rows, CodedOutputStream out, int firstSequenceId) {
    this.trace = trace;
    this.rows = rows;
    this.out = out;
    this.firstSequenceId = firstSequenceId;
  }

  void write() throws IOException {
    Samples samples = trace.samples();
    for (int sample = 0; sample < samples.size(); sample++) {
      long nanos = samples.nanos(sample);
      if (rows.window().touches(nanos, nanos) && rows.isDrawn(samples.thread(sample))) {
        write(sample);
      }
    }
  }

  private void write(int sample) throws IOException {
    Samples samples = trace.samples();
    Samples.Kind kind = samples.kind(sample);
    Series target = series.get(kind);
    if (target == null) {
      target = start(kind);
      series.put(kind, target);
    }
    int thread = samples.thread(sample);
    int pid = rows.pid(trace.threads().jvm(thread));
    int tid = rows.sampleTid(thread);
    int stack = target.stacks.callstack(samples.stack(sample), samples.subject(sample));
    long weight = Math.max(0, samples.weight(sample));
    target.totalWeight += weight;
    PacketSequence sequence = target.sequence;
    if (isOnProcessor(kind)) {
      sequence
          .packet()
          .setPerfSample(
              PerfSample.newBuilder()
                  .setCpu(0)
                  .setPid(pid)
                  .setTid(tid)
                  .setCallstackIid(stack)
                  .setCpuMode(PerfSample.CpuMode.MODE_USER)
                  .setTimebaseCount(target.totalWeight))
          .setTimestamp(samples.nanos(sample));
    } else {
      sequence
          .packet()
          .setStackSample(
              StackSample.newBuilder()
                  .setTaskContext(StackSample.TaskContext.newBuilder().setPid(pid).setTid(tid))
                  .setCallstackIid(stack)
                  .setPrimaryWeight(weight))
          .setTimestamp(samples.nanos(sample));
    }
    sequence.send();
  }

  private static boolean isOnProcessor(Samples.Kind kind) {
    return kind == Samples.Kind.CPU_TIME || kind == Samples.Kind.EXECUTION;
  }

  private Series start(Samples.Kind kind) throws IOException {
    PacketSequence sequence = new PacketSequence(out, firstSequenceId + kind.ordinal());
    sequence.sendDefaults(defaults(kind));
    return new Series(sequence, new StackDictionary(trace, sequence));
  }

  private static TracePacketDefaults defaults(Samples.Kind kind) {
    TracePacketDefaults.Builder defaults = TracePacketDefaults.newBuilder();
    switch (kind) {
      case CPU_TIME -> defaults.setPerfSampleDefaults(timebase("CPU time samples"));
      case EXECUTION -> defaults.setPerfSampleDefaults(timebase("Execution samples"));
      case NATIVE ->
          defaults.setStackSampleDefaults(
              source(
                  "jvm.native",
                  "samples",
                  StackSample.Unit.UNIT_COUNT,
                  "Threads seen in native code, running or waiting"));
      case ALLOCATION ->
          defaults.setStackSampleDefaults(
              source(
                  "jvm.allocation",
                  "allocated",
                  StackSample.Unit.UNIT_BYTES,
                  "Bytes that the sampled allocations stand for"));
    }
    return defaults.build();
  }

  private static PerfSampleDefaults.Builder timebase(String name) {
    return PerfSampleDefaults.newBuilder()
        .setTimebase(PerfSampleDefaults.Timebase.newBuilder().setName(name));
  }

  private static StackSampleDefaults.Builder source(
      String source, String counter, StackSample.Unit unit, String description) {
    return StackSampleDefaults.newBuilder()
        .setSource(source)
        .setPrimaryDescriptor(
            StackSample.CounterDescriptor.newBuilder()
                .setName(counter)
                .setUnit(unit)
                .setDescription(description));
  }
}
