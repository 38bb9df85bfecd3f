package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread is about to park because another one owns a lock of java.util.concurrent. */
@Name("jtrace.LockWait")
@Label("Lock Wait")
@Description("About to park for a lock that another thread owns")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields("duration")
public final class LockWaitEvent extends Event {

  @Label("Lock Class")
  public @Nullable Class<?> lock;

  @Label("Address")
  @Description("Identity hash code of the lock")
  public long address;

  @Label("Owner")
  public @Nullable Thread owner;
}
