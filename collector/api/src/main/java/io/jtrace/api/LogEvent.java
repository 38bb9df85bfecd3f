package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.Log")
@Label("Log")
@Description("A message of the program at an instant")
@Category("jtrace")
@StackTrace(false)
final class LogEvent extends Event {

  @Label("Category")
  @Nullable String category;

  @Label("Message")
  @Nullable String message;

  @Label("Task Id")
  @Description("Task the message belongs to, 0 for none")
  long taskId;
}
