package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Contextual;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.Region")
@Label("Region")
@Description("A named stretch of code in one thread")
@Category("jtrace")
@StackTrace(false)
final class RegionEvent extends Event {

  @Contextual
  @Label("Type")
  @Nullable String type;

  @Contextual
  @Label("Task Id")
  @Description("Task the region belongs to, 0 for none")
  long taskId;
}
