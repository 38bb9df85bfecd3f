package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Relates the clock of the recording to {@code System.nanoTime()}: both at the start of this event.
 */
@Name("jtrace.ClockSync")
@Label("Clock Synchronisation")
@Description("Relates the clock of the recording to System.nanoTime()")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class ClockSyncEvent extends Event {

  @Label("Nano Time")
  @Description("System.nanoTime() at the start time of this event; CLOCK_MONOTONIC on Linux")
  public long nanoTime;
}
