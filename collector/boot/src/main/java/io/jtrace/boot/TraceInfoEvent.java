package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What a trace is, written when it starts and when it ends. Fields are set once, before commit. */
@Name("jtrace.TraceInfo")
@Label("Trace Information")
@Description("What a trace is: how it was recorded, and in which process")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class TraceInfoEvent extends Event {

  @Label("Trace Id")
  @Description("Tells traces that overlap in one process apart")
  public long traceId;

  @Label("Phase")
  @Description("start or end")
  public @Nullable String phase;

  @Label("jtrace Version")
  public @Nullable String version;

  @Label("Detail")
  @Description("normal or full")
  public @Nullable String detail;

  @Label("Requested Duration")
  @Timespan(Timespan.NANOSECONDS)
  public long requestedNanos;

  @Label("Stack Depth")
  @Description("Frames kept of a stack; deeper ones are cut at the bottom")
  public int stackDepth;

  @Label("Nano Time")
  @Description("System.nanoTime() at the time of this event")
  public long nanoTime;

  @Label("Epoch Nanoseconds")
  @Description("Wall clock at the time of this event, in nanoseconds since 1970-01-01T00:00Z")
  public long epochNanos;

  @Label("Process Id")
  public long pid;

  @Label("Command Line")
  @Description("Arguments of the virtual machine and of the program, secrets blacked out")
  public @Nullable String commandLine;

  @Label("Garbage Collectors")
  @Description("Names of the garbage collectors, joined by a comma")
  public @Nullable String gcNames;

  @Label("Processors")
  @Description("Processors available to the virtual machine")
  public int cpuCount;

  @Label("Maximum Heap")
  @DataAmount
  public long maxHeapBytes;
}
