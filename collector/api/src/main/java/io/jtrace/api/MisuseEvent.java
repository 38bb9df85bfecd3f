package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("jtrace.Misuse")
@Label("Misuse")
@Description("A task, region or scope was closed wrongly; the call did nothing else")
@Category("jtrace")
final class MisuseEvent extends Event {

  @Label("Kind")
  @Description("What was done to it")
  @Nullable String kind;

  @Label("Name")
  @Description("Type of the task or region, or what the scope is")
  @Nullable String name;

  @Label("Task Id")
  @Description("Task it is or belongs to, 0 for none")
  long taskId;
}
