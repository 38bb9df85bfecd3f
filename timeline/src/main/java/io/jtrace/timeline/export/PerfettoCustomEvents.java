package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/**
 * Writes custom events: those that took time as slices in rows beside their thread, the others as
 * instants of the thread.
 */
final class PerfettoCustomEvents {
  private final Trace trace;
  private final CustomEvents custom;
  private final ThreadRows rows;
  private final PerfettoTracks tracks;
  private final EventWriter events;
  private final Arguments arguments;

  PerfettoCustomEvents(Trace trace, ThreadRows rows, PerfettoTracks tracks, EventWriter events) {
    this.trace = trace;
    this.rows = rows;
    this.tracks = tracks;
    this.events = events;
    custom = trace.customEvents();
    arguments = new Arguments(trace, rows.window());
  }

  void write() throws IOException {
    CustomEventOrder.visit(
        trace,
        rows,
        (event, owner, lane) -> {
          if (custom.isInstant(event)) {
            writeInstant(event);
          } else {
            writeSlice(event, owner, lane);
          }
        });
  }

  private void writeInstant(int event) throws IOException {
    int thread = custom.thread(event);
    long track =
        thread >= 0
            ? tracks.thread(thread)
            : tracks.groupRow(0, PerfettoTracks.Group.EVENTS, Integer.MAX_VALUE, "Instants");
    begin(TrackEvent.Type.TYPE_INSTANT, track, event, custom.startNanos(event));
  }

  private void writeSlice(int event, int owner, int lane) throws IOException {
    TimeRange window = rows.window();
    int jvm = CustomEventOrder.jvm(trace, event);
    long track =
        owner >= 0
            ? tracks.customEvents(owner, lane)
            : tracks.groupRow(jvm, PerfettoTracks.Group.EVENTS, lane, "events");
    long start = Math.max(custom.startNanos(event), window.startNanos());
    begin(TrackEvent.Type.TYPE_SLICE_BEGIN, track, event, start);
    events.end(track, Math.min(custom.endNanos(event), window.endNanos()));
  }

  private void begin(TrackEvent.Type type, long track, int event, long nanos) throws IOException {
    int name =
        events.name(
            EventWriter.NameKind.CUSTOM, custom.type(event), () -> Labels.custom(custom, event));
    events.begin(type, track, nanos, name, Labels.CUSTOM_CATEGORY).stack(custom.stack(event));
    arguments.ofCustomEvent(event, events);
    events.send();
  }
}
