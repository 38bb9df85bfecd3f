package io.jtrace.timeline.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/**
 * Writes Chrome's trace event format, as an object that begins with {@code traceEvents}.
 *
 * <p>Slices are complete events in order of time per row, so that both readers nest them alike.
 * Times are microseconds since the start of the trace with three decimals. Stacks are in {@code
 * stackFrames}, which only the old viewer shows; every reader shows the top frame among the
 * arguments.
 */
final class ChromeExporter {
  private static final String FLOW = "flow";

  private final Trace trace;
  private final ThreadRows threads;
  private final FlowEnds flows;
  private final ChromeWriter out;
  private final ChromeRows rows;
  private final Labels labels;
  private final Arguments arguments;
  private long arrowsWithoutSlice;

  private ChromeExporter(Trace trace, TimeRange window, ChromeWriter out) {
    this.trace = trace;
    this.out = out;
    threads = ThreadRows.of(trace, window);
    flows = FlowEnds.of(trace, threads);
    rows = new ChromeRows(trace, threads, out);
    labels = new Labels(trace);
    arguments = new Arguments(trace, window);
  }

  static void write(Trace trace, TimeRange window, OutputStream stream) throws IOException {
    try (JsonGenerator json = ChromeWriter.open(stream)) {
      new ChromeExporter(trace, window, new ChromeWriter(trace, json)).write();
    }
  }

  private void write() throws IOException {
    JsonGenerator json = out.json();
    json.writeStartObject();
    json.writeArrayFieldStart("traceEvents");
    rows.declareThreads();
    for (int thread : threads.inOrder()) {
      writeSpans(thread);
    }
    for (int thread : threads.packed()) {
      writeLifetime(thread);
      writeSpans(thread);
    }
    writeSlices();
    new ChromeScheduling(trace, threads, flows, rows, out).write();
    writeInstants();
    new ChromeCustomEvents(trace, threads, rows, out).write();
    writeArrows();
    for (Counter counter : trace.counters()) {
      writeCounter(counter);
    }
    json.writeEndArray();
    json.writeStringField("displayTimeUnit", "ns");
    out.writeStackFrames();
    writeFacts();
    json.writeEndObject();
  }

  private void writeLifetime(int thread) throws IOException {
    TimeRange life = threads.lifetime(thread);
    String name = trace.threadName(thread);
    int tid = rows.tid(thread);
    out.begin('X', name, "virtual_thread", rows.pid(thread), tid, life.startNanos());
    out.beginArgs(life.durationNanos(), Stacks.NONE);
    arguments.ofLifetime(thread, out);
    out.endWithArgs();
  }

  private void writeSpans(int thread) throws IOException {
    Spans spans = trace.spans();
    TimeRange window = threads.window();
    int tid = rows.tid(thread);
    int pid = rows.pid(thread);
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, window.startNanos() - 1); span < end; span++) {
      if (spans.startNanos(span) >= window.endNanos()) {
        return;
      }
      if (ThreadRows.isDrawn(spans, span, window)) {
        long start = Math.max(spans.startNanos(span), window.startNanos());
        long until = Math.min(spans.endNanos(span), window.endNanos());
        String category = Labels.category(spans.state(span));
        out.begin('X', labels.span(span), category, pid, tid, start);
        out.beginArgs(until - start, spans.stack(span));
        arguments.ofSpan(span, out);
        out.endWithArgs();
      }
    }
  }

  private void writeSlices() throws IOException {
    Slices slices = trace.slices();
    TimeRange window = threads.window();
    for (int slice = 0; slice < slices.size(); slice++) {
      if (!threads.isDrawn(slices, slice)) {
        continue;
      }
      long start = Math.max(slices.startNanos(slice), window.startNanos());
      long end = Math.min(slices.endNanos(slice), window.endNanos());
      String name = trace.strings().at(slices.name(slice));
      String category = SliceTracks.of(slices.track(slice)).category();
      int tid = rows.tidOfSlice(slice, start, end);
      out.begin('X', name, category, threads.pid(rows.jvmOf(slice)), tid, start);
      out.beginArgs(end - start, slices.stack(slice));
      arguments.ofSlice(slice, out);
      out.endWithArgs();
    }
  }

  private void writeInstants() throws IOException {
    Instants instants = trace.instants();
    for (int i = 0; i < instants.size(); i++) {
      if (!threads.isDrawn(instants, i)) {
        continue;
      }
      int thread = instants.thread(i);
      int tid = thread >= 0 ? rows.tid(thread) : rows.tidOfJvm();
      int pid = thread >= 0 ? rows.pid(thread) : threads.pid(0);
      String category = Labels.category(instants.kind(i));
      out.begin('i', labels.instant(i), category, pid, tid, instants.nanos(i));
      out.json().writeStringField("s", "t");
      out.beginArgs(instants.stack(i));
      arguments.ofInstant(i, out);
      out.endWithArgs();
    }
  }

  /**
   * Writes arrows, whose ends must lie in slices of their rows. The head goes to the slice that
   * begins then, or else to the last nanosecond of the one that ends.
   */
  private void writeArrows() throws IOException {
    for (int i = 0; i < flows.size(); i++) {
      int flow = flows.flow(i);
      int from = trace.flows().fromThread(flow);
      int to = trace.flows().toThread(flow);
      long head = trace.flows().toNanos(flow);
      if (!hasSlice(to, head)) {
        head--;
      }
      long tail = Math.min(flows.fromNanos(flow), head);
      if (hasSlice(to, head) && hasSlice(from, tail)) {
        writeArrowEnd('s', flow, from, tail);
        writeArrowEnd('f', flow, to, head);
      } else {
        arrowsWithoutSlice++;
      }
    }
  }

  private boolean hasSlice(int thread, long nanos) {
    int span = trace.spans().at(thread, nanos);
    return span >= 0
        && threads.window().touches(nanos, nanos)
        && ThreadRows.isDrawn(trace.spans(), span, threads.window());
  }

  private void writeArrowEnd(char phase, int flow, int thread, long nanos) throws IOException {
    Flows.Kind kind = trace.flows().kind(flow);
    out.begin(phase, kind.label(), FLOW, rows.pid(thread), rows.tid(thread), nanos);
    out.json().writeNumberField("id", FlowEnds.arrowId(flow));
    if (phase == 'f') {
      out.json().writeStringField("bp", "e");
    }
    out.json().writeEndObject();
  }

  /** Writes a counter's steps; the value that holds when the window begins comes first. */
  private void writeCounter(Counter counter) throws IOException {
    int pid = threads.pid(0);
    CounterSteps steps = CounterSteps.of(counter, threads.window());
    for (int step = steps.first(); step < steps.end(); step++) {
      double value = steps.value(step);
      if (!Double.isFinite(value)) {
        continue;
      }
      out.begin('C', counter.label(), "counter", pid, pid, steps.nanos(step));
      out.json().writeObjectFieldStart("args");
      out.json().writeFieldName(unit(counter.unit()));
      if (value == (long) value) {
        out.json().writeNumber((long) value);
      } else {
        out.json().writeNumber(value);
      }
      out.endWithArgs();
    }
  }

  private static String unit(Counter.Unit unit) {
    return switch (unit) {
      case RATIO -> CounterSteps.PERCENT;
      case PER_SECOND -> CounterSteps.PER_SECOND;
      default -> unit.name().toLowerCase(Locale.ROOT);
    };
  }

  private void writeFacts() throws IOException {
    JsonGenerator json = out.json();
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, Object> fact : TraceSummary.of(trace, threads, flows).entrySet()) {
      if (fact.getValue() instanceof Long number) {
        json.writeNumberField(fact.getKey(), number);
      } else {
        json.writeStringField(fact.getKey(), Text.value(fact.getValue().toString()));
      }
    }
    json.writeNumberField("export.arrows_without_slice", arrowsWithoutSlice);
    json.writeEndObject();
  }
}
