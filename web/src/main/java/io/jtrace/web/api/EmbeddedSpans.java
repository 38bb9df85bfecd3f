package io.jtrace.web.api;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Trace;
import java.util.BitSet;
import java.util.List;

/**
 * All spans and flows of a trace as columns, for the page that has no server to ask. The spans of a
 * thread have no gaps, so their lengths tell where they begin.
 */
final class EmbeddedSpans {
  private static final int PINNED = 1;
  private static final int TIMED_OUT = 2;
  private static final int PROVEN = 4;
  private static final int CONTINUED = 8;
  private static final long LOW_HALF = 0xffffffffL;

  private final Trace trace;
  private final EmbeddedTexts texts;

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

  // By flow, in the order of effects.
  private final ColumnBytes flowKinds = new ColumnBytes();
  private final ColumnBytes flowFrom = new ColumnBytes();
  private final ColumnBytes flowTo = new ColumnBytes();
  private final ColumnBytes flowEffects = new ColumnBytes();
  private final ColumnBytes flowDelays = new ColumnBytes();

  private EmbeddedSpans(Trace trace, EmbeddedTexts texts) {
    this.trace = trace;
    this.texts = texts;
  }

  /** Reads all spans and flows; their texts and stacks are entered into {@code texts}. */
  static EmbeddedSpans of(Trace trace, EmbeddedTexts texts) {
    EmbeddedSpans embedded = new EmbeddedSpans(trace, texts);
    embedded.enterOperations();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      embedded.addThread(thread);
    }
    embedded.addFlows();
    return embedded;
  }

  /** In the order of their ids, which is that of columns in the table of a group. */
  private void enterOperations() {
    BitSet used = new BitSet();
    for (int span = 0; span < trace.spans().size(); span++) {
      if (trace.spans().operation(span) >= 0) {
        used.set(trace.spans().operation(span));
      }
    }
    used.stream().forEach(texts::string);
  }

  private void addThread(int thread) {
    Spans spans = trace.spans();
    int first = spans.first(thread);
    int end = spans.end(thread);
    counts.add(end - first);
    starts.add(first < end ? spans.startNanos(first) : trace.threads().startNanos(thread));
    for (int span = first; span < end; span++) {
      lengths.add(spans.durationNanos(span));
      states.add(spans.stateOrdinal(span));
      flags.add(
          (spans.isPinned(span) ? PINNED : 0)
              | (spans.isTimedOut(span) ? TIMED_OUT : 0)
              | (spans.isProven(span) ? PROVEN : 0)
              | (spans.isContinued(span) ? CONTINUED : 0));
      operations.add(texts.string(spans.operation(span)) + 1);
      subjects.add(texts.string(spans.subject(span)) + 1);
      spanStacks.add(texts.stack(spans.stack(span)) + 1);
      others.add(Math.max(-1, spans.other(span)) + 1);
      amounts.addSigned(spans.amount(span));
      addressesHigh.add(spans.address(span) >>> 32);
      addressesLow.add(spans.address(span) & LOW_HALF);
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

  /** Returns the columns by thread and span. */
  List<ColumnBytes> spanColumns() {
    return List.of(
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
        addressesLow);
  }

  /** Returns the columns by flow. */
  List<ColumnBytes> flowColumns() {
    return List.of(flowKinds, flowFrom, flowTo, flowEffects, flowDelays);
  }
}
