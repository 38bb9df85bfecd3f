package io.jtrace.timeline.model;

/** Where what a trace knows of the operating system's scheduler comes from. */
public enum CpuSource {
  /** Nothing is known: <em>running</em> means running or runnable. */
  NONE("none"),
  /** Sums by thread, from Linux' {@code schedstat}. */
  SCHEDSTAT("schedstat"),
  /** Each stretch that a thread spent on a processor, from Linux' {@code perf_event_open}. */
  PERF("perf");

  private final String label;

  CpuSource(String label) {
    this.label = label;
  }

  /** Returns the name for people, as users of Linux know it. */
  public String label() {
    return label;
  }
}
