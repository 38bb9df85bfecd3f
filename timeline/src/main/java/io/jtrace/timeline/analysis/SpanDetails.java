package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A span with everything that is known of it, for people.
 *
 * @param span its index in {@link Trace#spans}
 * @param operation such as {@code park}
 * @param subject a lock's class, host:port, a path
 * @param stack innermost frame first; empty where none was recorded
 * @param other the other thread's id, or -1
 * @param amount bytes, or a time-out in nanoseconds; 0 for none
 * @param address of the lock, or 0
 * @param incoming causes of what happened in the span or at its end
 * @param outgoing effects in other threads of what the thread did in the span
 * @param wokenBy who ended the wait that the span is part of
 * @param runnableNanos how long the thread was runnable after it
 * @param samples system calls in which the thread was found meanwhile, most often first
 * @param previous the span before in the same thread, or -1
 * @param next the span after in the same thread, or -1
 */
public record SpanDetails(
    int span,
    int thread,
    String threadName,
    TimeRange range,
    State state,
    @Nullable String operation,
    @Nullable String subject,
    List<StackFrame> stack,
    int other,
    @Nullable String otherName,
    long amount,
    AmountKind amountKind,
    long address,
    boolean pinned,
    boolean timedOut,
    boolean proven,
    List<Link> incoming,
    List<Link> outgoing,
    Optional<WakeUp> wokenBy,
    OptionalLong runnableNanos,
    List<SampledCall> samples,
    int previous,
    int next) {
  /** What {@link #amount} measures. */
  public enum AmountKind {
    NONE,
    BYTES,
    TIMEOUT_NANOS
  }

  /**
   * The other end of a flow.
   *
   * @param thread at the other end
   * @param nanos when, at the other end
   */
  public record Link(Flows.Kind kind, int thread, String name, long nanos) {}

  /**
   * A system call in which the thread was found.
   *
   * @param name empty where it is not known
   * @param target what it works on; empty where it is not known
   * @param count how often
   */
  public record SampledCall(String name, String target, int count) {}

  /** Copies the lists. */
  public SpanDetails {
    stack = List.copyOf(stack);
    incoming = List.copyOf(incoming);
    outgoing = List.copyOf(outgoing);
    samples = List.copyOf(samples);
  }

  /**
   * Returns what is known of {@code span}.
   *
   * @throws IndexOutOfBoundsException if there is no such span
   */
  public static SpanDetails of(Trace trace, int span) {
    Spans spans = trace.spans();
    int thread = spans.thread(span);
    int other = spans.other(span);
    List<Link> incoming = new ArrayList<>();
    List<Link> outgoing = new ArrayList<>();
    links(trace, thread, span, incoming, outgoing);
    return new SpanDetails(
        span,
        thread,
        trace.threadName(thread),
        new TimeRange(spans.startNanos(span), spans.endNanos(span)),
        spans.state(span),
        text(trace, spans.operation(span)),
        text(trace, spans.subject(span)),
        StackFrame.of(trace, spans.stack(span)),
        other,
        other < 0 ? null : trace.threadName(other),
        spans.amount(span),
        amountKind(spans, span),
        spans.address(span),
        spans.isPinned(span),
        spans.isTimedOut(span),
        spans.isProven(span),
        incoming,
        outgoing,
        WakeUp.of(trace, span),
        WakeUp.runnableNanos(spans, span),
        SampledCalls.of(trace, span),
        span > spans.first(thread) ? span - 1 : -1,
        span + 1 < spans.end(thread) ? span + 1 : -1);
  }

  private static @Nullable String text(Trace trace, int id) {
    return id < 0 ? null : trace.strings().at(id);
  }

  private static AmountKind amountKind(Spans spans, int span) {
    if (spans.amount(span) == 0) {
      return AmountKind.NONE;
    }
    return switch (spans.state(span)) {
      case SOCKET_IO, FILE_IO -> AmountKind.BYTES;
      case PARKED, WAITING, SLEEPING -> AmountKind.TIMEOUT_NANOS;
      default -> AmountKind.NONE;
    };
  }

  /** A flow's effect lies at the end of the span it ended, or at the start of the first one. */
  private static void links(
      Trace trace, int thread, int span, List<Link> incoming, List<Link> outgoing) {
    Flows flows = trace.flows();
    long start = trace.spans().startNanos(span);
    long end = trace.spans().endNanos(span);
    boolean isFirst = span == trace.spans().first(thread);
    for (int flow = flows.firstAtOrAfter(start); flow < flows.size(); flow++) {
      int from = flows.fromThread(flow);
      int to = flows.toThread(flow);
      long at = flows.toNanos(flow);
      if (to == thread && at <= end && (at > start || isFirst)) {
        Flows.Kind kind = flows.kind(flow);
        incoming.add(new Link(kind, from, trace.threadName(from), flows.fromNanos(flow)));
      }
      if (from == thread && flows.fromNanos(flow) >= start && flows.fromNanos(flow) < end) {
        outgoing.add(new Link(flows.kind(flow), to, trace.threadName(to), at));
      }
    }
  }
}
