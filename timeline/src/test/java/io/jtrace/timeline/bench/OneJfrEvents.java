package io.jtrace.timeline.bench;

import java.util.Set;
import one.jfr.JfrClass;
import one.jfr.JfrReader;
import one.jfr.event.Event;

/**
 * Event classes for async-profiler's reader, by which of duration, thread and stack an event has.
 * It makes them by reflection and each reads its fields in the order in which the JDK writes them.
 */
final class OneJfrEvents {
  /** Types that the reader decodes by itself, or that are no events to it. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "jdk.ExecutionSample",
          "jdk.NativeMethodSample",
          "jdk.CPUTimeSample",
          "jdk.ObjectAllocationInNewTLAB",
          "jdk.ObjectAllocationOutsideTLAB",
          "jdk.ObjectAllocationSample",
          "jdk.JavaMonitorEnter",
          "jdk.ThreadPark",
          "jdk.ActiveSetting");

  private OneJfrEvents() {}

  static boolean isBuiltIn(String typeName) {
    return BUILT_IN.contains(typeName);
  }

  static Class<? extends Event> classFor(String typeName, JfrClass type) {
    boolean hasThread = type.field("eventThread") != null;
    boolean hasStack = type.field("stackTrace") != null;
    if (type.field("duration") == null) {
      return hasThread ? hasStack ? InstantWithStack.class : InstantOfThread.class : Instant.class;
    }
    if (WorkDone.isWait(typeName)) {
      return Wait.class;
    }
    return hasThread ? hasStack ? TimedWithStack.class : TimedOfThread.class : Timed.class;
  }

  /** An event that has nothing but a time. */
  public static final class Instant extends Event {
    public Instant(JfrReader reader) {
      super(reader.getVarlong(), 0, 0);
    }
  }

  /** An instant of a thread. */
  public static final class InstantOfThread extends Event {
    public InstantOfThread(JfrReader reader) {
      super(reader.getVarlong(), reader.getVarint(), 0);
    }
  }

  /** An instant of a thread, with its stack. */
  public static final class InstantWithStack extends Event {
    public InstantWithStack(JfrReader reader) {
      super(reader.getVarlong(), reader.getVarint(), reader.getVarint());
    }
  }

  /** An event that takes time. */
  public static class Timed extends Event {
    private final long durationTicks;

    public Timed(JfrReader reader) {
      this(reader.getVarlong(), reader.getVarlong(), 0, 0);
    }

    Timed(long time, long durationTicks, int thread, int stack) {
      super(time, thread, stack);
      this.durationTicks = durationTicks;
    }

    final long durationTicks() {
      return durationTicks;
    }
  }

  /** An event of a thread that takes time. */
  public static final class TimedOfThread extends Timed {
    public TimedOfThread(JfrReader reader) {
      super(reader.getVarlong(), reader.getVarlong(), reader.getVarint(), 0);
    }
  }

  /** An event of a thread that takes time, with its stack. */
  public static final class TimedWithStack extends Timed {
    public TimedWithStack(JfrReader reader) {
      super(reader.getVarlong(), reader.getVarlong(), reader.getVarint(), reader.getVarint());
    }
  }

  /** The same, and it is one of those that go into the sums. */
  public static final class Wait extends Timed {
    public Wait(JfrReader reader) {
      super(reader.getVarlong(), reader.getVarlong(), reader.getVarint(), reader.getVarint());
    }
  }
}
