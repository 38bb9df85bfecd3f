package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread waited for a connection. */
@Name("jtrace.SocketAccept")
@Label("Socket Accept")
@Description("Waited for a connection")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class SocketAcceptEvent extends Event {

  @Label("Host")
  @Description("Of the peer, empty if there was none")
  public @Nullable String host;

  @Label("Port")
  @Description("Of the peer, -1 if there was none")
  public int port;

  @Label("Local Port")
  @Description("-1 if unknown")
  public int localPort;
}
