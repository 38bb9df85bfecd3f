package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;

/** Events that prove what their thread did at the moment they began, and nothing more. */
enum InstantLaw {
  EXECUTION_SAMPLE(ConsumedEvent.EXECUTION_SAMPLE, "sampledThread"),
  CPU_TIME_SAMPLE(ConsumedEvent.CPU_TIME_SAMPLE, ""),
  ALLOCATION_SAMPLE(ConsumedEvent.ALLOCATION_SAMPLE, ""),
  EXCEPTION(ConsumedEvent.EXCEPTION_THROW, ""),
  ERROR(ConsumedEvent.ERROR_THROW, ""),
  NOTIFY(ConsumedEvent.MONITOR_NOTIFY, ""),
  CLASS_LOAD(ConsumedEvent.CLASS_LOAD, ""),
  LOG(ConsumedEvent.JTRACE_LOG, ""),
  TASK_BEGUN(ConsumedEvent.TASK_QUEUED, ""),
  /** The thread was in native code, running or waiting. */
  NATIVE_SAMPLE(ConsumedEvent.NATIVE_METHOD_SAMPLE, "sampledThread");

  private static final InstantLaw[] LAWS = values();

  private final ConsumedEvent event;
  private final String threadField;

  InstantLaw(ConsumedEvent event, String threadField) {
    this.event = event;
    this.threadField = threadField;
  }

  static InstantLaw at(int ordinal) {
    return LAWS[ordinal];
  }

  ConsumedEvent event() {
    return event;
  }

  /** Returns the field with the thread; empty for the event's own thread. */
  String threadField() {
    return threadField;
  }
}
