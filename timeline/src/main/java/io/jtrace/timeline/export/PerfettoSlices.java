package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes slices beside the threads' states: the JVM's tracks, regions and tasks. Where slices of
 * one track overlap without nesting (parallel compilations, tasks) the track gets more rows.
 *
 * <p>A slice's end is written right after its begin. The importer sorts, and of several slices that
 * end at one time it does not matter which end closes which.
 */
final class PerfettoSlices {
  /** The ranks in a group that each track may use for its rows. */
  private static final int RANKS_PER_TRACK = 1 << 20;

  private final Trace trace;
  private final ThreadRows rows;
  private final PerfettoTracks tracks;
  private final EventWriter events;
  private final Arguments arguments;
  private final Map<RowsKey, Lanes> lanes = new HashMap<>();

  /** What shares its rows; the owner is a thread for the regions of a thread, else a JVM. */
  private record RowsKey(Track track, boolean ofThread, int owner) {}

  PerfettoSlices(Trace trace, ThreadRows rows, PerfettoTracks tracks, EventWriter events) {
    this.trace = trace;
    this.rows = rows;
    this.tracks = tracks;
    this.events = events;
    arguments = new Arguments(trace, rows.window());
  }

  void write() throws IOException {
    for (int slice = 0; slice < trace.slices().size(); slice++) {
      if (rows.isDrawn(trace.slices(), slice)) {
        write(slice);
      }
    }
  }

  private void write(int slice) throws IOException {
    Slices slices = trace.slices();
    TimeRange window = rows.window();
    long start = Math.max(slices.startNanos(slice), window.startNanos());
    long end = Math.min(slices.endNanos(slice), window.endNanos());
    long row = row(slice, start, end);
    int name =
        events.name(
            EventWriter.NameKind.SLICE,
            slices.name(slice),
            () -> trace.strings().at(slices.name(slice)));
    String category = SliceTracks.of(slices.track(slice)).category();
    events
        .begin(TrackEvent.Type.TYPE_SLICE_BEGIN, row, start, name, category)
        .stack(slices.stack(slice));
    arguments.ofSlice(slice, events);
    events.send();
    events.end(row, end);
  }

  private long row(int slice, long start, long end) throws IOException {
    Slices slices = trace.slices();
    Track track = slices.track(slice);
    int thread = slices.thread(slice);
    int jvm = thread >= 0 ? trace.threads().jvm(thread) : 0;
    boolean belongsToThread = SliceTracks.belongsToThread(slices, slice);
    boolean besideThread = belongsToThread && !rows.isPacked(thread);
    int lane =
        lanes
            .computeIfAbsent(
                new RowsKey(track, besideThread, besideThread ? thread : jvm), key -> new Lanes())
            .place(track.nests() ? slices.depth(slice) : 0, start, end);
    if (besideThread) {
      return tracks.regions(thread, lane);
    }
    PerfettoTracks.Group group =
        switch (track) {
          case REGION -> PerfettoTracks.Group.REGIONS;
          case TASK -> PerfettoTracks.Group.TASKS;
          default -> PerfettoTracks.Group.JVM;
        };
    return tracks.groupRow(jvm, group, track.ordinal() * RANKS_PER_TRACK + lane, track.label());
  }
}
