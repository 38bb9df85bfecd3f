package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;

/**
 * A stretch of time on a processor, for people.
 *
 * @param span its index in {@link CpuTracks}
 * @param name of the processor
 * @param state running, or undetermined where nothing is known any more
 * @param thread that was on the processor, or -1 where the recording does not name it
 * @param threadName empty where the recording does not name it
 * @param previous the stretch before on the same processor, or -1
 * @param next the stretch after on the same processor, or -1
 */
public record CpuSpanDetails(
    int span,
    int track,
    String name,
    TimeRange range,
    State state,
    int thread,
    String threadName,
    Leaving leaving,
    int previous,
    int next) {
  /** How a thread left a processor. */
  public enum Leaving {
    /** It had to although it could have gone on. */
    PREEMPTED,
    /** It went by its own doing, to wait for something. */
    OWN_DOING,
    /** Nothing ran, or nothing is known. */
    UNKNOWN
  }

  /**
   * Returns what is known of {@code span}.
   *
   * @throws IllegalArgumentException if it is no span of a processor
   */
  public static CpuSpanDetails of(Trace trace, CpuTracks cpus, int span) {
    if (!cpus.isSpan(span)) {
      throw new IllegalArgumentException("expected a span of a processor, found " + span);
    }
    int track = cpus.trackOf(span);
    int thread = cpus.thread(span);
    return new CpuSpanDetails(
        span,
        track,
        name(cpus, track),
        new TimeRange(cpus.startNanos(span), cpus.endNanos(span)),
        cpus.state(span),
        thread,
        thread < 0 ? "" : trace.threadName(thread),
        leaving(cpus, span),
        span > cpus.first(track) ? span - 1 : -1,
        span + 1 < cpus.end(track) ? span + 1 : -1);
  }

  private static Leaving leaving(CpuTracks cpus, int span) {
    if (cpus.state(span) != State.RUNNING) {
      return Leaving.UNKNOWN;
    }
    return cpus.isPreempted(span) ? Leaving.PREEMPTED : Leaving.OWN_DOING;
  }

  /** Returns the name of the processor of {@code track}. */
  public static String name(CpuTracks cpus, int track) {
    return "CPU " + cpus.cpu(track);
  }

  /** Returns the short name of {@code span}, to be drawn on it: that of the thread. */
  public static String label(Trace trace, CpuTracks cpus, int span) {
    if (cpus.state(span) != State.RUNNING) {
      return cpus.state(span).label();
    }
    return cpus.thread(span) < 0 ? "unknown thread" : trace.threadName(cpus.thread(span));
  }
}
