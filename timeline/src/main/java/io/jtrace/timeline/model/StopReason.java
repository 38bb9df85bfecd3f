package io.jtrace.timeline.model;

/** Why a virtual thread left its carrier. The order is that of the numbers in the recording. */
public enum StopReason {
  UNKNOWN("unknown", State.UNDETERMINED),
  PARKED("parked", State.PARKED),
  TIMED_PARK("timed park", State.PARKED),
  YIELDED("yielded", State.RUNNABLE),
  /** Wanted to enter a monitor that another thread held. */
  BLOCKED("blocked on a monitor", State.BLOCKED),
  WAITING("Object.wait", State.WAITING),
  TIMED_WAIT("timed Object.wait", State.WAITING),
  ENDED("ended", State.UNDETERMINED);

  private static final StopReason[] REASONS = values();

  private final String label;
  private final State state;

  StopReason(String label, State state) {
    this.label = label;
    this.state = state;
  }

  /** Returns the reason for people. */
  public String label() {
    return label;
  }

  /** Returns the state of the virtual thread from then on. */
  public State state() {
    return state;
  }

  /** Returns whether the thread goes on by itself when a time is over. */
  boolean isTimed() {
    return this == TIMED_PARK || this == TIMED_WAIT;
  }

  /** Returns the reason that a recording writes as {@code number}. */
  static StopReason of(long number) {
    return number > 0 && number < REASONS.length ? REASONS[(int) number] : UNKNOWN;
  }
}
