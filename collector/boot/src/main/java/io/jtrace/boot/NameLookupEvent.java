package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread asked for the addresses of a host, or for its name. */
@Name("jtrace.NameLookup")
@Label("Name Lookup")
@Description("Asked the system for the addresses of a host, or for the name of an address")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class NameLookupEvent extends Event {

  @Label("Host")
  @Description("What was asked for")
  public @Nullable String host;

  @Label("Success")
  public boolean success;
}
