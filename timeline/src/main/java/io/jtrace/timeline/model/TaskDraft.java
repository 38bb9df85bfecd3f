package io.jtrace.timeline.model;

/** What is known of a task while its events are read. Not safe for use by several threads. */
final class TaskDraft {
  final long id;
  long parentId;
  long startNanos;
  long endNanos;
  int type = -1;
  int labels = -1;
  int startThread = -1;
  int endThread = -1;
  int stack = -1;
  int seen;

  /** Of a task that lasts as long as the trace, until more is known. */
  TaskDraft(long id, long traceNanos) {
    this.id = id;
    endNanos = traceNanos;
  }

  void named(int itsType, long itsParentId) {
    type = itsType;
    parentId = itsParentId;
  }

  /** What began before the trace is cut to it, and its begin counts as not seen. */
  void begins(long nanos) {
    startNanos = Math.max(0, nanos);
    if (nanos >= 0) {
      seen |= Tasks.START_SEEN;
    }
  }

  /** What ended after the trace is cut to it, and counts as open. */
  void ends(long nanos) {
    if (nanos <= endNanos) {
      endNanos = Math.max(startNanos, nanos);
      seen |= Tasks.END_SEEN;
    }
  }
}
