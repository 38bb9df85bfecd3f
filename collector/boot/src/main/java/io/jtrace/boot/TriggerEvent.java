package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Why the flight recorder was told to save what it holds, written at that moment. */
@Name("jtrace.Trigger")
@Label("Trigger")
@Description("Something happened for which the flight recorder saves a trace")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class TriggerEvent extends Event {

  @Label("Trigger")
  @Description("As in the option trigger")
  public @Nullable String trigger;

  @Label("Reason")
  @Description("What happened, in a sentence")
  public @Nullable String reason;
}
