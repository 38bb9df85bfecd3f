package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One thing that keeps a trace from being complete, written when the trace ends. */
@Name("jtrace.Limit")
@Label("Limit of a Trace")
@Description("One thing that keeps the data from being complete")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class LimitEvent extends Event {

  @Label("Trace Id")
  @Description("Tells traces that overlap in one process apart")
  public long traceId;

  @Label("Event")
  @Description("Name of the event that is limited, * for all")
  public @Nullable String event;

  @Label("Setting")
  @Description("What limits it, for example threshold, throttle, stackTrace, unsupported")
  public @Nullable String setting;

  @Label("Value")
  @Description("The value in force")
  public @Nullable String value;

  @Label("Reason")
  @Description("What that means for a reader")
  public @Nullable String reason;
}
