package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Changes of a mapped file were written to its device. */
@Name("jtrace.MappedForce")
@Label("Mapped Force")
@Description("Changes of a mapped buffer were forced to the device")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class MappedForceEvent extends Event {

  @Label("Bytes")
  @Description("Size of the region")
  public long bytes;
}
