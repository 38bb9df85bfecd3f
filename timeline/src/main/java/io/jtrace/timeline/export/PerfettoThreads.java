package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/**
 * Writes what threads did: states as slices, arrows between them, instants.
 *
 * <p>Events are written thread by thread; the importer sorts them by time and keeps the order of
 * the file only among equal times. So a slice's end is written before the next slice's begin, and
 * the tails of all arrows before any head.
 */
final class PerfettoThreads {
  private final Trace trace;
  private final ThreadRows rows;
  private final FlowEnds flows;
  private final PerfettoTracks tracks;
  private final EventWriter events;
  private final Labels labels;
  private final Arguments arguments;

  PerfettoThreads(
      Trace trace, ThreadRows rows, FlowEnds flows, PerfettoTracks tracks, EventWriter events) {
    this.trace = trace;
    this.rows = rows;
    this.flows = flows;
    this.tracks = tracks;
    this.events = events;
    labels = new Labels(trace);
    arguments = new Arguments(trace, rows.window());
  }

  /** Writes an instant at the cause of each arrow: the state there may last long after it. */
  void writeArrowTails() throws IOException {
    for (int i = 0; i < flows.size(); i++) {
      int flow = flows.flow(i);
      Flows.Kind kind = trace.flows().kind(flow);
      String name =
          switch (kind) {
            case MONITOR_HANDOVER -> "leaves monitor";
            case NOTIFY -> "notifies";
            case UNPARK -> "unparks";
            case START -> "starts thread";
            case NETWORK -> "found ready";
            case TIMER -> "time is up";
            case SUBMIT -> "submits task";
          };
      events
          .begin(
              TrackEvent.Type.TYPE_INSTANT,
              tracks.thread(trace.flows().fromThread(flow)),
              flows.fromNanos(flow),
              events.name(EventWriter.NameKind.FLOW, kind.ordinal(), () -> name),
              "flow")
          .arrowFrom(FlowEnds.arrowId(flow));
      events.text(Arg.THREAD, trace.threads().name(trace.flows().toThread(flow)));
      events.send();
    }
  }

  /** Writes the states of every thread that has a row of its own. */
  void writeThreads() throws IOException {
    for (int thread : rows.inOrder()) {
      writeSpans(thread);
    }
  }

  /** Writes packed threads: each one slice from its start to its end, with its states inside. */
  void writePackedThreads() throws IOException {
    for (int thread : rows.packed()) {
      long track = tracks.thread(thread);
      TimeRange life = rows.lifetime(thread);
      int name =
          events.name(
              EventWriter.NameKind.THREAD,
              trace.threads().name(thread),
              () -> trace.threadName(thread));
      events.begin(
          TrackEvent.Type.TYPE_SLICE_BEGIN, track, life.startNanos(), name, "virtual_thread");
      arguments.ofLifetime(thread, events);
      events.send();
      writeSpans(thread);
      events.end(track, life.endNanos());
    }
  }

  private void writeSpans(int thread) throws IOException {
    Spans spans = trace.spans();
    TimeRange window = rows.window();
    long track = tracks.thread(thread);
    int arrow = flows.first(thread);
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, window.startNanos() - 1); span < end; span++) {
      long start = Math.max(spans.startNanos(span), window.startNanos());
      if (start >= window.endNanos()) {
        break;
      }
      if (!ThreadRows.isDrawn(spans, span, window)) {
        continue;
      }
      arrow = writeHeadsBefore(arrow, thread, start, track);
      int current = span;
      int name =
          events.name(EventWriter.NameKind.SPAN, labels.spanKey(span), () -> labels.span(current));
      events
          .begin(
              TrackEvent.Type.TYPE_SLICE_BEGIN,
              track,
              start,
              name,
              Labels.category(spans.state(span)))
          .stack(spans.stack(span));
      arguments.ofSpan(span, events);
      arrow = addHeadsAt(arrow, thread, start);
      events.send();
      events.end(track, Math.min(spans.endNanos(span), window.endNanos()));
    }
    writeHeadsBefore(arrow, thread, Long.MAX_VALUE, track);
  }

  /** Writes an instant for each arrow that hits the thread where no slice begins. */
  private int writeHeadsBefore(int first, int thread, long nanos, long track) throws IOException {
    int arrow = first;
    for (; arrow < flows.end(thread); arrow++) {
      int flow = flows.flow(arrow);
      long at = trace.flows().toNanos(flow);
      if (at >= nanos) {
        break;
      }
      if (flows.isTaken(arrow)) {
        continue;
      }
      Flows.Kind kind = trace.flows().kind(flow);
      int name =
          events.name(
              EventWriter.NameKind.FLOW,
              Flows.Kind.values().length + (long) kind.ordinal(),
              kind::label);
      events
          .begin(TrackEvent.Type.TYPE_INSTANT, track, at, name, "flow")
          .arrowTo(FlowEnds.arrowId(flow));
      events.text(Arg.WOKEN_BY, trace.threads().name(trace.flows().fromThread(flow)));
      events.send();
    }
    return arrow;
  }

  /** Lets the arrows that hit the thread just when a slice begins end at that slice. */
  private int addHeadsAt(int first, int thread, long nanos) {
    int arrow = first;
    while (arrow < flows.end(thread) && trace.flows().toNanos(flows.flow(arrow)) == nanos) {
      if (!flows.isTaken(arrow)) {
        events.arrowTo(FlowEnds.arrowId(flows.flow(arrow)));
      }
      arrow++;
    }
    return arrow;
  }

  /** Writes what happened at an instant; without a thread it belongs to the JVM. */
  void writeInstants() throws IOException {
    Instants instants = trace.instants();
    for (int i = 0; i < instants.size(); i++) {
      if (!rows.isDrawn(instants, i)) {
        continue;
      }
      int instant = i;
      int thread = instants.thread(i);
      long track =
          thread >= 0
              ? tracks.thread(thread)
              : tracks.groupRow(0, PerfettoTracks.Group.JVM, Integer.MAX_VALUE, "Instants");
      int name =
          events.name(
              EventWriter.NameKind.INSTANT, labels.instantKey(i), () -> labels.instant(instant));
      events
          .begin(
              TrackEvent.Type.TYPE_INSTANT,
              track,
              instants.nanos(i),
              name,
              Labels.category(instants.kind(i)))
          .stack(instants.stack(i));
      arguments.ofInstant(i, events);
      events.send();
    }
  }
}
