package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.BinarySearch;
import java.util.Arrays;

/**
 * Splits a stretch in which a platform thread did not wait for anything recorded by where the
 * operating system had it: on a processor it was running; off it after it was preempted, runnable;
 * off it by its own doing, in some system call or wait that the recording does not name. Before the
 * first slice of a thread and after its last, and where the kernel dropped records, nothing is
 * known and the stretch stays what it is without slices: running or runnable.
 *
 * <p>Immutable and safe to share between threads.
 */
final class OnCpu {
  /** Records are read this often at the least; a loss that is noted concerns the time before. */
  private static final long LOSS_REACH_NANOS = 1_000_000_000;

  private static final long RUNNING_KEY = -2;

  private final CpuSlices slices;
  private final long[] losses;

  OnCpu(Recording recording, CpuSlices slices) {
    this.slices = slices;
    EventTable table = recording.events(ConsumedEvent.CPU_LOSS);
    losses = new long[table.size()];
    Arrays.setAll(losses, table::startNanos);
    Arrays.sort(losses);
  }

  /** Writes the stretch {@code [start, end)} of {@code thread}. */
  void split(int thread, long start, long end, SpanWriter writer) {
    if (slices.size() == 0) {
      writer.gap(start, SpanSources.RUNNING, 0, RUNNING_KEY);
      return;
    }
    int last = slices.endOfThread(thread);
    int place = firstEndingAfter(slices.firstOfThread(thread), last, start);
    long now = start;
    while (now < end) {
      while (place < last && slices.endNanos(slices.ofThread(place)) <= now) {
        place++;
      }
      boolean isOn = place < last && slices.startNanos(slices.ofThread(place)) <= now;
      if (isOn || place == last || place == slices.firstOfThread(thread)) {
        writer.gap(now, SpanSources.RUNNING, 0, RUNNING_KEY);
      } else {
        off(slices.ofThread(place - 1), slices.ofThread(place), now, writer);
      }
      now = place == last ? end : Math.min(end, nextChange(slices.ofThread(place), isOn));
    }
  }

  private long nextChange(int slice, boolean isOn) {
    return isOn ? slices.endNanos(slice) : slices.startNanos(slice);
  }

  private void off(int before, int after, long now, SpanWriter writer) {
    if (isLost(slices.endNanos(before), slices.startNanos(after))) {
      writer.gap(now, SpanSources.RUNNING, 0, RUNNING_KEY);
    } else if (slices.isPreempted(before)) {
      writer.operation(now, SpanSources.RUNNABLE, 0);
    } else {
      writer.operation(now, SpanSources.OFF_CPU, 0);
    }
  }

  private boolean isLost(long from, long to) {
    int at = Arrays.binarySearch(losses, from);
    int next = at < 0 ? -at - 1 : at;
    return next < losses.length && losses[next] < to + LOSS_REACH_NANOS;
  }

  private int firstEndingAfter(int first, int end, long nanos) {
    return BinarySearch.first(first, end, i -> slices.endNanos(slices.ofThread(i)) > nanos);
  }
}
