package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A platform thread was unparked, written by the thread that did it. */
@Name("jtrace.Unpark")
@Label("Unpark")
@Description("A platform thread was unparked, by the thread that writes this")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields("duration")
public final class UnparkEvent extends Event {

  @Label("Thread")
  @Description("May be the carrier of a virtual thread that is pinned to it")
  public @Nullable Thread thread;
}
