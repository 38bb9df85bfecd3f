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

/**
 * What a platform thread is doing when a trace starts or ends: a thread that waits all the time
 * writes no event of its own. Equal counters at both ends prove that nothing happened in between.
 */
@Name("jtrace.ThreadStatus")
@Label("Thread Status")
@Description("What a platform thread is doing when a trace starts or ends")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class ThreadStatusEvent extends Event {

  @Label("Trace Id")
  @Description("Tells traces that overlap in one process apart")
  public long traceId;

  @Label("Phase")
  @Description("start or end")
  public @Nullable String phase;

  @Label("Thread")
  public @Nullable Thread thread;

  @Label("State")
  @Description("Name of the java.lang.Thread.State")
  public @Nullable String state;

  @Label("Blocked Count")
  @Description("Times the thread has begun to wait for a monitor since it started")
  public long blockedCount;

  @Label("Waited Count")
  @Description("Times the thread has begun to wait, park or sleep since it started")
  public long waitedCount;

  @Label("CPU Time")
  @Description("Processor time since the thread started, -1 if it cannot be measured")
  @Timespan(Timespan.NANOSECONDS)
  public long cpuTimeNanos;

  @Label("Lock Name")
  @Description("What the thread waits for, as class name, @ and identity hash code; or empty")
  public @Nullable String lockName;

  @Label("Lock Owner")
  @Description("Java thread id of the owner of that lock, -1 if there is none")
  public long lockOwner;

  @Label("In Native Code")
  public boolean inNative;

  @Label("Top Frames")
  @Description("The innermost frames as class.method:line, one per line, innermost first")
  public @Nullable String topFrames;
}
