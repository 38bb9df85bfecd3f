package io.jtrace.timeline.model;

import io.jtrace.timeline.table.BinarySearch;
import java.util.Arrays;

/**
 * The processors as rows of a timeline. A track is a row: those of threads have the ids of the
 * threads, those of processors the ids after them, in the order of their numbers. Likewise the
 * spans of processors have the indexes after those of threads.
 *
 * <p>A span is an interval in which a thread was on the processor. Between two of them the
 * processor was idle or ran another program: the recording does not tell which, so there is no
 * span. Where intervals are recorded up to some time only, each track ends with an undetermined
 * span.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CpuTracks {
  private static final int NO_THREAD = -1;

  private final CpuSlices slices;
  private final int firstTrack;

  /** By place, the first span of the track; then the span after the last. */
  private final int[] firstSpans;

  private final long knownToNanos;
  private final long endNanos;

  /** Undetermined spans at the end of each track: none or one. */
  private final int tails;

  private CpuTracks(Trace trace) {
    slices = trace.cpuSlices();
    firstTrack = trace.threads().size();
    knownToNanos = slices.knownToNanos();
    endNanos = trace.facts().durationNanos();
    tails = knownToNanos < endNanos ? 1 : 0;
    firstSpans = new int[size() + 1];
    firstSpans[0] = trace.spans().size();
    for (int place = 0; place < size(); place++) {
      int cpu = slices.cpus().at(place);
      int count = slices.end(cpu) - slices.first(cpu) + tails;
      firstSpans[place + 1] = Math.addExact(firstSpans[place], count);
    }
  }

  /** Returns the processors of {@code trace}; none where intervals are not recorded. */
  public static CpuTracks of(Trace trace) {
    return new CpuTracks(trace);
  }

  /** Returns the number of processors. */
  public int size() {
    return slices.cpus().size();
  }

  /** Returns the track after the last: tracks are those of threads, then those of processors. */
  public int endTrack() {
    return firstTrack + size();
  }

  /** Returns the track of the processor at a place in the order of their numbers. */
  public int track(int place) {
    return firstTrack + place;
  }

  /** Returns whether {@code track} is one of a processor. */
  public boolean isTrack(int track) {
    return track >= firstTrack && track < endTrack();
  }

  /** Returns the number of the processor of {@code track}. */
  public int cpu(int track) {
    return slices.cpus().at(track - firstTrack);
  }

  /** Returns the span after the last of all threads and processors. */
  public int endSpan() {
    return firstSpans[size()];
  }

  /** Returns whether {@code span} is one of a processor. */
  public boolean isSpan(int span) {
    return span >= firstSpans[0] && span < endSpan();
  }

  /** Returns the first span of {@code track}. */
  public int first(int track) {
    return firstSpans[track - firstTrack];
  }

  /** Returns the span after the last of {@code track}. */
  public int end(int track) {
    return firstSpans[track - firstTrack + 1];
  }

  /** Returns the track of {@code span}. */
  public int trackOf(int span) {
    int place = Arrays.binarySearch(firstSpans, span);
    return firstTrack + (place >= 0 ? place : -place - 2);
  }

  private boolean isTail(int span, int track) {
    return tails > 0 && span == end(track) - 1;
  }

  /** Returns the interval of a span that is no tail. */
  private int slice(int span, int track) {
    return span - firstSpans[0] - (track - firstTrack) * tails;
  }

  /** Returns where a span begins. */
  public long startNanos(int span) {
    int track = trackOf(span);
    return isTail(span, track) ? knownToNanos : slices.startNanos(slice(span, track));
  }

  /**
   * Returns where a span ends, exclusive: at the latest when the next thread gets the processor.
   */
  public long endNanos(int span) {
    int track = trackOf(span);
    if (isTail(span, track)) {
      return endNanos;
    }
    int slice = slice(span, track);
    long end = slices.endNanos(slice);
    return span + 1 + tails < end(track) ? Math.min(end, slices.startNanos(slice + 1)) : end;
  }

  /** Returns running, or undetermined where nothing is known any more. */
  public State state(int span) {
    return isTail(span, trackOf(span)) ? State.UNDETERMINED : State.RUNNING;
  }

  /** Returns the thread that was on the processor, or -1 where the recording does not name it. */
  public int thread(int span) {
    int track = trackOf(span);
    return isTail(span, track) ? NO_THREAD : slices.thread(slice(span, track));
  }

  /** Returns whether the thread had to leave the processor although it could have gone on. */
  public boolean isPreempted(int span) {
    int track = trackOf(span);
    return !isTail(span, track) && slices.isPreempted(slice(span, track));
  }

  /** Returns the span of {@code track} that holds {@code nanos}, or -1 between two of them. */
  public int at(int track, long nanos) {
    int span = firstEndingAfter(track, nanos);
    return span < end(track) && startNanos(span) <= nanos ? span : -1;
  }

  /** Returns the first span of {@code track} that ends after {@code nanos}, else {@link #end}. */
  public int firstEndingAfter(int track, long nanos) {
    return BinarySearch.first(first(track), end(track), i -> endNanos(i) > nanos);
  }
}
