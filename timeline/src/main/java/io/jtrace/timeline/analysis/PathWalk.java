package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.CriticalPath.Reason;
import io.jtrace.timeline.analysis.CriticalPath.Segment;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a critical path backwards. Each step takes a piece of the current thread's time, from where
 * the walk is back to where the span begins, or goes over to another thread.
 *
 * <p>It goes over only where a flow says so. Timers and pollers are no reason: what ended such a
 * wait is time, or somebody outside the JVM. Not safe for use by several threads.
 */
final class PathWalk {
  private final Trace trace;
  private final Spans spans;
  private final Threads threads;
  private final Flows flows;
  private final long fromNanos;
  private final List<Segment> backwards = new ArrayList<>();

  /**
   * Threads that the walk came to at this moment: clocks are coarse, and two may wake each other.
   */
  private final Set<Integer> visited = new HashSet<>();

  private int thread;
  private long nanos;

  /** How the current thread let the one that comes later go on; null once it has a segment. */
  private Flows.@Nullable Kind leadsBy;

  /** A task that the current thread runs was submitted then, by that thread; -1 for none. */
  private int submitter = -1;

  private long submittedNanos;

  PathWalk(Trace trace, TimeRange range) {
    this.trace = trace;
    spans = trace.spans();
    threads = trace.threads();
    flows = trace.flows();
    fromNanos = range.startNanos();
    nanos = range.endNanos();
  }

  List<Segment> walk(int ofThread) {
    thread = ofThread;
    while (nanos > fromNanos) {
      int span = spans.at(thread, nanos - 1);
      if (span < 0) {
        outsideLife();
      } else if (spans.state(span).isBlocking()) {
        waited(span);
      } else {
        ran(span);
      }
    }
    Collections.reverse(backwards);
    return backwards;
  }

  /** The thread has ended before, or has not begun. */
  private void outsideLife() {
    if (threads.endNanos(thread) < nanos && threads.startNanos(thread) < nanos) {
      take(-1, Math.max(fromNanos, threads.endNanos(thread)), Reason.NO_LIFE);
      return;
    }
    int parent = threads.parent(thread);
    if (parent >= 0 && parent != thread && visited.add(parent)) {
      goOver(parent, nanos, Flows.Kind.START);
    } else {
      take(-1, fromNanos, Reason.NO_LIFE);
    }
  }

  /** What ran may have been a task; then it goes back to where that was submitted. */
  private void ran(int span) {
    long startNanos = Math.max(fromNanos, spans.startNanos(span));
    if (submitter < 0) {
      long begunNanos = findTask(startNanos);
      if (begunNanos < nanos && begunNanos > startNanos) {
        take(span, begunNanos, ranOr(span));
        return;
      }
    }
    if (!wasSubmitted(span, startNanos, ranOr(span))) {
      take(span, startNanos, ranOr(span));
    }
  }

  private Reason ranOr(int span) {
    return spans.state(span) == State.UNDETERMINED ? Reason.NOT_RECORDED : Reason.RUNS;
  }

  /** Goes over to who submitted the task, if that was since {@code startNanos}. */
  private boolean wasSubmitted(int span, long startNanos, Reason reason) {
    if (submitter < 0 || submittedNanos < startNanos || submittedNanos >= nanos) {
      return false;
    }
    take(span, submittedNanos, reason);
    goOver(submitter, submittedNanos, Flows.Kind.SUBMIT);
    return true;
  }

  /**
   * Finds the last task that the thread began since {@code startNanos} and that others submitted.
   */
  private long findTask(long startNanos) {
    long begunNanos = Long.MAX_VALUE;
    for (int flow = flows.firstAtOrAfter(startNanos); flow < flows.size(); flow++) {
      if (flows.toNanos(flow) >= nanos) {
        break;
      }
      if (flows.kind(flow) == Flows.Kind.SUBMIT
          && flows.toThread(flow) == thread
          && flows.fromThread(flow) != thread
          && flows.fromThread(flow) >= 0) {
        begunNanos = flows.toNanos(flow);
        submitter = flows.fromThread(flow);
        submittedNanos = flows.fromNanos(flow);
      }
    }
    return begunNanos;
  }

  private void waited(int span) {
    long startNanos = Math.max(fromNanos, spans.startNanos(span));
    if (spans.endNanos(span) > nanos) {
      take(span, startNanos, Reason.UNFINISHED);
      return;
    }
    int flow = wakeUp();
    if (flow < 0 && wasSubmitted(span, startNanos, Reason.WAKING)) {
      return;
    }
    if (flow < 0 || isFromOutside(flow)) {
      take(span, startNanos, reason(span, flow));
      return;
    }
    int waker = flows.fromThread(flow);
    long atNanos = momentOf(waker, Math.min(nanos, flows.fromNanos(flow)));
    if (waker < 0 || atNanos <= spans.startNanos(span) || !visited.add(waker)) {
      take(span, startNanos, Reason.UNKNOWN);
      return;
    }
    if (atNanos < nanos) {
      take(span, Math.max(fromNanos, atNanos), Reason.WAKING);
    }
    goOver(waker, atNanos, flows.kind(flow));
  }

  /** Returns the latest cause of the wake-up at this moment, or -1. */
  private int wakeUp() {
    int latest = -1;
    for (int flow = flows.firstAtOrAfter(nanos); flow < flows.size(); flow++) {
      if (flows.toNanos(flow) > nanos) {
        break;
      }
      if (flows.toThread(flow) == thread
          && flows.kind(flow) != Flows.Kind.SUBMIT
          && flows.kind(flow) != Flows.Kind.START
          && (latest < 0 || flows.fromNanos(flow) > flows.fromNanos(latest))) {
        latest = flow;
      }
    }
    return latest;
  }

  private boolean isFromOutside(int flow) {
    Flows.Kind kind = flows.kind(flow);
    return kind == Flows.Kind.TIMER || kind == Flows.Kind.NETWORK;
  }

  private Reason reason(int span, int flow) {
    if (flow >= 0) {
      return flows.kind(flow) == Flows.Kind.TIMER ? Reason.TIMER : Reason.NETWORK;
    }
    if (spans.isTimedOut(span) || spans.state(span) == State.SLEEPING) {
      return Reason.TIMER;
    }
    return switch (spans.state(span)) {
      case SOCKET_IO -> Reason.NETWORK;
      case FILE_IO -> Reason.FILE;
      default -> Reason.UNKNOWN;
    };
  }

  /**
   * Returns when {@code waker} did it: where the recording has the time of the effect only, it may
   * be in a wait by then, or have ended, and did it before that.
   */
  private long momentOf(int waker, long effectNanos) {
    if (waker < 0) {
      return effectNanos;
    }
    long atNanos = Math.min(effectNanos, threads.endNanos(waker));
    int span = spans.at(waker, atNanos - 1);
    boolean isInWait =
        span >= 0 && spans.state(span).isBlocking() && spans.endNanos(span) > atNanos;
    return isInWait ? spans.startNanos(span) : atNanos;
  }

  /** Takes the time from {@code startNanos} on to where the walk is. */
  private void take(int span, long startNanos, Reason reason) {
    if (startNanos < nanos) {
      backwards.add(
          Segment.of(trace, thread, span, new TimeRange(startNanos, nanos), reason, leadsBy));
      leadsBy = null;
      nanos = startNanos;
      visited.clear();
    }
  }

  private void goOver(int other, long atNanos, Flows.Kind kind) {
    visited.add(thread);
    thread = other;
    nanos = Math.min(nanos, atNanos);
    leadsBy = kind;
    submitter = -1;
  }
}
