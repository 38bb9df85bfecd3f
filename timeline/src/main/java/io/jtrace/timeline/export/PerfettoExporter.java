package io.jtrace.timeline.export;

import com.google.protobuf.CodedOutputStream;
import io.jtrace.proto.perfetto.ClockSnapshot;
import io.jtrace.proto.perfetto.TraceAttributes;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes Perfetto's protobuf format.
 *
 * <p>The order of the file: clocks, facts, processes and threads, then events track by track, then
 * scheduling and samples. Packets need not be in order of time. Timestamps are nanoseconds since
 * the start of the trace, on a clock that the first packet ties to the wall clock.
 */
final class PerfettoExporter {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Descriptors of threads have a sequence of their own: the importer notes the last one on every
   * later event of its sequence that belongs to no thread.
   */
  private static final int DESCRIPTOR_SEQUENCE_ID = 1;

  private static final int EVENT_SEQUENCE_ID = 2;
  private static final int SCHEDULING_SEQUENCE_ID = 3;
  private static final int FIRST_SAMPLE_SEQUENCE_ID = 4;

  private final Trace trace;
  private final CodedOutputStream out;
  private final ThreadRows rows;
  private final FlowEnds flows;
  private final Processors processors;
  private final PacketSequence descriptors;
  private final PerfettoTracks tracks;
  private final EventWriter events;

  private PerfettoExporter(Trace trace, TimeRange window, CodedOutputStream out) {
    this.trace = trace;
    this.out = out;
    rows = ThreadRows.of(trace, window);
    flows = FlowEnds.of(trace, rows);
    processors = Processors.of(trace);
    descriptors = new PacketSequence(out, DESCRIPTOR_SEQUENCE_ID);
    tracks = new PerfettoTracks(trace, rows, descriptors);
    events = new EventWriter(trace, new PacketSequence(out, EVENT_SEQUENCE_ID));
  }

  static void write(Trace trace, TimeRange window, OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out, BUFFER_BYTES);
    new PerfettoExporter(trace, window, coded).write();
    coded.flush();
    out.flush();
  }

  private void write() throws IOException {
    writeClocks();
    writeFacts();
    tracks.declareThreads();
    PerfettoThreads threads = new PerfettoThreads(trace, rows, flows, tracks, events);
    threads.writeArrowTails();
    new PerfettoTasks(trace, rows, flows, tracks, events).write();
    threads.writeThreads();
    threads.writePackedThreads();
    threads.writeInstants();
    new PerfettoCarriers(trace, rows, processors, tracks, events).write();
    new PerfettoSlices(trace, rows, tracks, events).write();
    new PerfettoCustomEvents(trace, rows, tracks, events).write();
    for (Counter counter : trace.counters()) {
      write(counter);
    }
    new PerfettoCpuUse(trace, rows, tracks, events).write();
    SchedulingPackets scheduling =
        new SchedulingPackets(new PacketSequence(out, SCHEDULING_SEQUENCE_ID));
    new PerfettoScheduling(trace, rows, flows, processors, tracks, scheduling).write();
    new PerfettoSamples(trace, rows, out, FIRST_SAMPLE_SEQUENCE_ID).write();
  }

  private void writeClocks() throws IOException {
    descriptors
        .packet()
        .setTimestamp(0)
        .setClockSnapshot(
            ClockSnapshot.newBuilder()
                .addClocks(clock(ClockSnapshot.BuiltinClock.BUILTIN_CLOCK_BOOTTIME, 0))
                .addClocks(
                    clock(
                        ClockSnapshot.BuiltinClock.BUILTIN_CLOCK_REALTIME,
                        trace.facts().startEpochNanos()))
                .setPrimaryTraceClock(ClockSnapshot.BuiltinClock.BUILTIN_CLOCK_BOOTTIME));
    descriptors.send();
  }

  private static ClockSnapshot.Clock.Builder clock(ClockSnapshot.BuiltinClock id, long nanos) {
    return ClockSnapshot.Clock.newBuilder().setClockId(id.getNumber()).setTimestamp(nanos);
  }

  private void writeFacts() throws IOException {
    TraceAttributes.Builder attributes = TraceAttributes.newBuilder();
    Map<String, Object> facts = TraceSummary.of(trace, rows, flows);
    TraceSummary.putProcessors(facts, trace, processors);
    facts.forEach(
        (key, value) -> {
          TraceAttributes.Attribute.Builder attribute =
              attributes.addAttributeBuilder().setKey(Text.label(key));
          if (value instanceof Long number) {
            attribute.setLongValue(number);
          } else {
            attribute.setStringValue(Text.value(value.toString()));
          }
        });
    descriptors.packet().setTraceAttributes(attributes);
    descriptors.send();
  }

  private void write(Counter counter) throws IOException {
    CounterSteps steps = CounterSteps.of(counter, rows.window());
    if (steps.isEmpty()) {
      return;
    }
    long track = tracks.counter(counter);
    for (int step = steps.first(); step < steps.end(); step++) {
      if (Double.isFinite(steps.value(step))) {
        events.counter(track, steps.nanos(step), steps.value(step));
      }
    }
  }
}
