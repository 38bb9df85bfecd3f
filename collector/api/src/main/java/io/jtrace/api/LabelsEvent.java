package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.Labels")
@Label("Labels")
@Description("What this thread works for, from now on")
@Category("jtrace")
@StackTrace(false)
final class LabelsEvent extends Event {

  @Label("Task Id")
  @Description("Task the thread works for, 0 for none")
  long taskId;

  @Label("Labels")
  @Description("key=value, one a line; empty for none")
  @Nullable String labels;
}
