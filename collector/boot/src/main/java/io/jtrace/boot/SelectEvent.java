package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A thread waited for one of its channels to become ready. */
@Name("jtrace.Select")
@Label("Select")
@Description("Waited in a selector for one of its channels to become ready")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class SelectEvent extends Event {

  @Label("Timeout")
  @Description("Milliseconds, -1 for none")
  public long timeoutMillis;

  @Label("Ready")
  @Description("What the selection returned, -1 if unknown")
  public int ready;
}
