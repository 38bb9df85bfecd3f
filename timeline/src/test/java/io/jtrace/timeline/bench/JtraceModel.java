package io.jtrace.timeline.bench;

import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import io.jtrace.timeline.query.Tiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * This project from the file to a model that is ready to be drawn: spans, flows and samples of
 * every thread, and all levels of detail. What it sees are spans and not events, so its sums are
 * not those of others.
 */
final class JtraceModel implements EventReader {
  @Override
  public Object read(Path file, WorkDone work) throws IOException {
    Recording recording = RecordingReader.read(file);
    work.addEvents(recording.eventCount());
    Trace trace = Traces.of(recording);
    Tiles tiles = Tiles.of(trace);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      tiles.tile(thread, Tiles.MAX_LEVEL, 0); // builds the thread's levels of detail
      look(trace.spans(), thread, work);
    }
    return tiles;
  }

  private static void look(Spans spans, int thread, WorkDone work) {
    for (int span = spans.first(thread); span < spans.end(thread); span++) {
      work.add(
          spans.stateOrdinal(span) != State.RUNNING.ordinal(),
          spans.startNanos(span),
          spans.durationNanos(span),
          thread,
          0);
    }
  }
}
