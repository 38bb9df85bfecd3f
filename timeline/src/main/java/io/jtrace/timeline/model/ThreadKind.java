package io.jtrace.timeline.model;

/** What kind of thread a row is. */
public enum ThreadKind {
  /** A Java thread that the operating system schedules. */
  PLATFORM,
  /** A Java thread that a carrier runs. */
  VIRTUAL,
  /** A thread of the JVM itself: GC, compiler, VM thread. */
  JVM
}
