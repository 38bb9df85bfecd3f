package io.jtrace.web.api;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.io.OutputStream;

/**
 * All spans and flows of a trace as columns, for the page that has no server to ask. The spans of a
 * thread have no gaps, so their lengths tell where they begin. Texts, frames and stacks that
 * nothing refers to are left out.
 */
final class EmbeddedSpans {
  private static final int PINNED = 1;
  private static final int TIMED_OUT = 2;
  private static final int PROVEN = 4;
  private static final int CONTINUED = 8;
  private static final long LOW_HALF = 0xffffffffL;

  private final Trace trace;
  private final DenseIds strings = new DenseIds();
  private final DenseIds frames = new DenseIds();
  private final DenseIds stacks = new DenseIds();

  // By thread.
  private final ColumnBytes counts = new ColumnBytes();
  private final ColumnBytes starts = new ColumnBytes();

  // By span.
  private final ColumnBytes lengths = new ColumnBytes();
  private final ColumnBytes states = new ColumnBytes();
  private final ColumnBytes flags = new ColumnBytes();
  private final ColumnBytes operations = new ColumnBytes();
  private final ColumnBytes subjects = new ColumnBytes();
  private final ColumnBytes spanStacks = new ColumnBytes();
  private final ColumnBytes others = new ColumnBytes();
  private final ColumnBytes amounts = new ColumnBytes();
  private final ColumnBytes addressesHigh = new ColumnBytes();
  private final ColumnBytes addressesLow = new ColumnBytes();

  // By stack.
  private final ColumnBytes parents = new ColumnBytes();
  private final ColumnBytes stackFrames = new ColumnBytes();

  // By flow, in the order of effects.
  private final ColumnBytes flowKinds = new ColumnBytes();
  private final ColumnBytes flowFrom = new ColumnBytes();
  private final ColumnBytes flowTo = new ColumnBytes();
  private final ColumnBytes flowEffects = new ColumnBytes();
  private final ColumnBytes flowDelays = new ColumnBytes();

  private EmbeddedSpans(Trace trace) {
    this.trace = trace;
  }

  static EmbeddedSpans of(Trace trace) {
    EmbeddedSpans embedded = new EmbeddedSpans(trace);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      embedded.addThread(thread);
    }
    embedded.addStacks();
    embedded.addFlows();
    return embedded;
  }

  private void addThread(int thread) {
    Spans spans = trace.spans();
    int first = spans.first(thread);
    int end = spans.end(thread);
    counts.add(end - first);
    starts.add(first < end ? spans.startNanos(first) : 0);
    for (int span = first; span < end; span++) {
      lengths.add(spans.durationNanos(span));
      states.add(spans.stateOrdinal(span));
      flags.add(
          (spans.isPinned(span) ? PINNED : 0)
              | (spans.isTimedOut(span) ? TIMED_OUT : 0)
              | (spans.isProven(span) ? PROVEN : 0)
              | (spans.isContinued(span) ? CONTINUED : 0));
      operations.add(strings.of(spans.operation(span)) + 1);
      subjects.add(strings.of(spans.subject(span)) + 1);
      spanStacks.add(stack(spans.stack(span)) + 1);
      others.add(Math.max(-1, spans.other(span)) + 1);
      amounts.addSigned(spans.amount(span));
      addressesHigh.add(spans.address(span) >>> 32);
      addressesLow.add(spans.address(span) & LOW_HALF);
    }
  }

  /** Enters a stack and what it hangs from, which comes later: parents have greater ids or none. */
  private int stack(int stack) {
    int entered = stacks.of(stack);
    int node = stack;
    while (node != Stacks.NONE) {
      node = trace.stacks().parent(node);
      if (node != Stacks.NONE) {
        if (stacks.contains(node)) {
          break;
        }
        stacks.of(node);
      }
    }
    return entered;
  }

  private void addStacks() {
    IntColumn used = stacks.ids();
    for (int i = 0; i < used.size(); i++) {
      parents.add(stacks.of(trace.stacks().parent(used.at(i))) + 1);
      stackFrames.add(frames.of(trace.stacks().frame(used.at(i))));
    }
  }

  private void addFlows() {
    Flows flows = trace.flows();
    long last = 0;
    for (int flow = 0; flow < flows.size(); flow++) {
      long effect = flows.toNanos(flow);
      flowKinds.add(flows.kind(flow).ordinal());
      flowFrom.add(flows.fromThread(flow) + 1);
      flowTo.add(flows.toThread(flow) + 1);
      flowEffects.addSigned(effect - last);
      flowDelays.addSigned(effect - flows.fromNanos(flow));
      last = effect;
    }
  }

  /** Writes the columns in the order in which {@code embedded/columns.ts} reads them. */
  void writeColumns(OutputStream out) throws IOException {
    ColumnBytes[] all = {
      counts,
      starts,
      lengths,
      states,
      flags,
      operations,
      subjects,
      spanStacks,
      others,
      amounts,
      addressesHigh,
      addressesLow,
      parents,
      stackFrames,
      flowKinds,
      flowFrom,
      flowTo,
      flowEffects,
      flowDelays
    };
    for (ColumnBytes column : all) {
      column.writeTo(out);
    }
  }

  /** Writes the texts that columns refer to. */
  void writeDictionaries(Json json) throws IOException {
    json.array(
        "threadNames",
        () -> {
          for (int thread = 0; thread < trace.threads().size(); thread++) {
            json.element(trace.threadName(thread));
          }
        });
    IntColumn texts = strings.ids();
    json.array(
        "strings",
        () -> {
          for (int i = 0; i < texts.size(); i++) {
            json.element(trace.strings().at(texts.at(i)));
          }
        });
    IntColumn used = frames.ids();
    json.array(
        "frames",
        () -> {
          for (int i = 0; i < used.size(); i++) {
            frame(json, used.at(i));
          }
        });
    json.array(
        "flowKinds",
        () -> {
          for (Flows.Kind kind : Flows.Kind.values()) {
            json.element(kind.label());
          }
        });
    json.array(
        "stateLabels",
        () -> {
          for (State state : State.values()) {
            json.element(state.label());
          }
        });
  }

  private void frame(Json json, int frame) throws IOException {
    json.array(
        () -> {
          json.element(trace.frames().method(frame, trace.strings()));
          json.element((long) Math.max(Frames.NO_LINE, trace.frames().line(frame)));
          json.element(SpanEndpoint.kind(trace.frames().kind(frame)));
        });
  }
}
