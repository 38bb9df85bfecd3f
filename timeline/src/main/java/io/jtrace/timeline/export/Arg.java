package io.jtrace.timeline.export;

import java.util.Locale;

/** The arguments that slices and instants carry. Queries name their keys, so keys stay. */
enum Arg {
  ADDRESS,
  AMOUNT,
  BYTES,
  CARRIER,
  CATEGORY,
  CAUSE,
  CLASS,
  CODE_BYTES,
  COMPILE_ID,
  COMPILER,
  CONTINUED,
  CUT_FROM_NANOS,
  DETAIL,
  EVENT_TYPE,
  EXECUTOR,
  GC_ID,
  HOST,
  ID,
  JAVA_THREAD_ID,
  LABELS,
  LOCK_CLASS,
  LOCK_OWNER,
  MESSAGE,
  METHOD,
  NOTIFIED_BY,
  OPERATION,
  PARENT_TASK_ID,
  PATH,
  PINNED,
  PORT,
  PREVIOUS_OWNER,
  PROVEN,
  QUEUE_SIZE,
  QUEUED_NANOS,
  REASON,
  SAFEPOINT_ID,
  STARTED_BY,
  STOPPED_BECAUSE,
  SUBJECT,
  SUBMITTED_BY,
  SUM_OF_PAUSES_NANOS,
  TASK_ID,
  THREAD,
  TIMED_OUT,
  TIMEOUT_NANOS,
  TOP_FRAME,
  VIRTUAL_THREAD,
  WOKEN_BY;

  private static final Arg[] ARGS = values();

  static int count() {
    return ARGS.length;
  }

  /** Returns the name in the output, such as {@code lock_class}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
