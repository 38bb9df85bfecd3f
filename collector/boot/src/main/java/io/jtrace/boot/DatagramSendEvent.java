package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread sent a datagram. */
@Name("jtrace.DatagramSend")
@Label("Datagram Send")
@Description("Sent a datagram")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class DatagramSendEvent extends Event {

  @Label("Host")
  @Description("Name or address, empty if unknown; the path of a Unix domain socket")
  public @Nullable String host;

  @Label("Port")
  @Description("-1 if unknown")
  public int port;

  @Label("Bytes")
  public long bytes;
}
