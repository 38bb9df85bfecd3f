package io.jtrace.timeline.export;

import com.google.protobuf.CodedOutputStream;
import io.jtrace.proto.perfetto.ClockSnapshot;
import io.jtrace.proto.perfetto.TraceAttributes;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes Perfetto's protobuf format.
 *
 * <p>The order of the file: clocks, facts, processes and threads, then events track by track, then
 * samples. Packets need not be in order of time. Timestamps are nanoseconds since the start of the
 * trace, on a clock that the first packet ties to the wall clock.
 */
final class PerfettoExporter {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int EVENT_SEQUENCE_ID = 1;
  private static final int FIRST_SAMPLE_SEQUENCE_ID = 2;

  private final Trace trace;
  private final CodedOutputStream out;
  private final ThreadRows rows;
  private final FlowEnds flows;
  private final PacketSequence sequence;
  private final PerfettoTracks tracks;
  private final EventWriter events;

  private PerfettoExporter(Trace trace, TimeRange window, CodedOutputStream out) {
    this.trace = trace;
    this.out = out;
    rows = ThreadRows.of(trace, window);
    flows = FlowEnds.of(trace, rows);
    sequence = new PacketSequence(out, EVENT_SEQUENCE_ID);
    tracks = new PerfettoTracks(trace, rows, sequence);
    events = new EventWriter(trace, sequence);
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
    threads.writeThreads();
    threads.writePackedThreads();
    threads.writeInstants();
    new PerfettoSlices(trace, rows, tracks, events).write();
    for (Counter counter : trace.counters()) {
      write(counter);
    }
    new PerfettoSamples(trace, rows, out, FIRST_SAMPLE_SEQUENCE_ID).write();
  }

  private void writeClocks() throws IOException {
    sequence
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
    sequence.send();
  }

  private static ClockSnapshot.Clock.Builder clock(ClockSnapshot.BuiltinClock id, long nanos) {
    return ClockSnapshot.Clock.newBuilder().setClockId(id.getNumber()).setTimestamp(nanos);
  }

  private void writeFacts() throws IOException {
    TraceAttributes.Builder attributes = TraceAttributes.newBuilder();
    TraceSummary.of(trace, rows, flows)
        .forEach(
            (key, value) -> {
              TraceAttributes.Attribute.Builder attribute =
                  attributes.addAttributeBuilder().setKey(Text.label(key));
              if (value instanceof Long number) {
                attribute.setLongValue(number);
              } else {
                attribute.setStringValue(Text.value(value.toString()));
              }
            });
    sequence.packet().setTraceAttributes(attributes);
    sequence.send();
  }

  /** Writes a counter's steps; the value that holds when the window begins comes first. */
  private void write(Counter counter) throws IOException {
    TimeRange window = rows.window();
    int end = counter.nanos().size();
    int first = 0;
    while (first + 1 < end && counter.nanos().at(first + 1) <= window.startNanos()) {
      first++;
    }
    if (end == 0 || counter.nanos().at(first) >= window.endNanos()) {
      return;
    }
    long track = tracks.counter(counter);
    double scale = counter.unit() == Counter.Unit.RATIO ? 100 : 1;
    for (int i = first; i < end && counter.nanos().at(i) < window.endNanos(); i++) {
      long nanos = Math.max(counter.nanos().at(i), window.startNanos());
      events.counter(track, nanos, counter.values().at(i) * scale);
    }
  }
}
