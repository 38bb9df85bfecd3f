package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What the operating system has given a thread since it began, written when it has changed. */
@Name("jtrace.ThreadCpu")
@Label("Thread on Processors")
@Description("What the operating system has given a thread since it began")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class ThreadCpuEvent extends Event {

  @Label("Thread")
  @Description("The thread that is spoken of, null where only its operating-system id is known")
  public @Nullable Thread thread;

  @Label("Operating-System Thread Id")
  public long osThreadId;

  @Label("Run Time")
  @Description("On a processor, since the thread began")
  @Timespan(Timespan.NANOSECONDS)
  public long runNanos;

  @Label("Wait Time")
  @Description("Able to run but waiting for a processor, since the thread began")
  @Timespan(Timespan.NANOSECONDS)
  public long waitNanos;

  @Label("Slices")
  @Description("Times it was given a processor, since the thread began")
  public long slices;
}
