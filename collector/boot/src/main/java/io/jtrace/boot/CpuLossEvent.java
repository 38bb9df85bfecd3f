package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Records of the kernel that did not fit: slices around here are missing. */
@Name("jtrace.CpuLoss")
@Label("Processor Slices Lost")
@Description("Records of the kernel that did not fit")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class CpuLossEvent extends Event {

  @Label("Lost")
  @Description(
      "Records lost since the last such event, of threads coming to and leaving processors")
  public long lost;
}
