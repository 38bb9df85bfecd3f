package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The system call in which a thread was found. A sample: neither its start nor its end is known.
 */
@Name("jtrace.SyscallSample")
@Label("System Call Sample")
@Description("The system call in which a thread was found")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class SyscallSampleEvent extends Event {

  @Label("Thread")
  @Description("The thread that is spoken of, null where only its operating-system id is known")
  public @Nullable Thread thread;

  @Label("Operating-System Thread Id")
  public long osThreadId;

  @Label("Number")
  @Description("Of the system call, on this architecture")
  public int number;

  @Label("Name")
  @Description("Of the system call, empty if unknown")
  public @Nullable String name;

  @Label("Descriptor")
  @Description("That the call works on, -1 if it works on none")
  public int descriptor;

  @Label("Target")
  @Description("What the descriptor is: socket, pipe, eventpoll, a path; empty if unknown")
  public @Nullable String target;
}
