package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A thread was on a processor for this while; in the clock of {@code System.nanoTime()}. */
@Name("jtrace.CpuSlice")
@Label("Processor Slice")
@Description("A thread was on a processor for this while")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class CpuSliceEvent extends Event {

  @Label("Operating-System Thread Id")
  public long osThreadId;

  @Label("Processor")
  public int cpu;

  @Label("Start")
  @Description("When it came onto the processor, in the clock of System.nanoTime()")
  public long startNanoTime;

  @Label("Length")
  @Timespan(Timespan.NANOSECONDS)
  public long durationNanos;

  @Label("Preempted")
  @Description("Whether it could have gone on: it did not leave the processor to wait")
  public boolean preempted;
}
