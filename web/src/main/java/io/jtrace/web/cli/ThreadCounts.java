package io.jtrace.web.cli;

import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;

/** Counts of threads. */
final class ThreadCounts {
  private ThreadCounts() {}

  static long countVirtual(Trace trace) {
    long count = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      count += trace.threads().kind(thread) == ThreadKind.VIRTUAL ? 1 : 0;
    }
    return count;
  }

  /** Returns a phrase such as {@code 48 threads (12 virtual)}. */
  static String counted(Trace trace) {
    long virtual = countVirtual(trace);
    String all = Amounts.counted(trace.threads().size(), "thread");
    return virtual == 0 ? all : all + " (" + Amounts.count(virtual) + " virtual)";
  }
}
