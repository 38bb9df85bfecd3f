package io.jtrace.web.api;

import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.Trace;
import java.util.Objects;

/** Ids that come from outside. */
final class Ids {
  private Ids() {}

  /**
   * Returns the id of an existing thread.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int thread(Trace trace, long id) {
    return (int) Objects.checkIndex(id, (long) trace.threads().size());
  }

  /**
   * Returns the index of an existing custom event.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int event(Trace trace, long index) {
    return (int) Objects.checkIndex(index, (long) trace.customEvents().size());
  }

  /**
   * Returns the index of an existing span of a thread or a processor.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int span(CpuTracks cpus, long index) {
    return (int) Objects.checkIndex(index, (long) cpus.endSpan());
  }

  /**
   * Returns the id of an existing row: of a thread or a processor.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int track(CpuTracks cpus, long id) {
    return (int) Objects.checkIndex(id, (long) cpus.endTrack());
  }
}
