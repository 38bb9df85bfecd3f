package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/** Writes what carriers carried as slices beside the carriers. */
final class PerfettoCarriers {
  private final CarrierSlices slices;
  private final Trace trace;
  private final PerfettoTracks tracks;
  private final EventWriter events;
  private final Arguments arguments;

  PerfettoCarriers(
      Trace trace,
      ThreadRows rows,
      Processors processors,
      PerfettoTracks tracks,
      EventWriter events) {
    this.trace = trace;
    this.tracks = tracks;
    this.events = events;
    slices = new CarrierSlices(trace, rows, processors);
    arguments = new Arguments(trace, rows.window());
  }

  void write() throws IOException {
    slices.forEach(this::write);
  }

  private void write(int run, int lane, long startNanos, long endNanos) throws IOException {
    long row = tracks.carried(trace.carrierRuns().carrier(run), lane);
    int name = events.name(EventWriter.NameKind.THREAD, slices.key(run), () -> slices.label(run));
    events.begin(TrackEvent.Type.TYPE_SLICE_BEGIN, row, startNanos, name, CarrierSlices.CATEGORY);
    arguments.ofRun(run, events);
    events.send();
    events.end(row, endNanos);
  }
}
