package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.TaskOpen")
@Label("Open Task")
@Description("A task that has begun before and not ended yet; written where a chunk begins")
@Category("jtrace")
@StackTrace(false)
@Period("beginChunk")
final class TaskOpenEvent extends Event {

  @Label("Id")
  long id;

  @Label("Parent Id")
  @Description("Task this one is a part of, 0 for none")
  long parentId;

  @Label("Type")
  @Nullable String type;
}
