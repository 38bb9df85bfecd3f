package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.timeline.model.Track;
import java.util.OptionalDouble;

/**
 * What a recording tells of the garbage collector.
 *
 * @param collector such as {@code G1}; empty where not recorded
 * @param pauses whether it would show pauses if there were any
 * @param safepoints whether it would show stops of the world if there were any
 * @param concurrentThreads threads that the collector uses at most beside the program; 0 where not
 *     recorded or where it has none
 * @param concurrentShare of the processors that these threads can use; empty where not known
 */
public record GcRecorded(
    String collector,
    boolean pauses,
    boolean safepoints,
    int concurrentThreads,
    OptionalDouble concurrentShare) {

  /** Returns what {@code trace} tells. */
  public static GcRecorded of(Trace trace) {
    // A file of several JVMs names them all; the last is the one most of the file is about.
    TraceFacts.Jvm jvm = trace.facts().jvms().get(trace.facts().jvms().size() - 1);
    return new GcRecorded(
        jvm.collector(),
        has(trace, Track.GC_PAUSE) || Recorded.in(trace, "jdk.GCPhasePause"),
        has(trace, Track.SAFEPOINT) || Recorded.in(trace, "jdk.SafepointBegin"),
        jvm.concurrentGcThreads(),
        share(trace, jvm));
  }

  private static OptionalDouble share(Trace trace, TraceFacts.Jvm jvm) {
    boolean isKnown =
        jvm.concurrentGcThreads() > 0
            && jvm.processors() > 0
            && (has(trace, Track.GC_CONCURRENT) || Recorded.in(trace, "jdk.GCPhaseConcurrent"));
    return isKnown
        ? OptionalDouble.of(Math.min(1, jvm.concurrentGcThreads() / (double) jvm.processors()))
        : OptionalDouble.empty();
  }

  private static boolean has(Trace trace, Track track) {
    Slices slices = trace.slices();
    return slices.first(track) < slices.end(track);
  }
}
