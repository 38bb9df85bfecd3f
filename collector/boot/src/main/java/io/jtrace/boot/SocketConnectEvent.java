package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread connected a socket. */
@Name("jtrace.SocketConnect")
@Label("Socket Connect")
@Description("Connected a socket")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class SocketConnectEvent extends Event {

  @Label("Host")
  @Description("Name or address, empty if unknown; the path of a Unix domain socket")
  public @Nullable String host;

  @Label("Port")
  @Description("-1 if unknown")
  public int port;

  @Label("Success")
  public boolean success;
}
