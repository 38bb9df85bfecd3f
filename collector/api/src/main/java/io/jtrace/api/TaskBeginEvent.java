package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.TaskBegin")
@Label("Task Begin")
@Description("A task begins, in this thread")
@Category("jtrace")
@StackTrace(false)
final class TaskBeginEvent extends Event {

  @Label("Id")
  long id;

  @Label("Parent Id")
  @Description("Task this one is a part of, 0 for none")
  long parentId;

  @Label("Type")
  @Nullable String type;

  @Label("Labels")
  @Description("Labels of the thread, key=value, one a line")
  @Nullable String labels;
}
