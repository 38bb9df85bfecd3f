package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An operation of an asynchronous file channel, written by the thread that carried it out. */
@Name("jtrace.AsyncFile")
@Label("Asynchronous File Operation")
@Description("Read or wrote for an asynchronous file channel")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields("stackTrace")
public final class AsyncFileEvent extends Event {

  @Label("Operation")
  @Description("read or write")
  public @Nullable String operation;

  @Label("Path")
  @Description("Empty if unknown")
  public @Nullable String path;

  @Label("Bytes")
  @Description("-1 at the end of the file")
  public long bytes;
}
