package io.jtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("jtrace.Task")
@Label("Task")
@Description("A logical operation, maybe across threads; written by the thread that ends it")
@Category("jtrace")
@StackTrace(false)
final class TaskEvent extends Event {

  @Label("Id")
  long id;

  @Label("Parent Id")
  @Description("Task this one is a part of, 0 for none")
  long parentId;

  @Label("Type")
  @Nullable String type;

  @Label("Begun Unseen")
  @Description("It began while nothing recorded, so nobody knows when; the duration is 0")
  boolean begunUnseen;
}
