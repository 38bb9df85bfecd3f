package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a {@link Profile} is about. */
public enum ProfileKind {
  /** All time in which threads waited for somebody else. */
  BLOCKING(
      "all waits",
      blocking(),
      "jdk.JavaMonitorEnter",
      "jdk.JavaMonitorWait",
      "jdk.ThreadPark",
      "jdk.ThreadSleep",
      "jdk.SocketRead",
      "jdk.FileRead"),
  MONITOR("monitor", Set.of(State.BLOCKED), "jdk.JavaMonitorEnter"),
  WAIT("Object.wait", Set.of(State.WAITING), "jdk.JavaMonitorWait"),
  PARK("park", Set.of(State.PARKED), "jdk.ThreadPark"),
  SLEEP("sleep", Set.of(State.SLEEPING), "jdk.ThreadSleep"),
  SOCKET("socket", Set.of(State.SOCKET_IO), "jdk.SocketRead", "jdk.SocketWrite"),
  FILE("file", Set.of(State.FILE_IO), "jdk.FileRead", "jdk.FileWrite"),
  /** Virtual threads that waited without leaving their carrier, in whatever state. */
  PINNED("pinned", Set.of(), "jdk.VirtualThreadPinned"),
  /** Runnable threads, by the wait before. */
  SCHEDULER(
      "scheduler latency",
      Set.of(State.RUNNABLE),
      "jtrace.VirtualThreadRunnable",
      "jtrace.CpuSlice"),
  /** Go's network profile. */
  NET("network", Set.of(State.SOCKET_IO), "jdk.SocketRead", "jdk.SocketWrite"),
  /** Go's synchronization profile: monitors, waits and parks. */
  SYNC(
      "synchronization",
      EnumSet.of(State.BLOCKED, State.WAITING, State.PARKED),
      "jdk.JavaMonitorEnter",
      "jdk.JavaMonitorWait",
      "jdk.ThreadPark"),
  /** Go's system call profile: files, and native code that did not run. */
  SYSCALL(
      "system calls",
      EnumSet.of(State.FILE_IO, State.NATIVE),
      "jdk.FileRead",
      "jdk.FileWrite",
      "jtrace.ThreadStatus"),
  /** Go's scheduler profile. */
  SCHED("scheduler", Set.of(State.RUNNABLE), "jtrace.VirtualThreadRunnable", "jtrace.CpuSlice"),
  /** Samples by CPU time, else those by wall time. */
  CPU("CPU", Set.of(), "jdk.CPUTimeSample", "jdk.ExecutionSample"),
  /** All time of the threads: waits and samples in one. */
  TIME("all time", Set.of()),
  /** Sampled allocations, by bytes. */
  ALLOC("allocation", Set.of(), "jdk.ObjectAllocationSample");

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final Set<State> states;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final List<String> events;

  ProfileKind(String label, Set<State> states, String... events) {
    this.label = label;
    this.states = Set.copyOf(states);
    this.events = List.of(events);
  }

  private static Set<State> blocking() {
    EnumSet<State> states = EnumSet.noneOf(State.class);
    for (State state : State.values()) {
      if (state.isBlocking()) {
        states.add(state);
      }
    }
    return states;
  }

  /** Returns the kind with this {@link #key}. */
  public static Optional<ProfileKind> named(String key) {
    for (ProfileKind kind : values()) {
      if (kind.key().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Returns the name in addresses and options, such as {@code monitor}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for people. */
  public String label() {
    return label;
  }

  /** Returns the states whose spans are added up; none for samples and pinned threads. */
  public Set<State> states() {
    return states;
  }

  /** Returns whether delays are added up; else samples. */
  public boolean isDelay() {
    return this == PINNED || !states.isEmpty();
  }

  /** Returns the types of the events that tell, the usual ones. */
  public List<String> events() {
    return events;
  }

  /** Returns whether {@code sample} is one of this kind's. */
  boolean isOf(Samples.Kind sample) {
    return switch (sample) {
      case CPU_TIME, EXECUTION -> this == CPU;
      case ALLOCATION -> this == ALLOC;
      case NATIVE -> false;
    };
  }
}
