package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * An event to be thrown away. When a virtual thread has written an event and is then unmounted, JFR
 * drops the next event of its carrier without a trace. This one is sacrificed.
 */
@Name("jtrace.Nop")
@Label("Nothing")
@Description("Takes the place of an event that JFR may drop; means nothing")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields({"duration", "stackTrace", "eventThread"})
public final class NopEvent extends Event {}
