package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The moment a virtual thread was handed to its scheduler, written by the thread that did it. */
@Name("jtrace.VirtualThreadRunnable")
@Label("Virtual Thread Runnable")
@Description("A virtual thread was started or woken, by the thread that writes this")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields("duration")
public final class VirtualThreadRunnableEvent extends Event {

  @Label("Virtual Thread")
  public @Nullable Thread virtualThread;
}
