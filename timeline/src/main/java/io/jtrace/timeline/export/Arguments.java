package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Strings;
import java.io.IOException;

/** Says of what is known about a span, slice or instant, which of it is shown and how called. */
final class Arguments {
  private final Trace trace;
  private final TimeRange window;
  private final CustomKeys customKeys = new CustomKeys();

  Arguments(Trace trace, TimeRange window) {
    this.trace = trace;
    this.window = window;
  }

  void ofSpan(int span, ArgSink sink) throws IOException {
    Spans spans = trace.spans();
    State state = spans.state(span);
    if (state.isBlocking()) {
      sink.text(Arg.OPERATION, spans.operation(span));
    }
    subject(state, spans.subject(span), sink);
    if (spans.address(span) != 0) {
      sink.address(Arg.ADDRESS, spans.address(span));
    }
    if (spans.other(span) >= 0) {
      sink.text(otherThread(span), trace.threads().name(spans.other(span)));
    }
    if (spans.amount(span) != 0) {
      sink.number(isIo(state) ? Arg.BYTES : Arg.TIMEOUT_NANOS, spans.amount(span));
    }
    if (spans.isTimedOut(span)) {
      sink.flag(Arg.TIMED_OUT);
    }
    if (spans.isPinned(span)) {
      sink.flag(Arg.PINNED);
    }
    if (spans.isProven(span)) {
      sink.flag(Arg.PROVEN);
    }
    if (spans.isContinued(span)) {
      sink.flag(Arg.CONTINUED);
    }
    cut(spans.startNanos(span), spans.endNanos(span), sink);
  }

  private void subject(State state, int subject, ArgSink sink) throws IOException {
    switch (state) {
      case BLOCKED, WAITING, PARKED -> sink.text(Arg.LOCK_CLASS, subject);
      case FILE_IO -> sink.text(Arg.PATH, subject);
      case SOCKET_IO -> peer(subject, sink);
      default -> sink.text(Arg.SUBJECT, subject);
    }
  }

  /** Splits {@code host:port}; a host may be an address of IPv6 with colons of its own. */
  private void peer(int subject, ArgSink sink) throws IOException {
    String peer = trace.strings().atOr(subject, "");
    int colon = peer.lastIndexOf(':');
    int port = colon < 0 ? -1 : port(peer, colon + 1);
    if (port < 0) {
      sink.text(Arg.HOST, subject);
      return;
    }
    sink.text(Arg.HOST, peer.substring(0, colon));
    sink.number(Arg.PORT, port);
  }

  private static int port(String text, int from) {
    int port = 0;
    if (from == text.length() || text.length() - from > 5) {
      return -1;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + (c - '0');
    }
    return port;
  }

  /** Returns what the other thread of a span is to it. */
  private Arg otherThread(int span) {
    Spans spans = trace.spans();
    return switch (spans.state(span)) {
      case BLOCKED -> Arg.PREVIOUS_OWNER;
      case WAITING -> Arg.NOTIFIED_BY;
      case PARKED -> Arg.LOCK_OWNER;
      case RUNNING -> isVirtual(spans.thread(span)) ? Arg.CARRIER : Arg.VIRTUAL_THREAD;
      default -> Arg.WOKEN_BY;
    };
  }

  private boolean isVirtual(int thread) {
    return trace.threads().kind(thread) == ThreadKind.VIRTUAL;
  }

  /** Describes a run of a virtual thread on its carrier. */
  void ofRun(int run, ArgSink sink) throws IOException {
    CarrierRuns runs = trace.carrierRuns();
    if (runs.virtualThread(run) >= 0) {
      sink.number(Arg.JAVA_THREAD_ID, trace.threads().javaId(runs.virtualThread(run)));
    }
    sink.text(Arg.STOPPED_BECAUSE, runs.reason(run).label());
    cut(runs.startNanos(run), runs.endNanos(run), sink);
  }

  private static boolean isIo(State state) {
    return state == State.SOCKET_IO || state == State.FILE_IO;
  }

  void ofSlice(int slice, ArgSink sink) throws IOException {
    Slices slices = trace.slices();
    SliceTracks track = SliceTracks.of(slices.track(slice));
    sink.text(track.detail(), slices.detail(slice));
    if (slices.id(slice) >= 0) {
      sink.number(track.id(), slices.id(slice));
    }
    if (slices.amount(slice) != 0) {
      sink.number(track.amount(), slices.amount(slice));
    }
    if (slices.thread(slice) >= 0 && !SliceTracks.belongsToThread(slices, slice)) {
      sink.text(Arg.THREAD, trace.threads().name(slices.thread(slice)));
    }
    cut(slices.startNanos(slice), slices.endNanos(slice), sink);
  }

  /** Tells the true length of a slice that the window does not show whole. */
  private void cut(long start, long end, ArgSink sink) throws IOException {
    if (start < window.startNanos() || end > window.endNanos()) {
      sink.number(Arg.CUT_FROM_NANOS, end - start);
    }
  }

  void ofInstant(int instant, ArgSink sink) throws IOException {
    Instants instants = trace.instants();
    int text = instants.text(instant);
    int detail = instants.detail(instant);
    switch (instants.kind(instant)) {
      case EXCEPTION, ERROR -> both(Arg.CLASS, text, Arg.MESSAGE, detail, sink);
      case NOTIFY -> both(Arg.LOCK_CLASS, text, Arg.DETAIL, detail, sink);
      case SUBMIT_FAILED -> both(Arg.SUBJECT, text, Arg.REASON, detail, sink);
      case DEOPTIMIZATION -> both(Arg.METHOD, text, Arg.REASON, detail, sink);
      case CLASS_LOAD -> both(Arg.CLASS, text, Arg.DETAIL, detail, sink);
      case LOG -> both(Arg.MESSAGE, text, Arg.CATEGORY, detail, sink);
      case SYSCALL -> both(Arg.OPERATION, text, Arg.SUBJECT, detail, sink);
    }
  }

  /** Shows the type and all fields that have a value. */
  void ofCustomEvent(int event, ArgSink sink) throws IOException {
    CustomEvents events = trace.customEvents();
    EventTable table = events.table(event);
    sink.text(Arg.EVENT_TYPE, table.typeName());
    String[] keys = customKeys.of(table);
    for (int i = 0; i < keys.length; i++) {
      field(table, events.row(event), table.fields().get(i), keys[i], sink);
    }
    cut(events.startNanos(event), events.endNanos(event), sink);
  }

  private void field(EventTable table, int row, ConsumedField field, String key, ArgSink sink)
      throws IOException {
    String name = field.name();
    switch (field.kind()) {
      case NUMBER -> sink.number(key, table.number(name, row));
      case NANOS -> {
        long nanos = table.number(name, row);
        if (nanos != Long.MIN_VALUE) { // which stands for none
          sink.number(key, nanos);
        }
      }
      case BOOLEAN -> sink.flag(key, table.number(name, row) != 0);
      case REAL -> sink.real(key, table.real(name, row));
      case TEXT, CLASS, METHOD -> sink.text(key, table.id(name, row));
      case THREAD -> {
        int thread = table.id(name, row);
        sink.text(key, thread < 0 ? Strings.NONE : trace.threads().name(thread));
      }
    }
  }

  private static void both(Arg first, int text, Arg second, int detail, ArgSink sink)
      throws IOException {
    sink.text(first, text);
    sink.text(second, detail);
  }

  /** Describes the slice that stands for the whole life of a packed thread. */
  void ofLifetime(int thread, ArgSink sink) throws IOException {
    sink.number(Arg.JAVA_THREAD_ID, trace.threads().javaId(thread));
    int parent = trace.threads().parent(thread);
    if (parent >= 0) {
      sink.text(Arg.STARTED_BY, trace.threads().name(parent));
    }
    cut(trace.threads().startNanos(thread), trace.threads().endNanos(thread), sink);
  }
}
