package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One stretch in which a virtual thread was mounted, written by its carrier when it ends. */
@Name("jtrace.VirtualThreadRun")
@Label("Virtual Thread Run")
@Description("One stretch in which a virtual thread was mounted on the carrier that writes this")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields("stackTrace")
public final class VirtualThreadRunEvent extends Event {

  @Label("Virtual Thread")
  public @Nullable Thread virtualThread;

  @Label("Reason")
  @Description(
      "Why it stopped: 0 unknown, 1 parked, 2 parked with a time-out, 3 yielded, 4 blocked on a"
          + " monitor, 5 Object.wait, 6 Object.wait with a time-out, 7 ended")
  public byte reason;
}
