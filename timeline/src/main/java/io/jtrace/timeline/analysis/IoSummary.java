package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;

/**
 * Reads and writes by target: a host and port, or a file.
 *
 * @param targets most time first
 */
public record IoSummary(List<Target> targets) {
  /**
   * Operations of one kind on one target.
   *
   * @param target host:port or path; empty where the recording does not tell
   * @param state SOCKET_IO or FILE_IO
   * @param operation such as {@code socket read}
   * @param sizeBytes bytes moved by operations that touch the range
   * @param totalNanos time within the range, over all threads
   * @param maxNanos the longest single operation within the range
   */
  public record Target(
      String target,
      State state,
      String operation,
      long operations,
      long sizeBytes,
      long totalNanos,
      long maxNanos) {}

  /** Copies the list. */
  public IoSummary {
    targets = List.copyOf(targets);
  }

  /** Sums up the operations that touch {@code range}. */
  public static IoSummary of(Trace trace, TimeRange range) {
    return new IoSummary(
        Waits.of(trace, range).byTotal().stream()
            .filter(entry -> isIo(entry.key.state()))
            .map(entry -> target(trace, entry))
            .toList());
  }

  private static boolean isIo(State state) {
    return state == State.SOCKET_IO || state == State.FILE_IO;
  }

  private static Target target(Trace trace, Waits.Entry entry) {
    return new Target(
        trace.strings().atOr(entry.key.subject(), ""),
        entry.key.state(),
        trace.strings().atOr(entry.key.operation(), ""),
        entry.tally.count,
        entry.amount,
        entry.tally.totalNanos,
        entry.tally.maxNanos);
  }
}
