package io.jtrace.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What is called around selections, accepts, connects and name lookups.
 *
 * <p>Of each there is a method for its beginning, which returns what to hand to the one for its
 * end. Same rules as {@link VirtualThreadHooks}; nothing in here may ask for the name of an
 * address, which is a lookup.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class NetworkHooks {

  private static final int NANOS_PER_MILLI = 1_000_000;

  private NetworkHooks() {}

  /** Selections that do not wait are of no interest. */
  public static @Nullable Object selectBegins(long timeoutMillis) {
    try {
      return timeoutMillis == 0 ? null : Timing.begun(new SelectEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void selectEnds(int ready, @Nullable Object begun, long timeoutMillis) {
    if (begun != null) {
      try {
        SelectEvent event = (SelectEvent) begun;
        event.timeoutMillis = timeoutMillis;
        event.ready = ready;
        event.commit();
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  /** Netty's epoll loop, where it gives a time in milliseconds. */
  public static @Nullable Object epollMillisBegins(int timeoutMillis) {
    return selectBegins(timeoutMillis);
  }

  public static void epollMillisEnds(int ready, @Nullable Object begun, int timeoutMillis) {
    selectEnds(ready, begun, timeoutMillis);
  }

  /** Netty's epoll loop, where it sets a timer; the most seconds stand for none. */
  public static @Nullable Object epollTimerBegins(int seconds, int nanos) {
    return selectBegins(seconds | nanos);
  }

  /**
   * What the result means has changed in Netty now and then. No time at all is what the loop makes
   * of the most seconds; one that does not wait was not begun.
   */
  public static void epollTimerEnds(long ready, @Nullable Object begun, int seconds, int nanos) {
    boolean isEndless = seconds == Integer.MAX_VALUE || (seconds | nanos) == 0;
    selectEnds(-1, begun, isEndless ? -1 : seconds * 1_000L + nanos / NANOS_PER_MILLI);
  }

  public static @Nullable Object epollIntTimerBegins(int seconds, int nanos) {
    return selectBegins(seconds | nanos);
  }

  public static void epollIntTimerEnds(int ready, @Nullable Object begun, int seconds, int nanos) {
    epollTimerEnds(ready, begun, seconds, nanos);
  }

  private static @Nullable Object beginAccept() {
    try {
      return Timing.begun(new SocketAcceptEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static @Nullable Object acceptBegins(Object socket) {
    return beginAccept();
  }

  public static void acceptEnds(@Nullable Object begun, Object socket) {
    if (begun != null) {
      try {
        SocketAcceptEvent event = (SocketAcceptEvent) begun;
        event.end();
        if (event.shouldCommit()) {
          Socket accepted = (Socket) socket;
          commit(event, accepted.getRemoteSocketAddress(), accepted.getLocalPort());
        }
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  public static void acceptFails(@Nullable Object begun, Object socket) {
    acceptFails(begun);
  }

  public static @Nullable Object channelAcceptBegins() {
    return beginAccept();
  }

  public static void channelAcceptEnds(@Nullable Object channel, @Nullable Object begun) {
    if (begun != null && channel != null) {
      try {
        SocketAcceptEvent event = (SocketAcceptEvent) begun;
        event.end();
        if (event.shouldCommit()) {
          SocketChannel accepted = (SocketChannel) channel;
          commit(event, accepted.getRemoteAddress(), port(accepted.getLocalAddress()));
        }
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  public static void channelAcceptFails(@Nullable Object begun) {
    acceptFails(begun);
  }

  private static void acceptFails(@Nullable Object begun) {
    if (begun != null) {
      try {
        commit((SocketAcceptEvent) begun, null, -1);
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  private static void commit(SocketAcceptEvent event, @Nullable SocketAddress peer, int localPort) {
    event.host = host(peer);
    event.port = port(peer);
    event.localPort = localPort;
    event.commit();
  }

  public static @Nullable Object connectBegins(@Nullable Object remote) {
    try {
      return Timing.begun(new SocketConnectEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void connectEnds(@Nullable Object begun, @Nullable Object remote) {
    commitConnect(begun, remote, true);
  }

  public static void connectFails(@Nullable Object begun, @Nullable Object remote) {
    commitConnect(begun, remote, false);
  }

  public static @Nullable Object channelConnectBegins(@Nullable Object remote) {
    return connectBegins(remote);
  }

  /** What is not connected now has begun to, or goes on to be tried, without a wait. */
  public static void channelConnectEnds(
      boolean connected, @Nullable Object begun, @Nullable Object remote) {
    if (connected) {
      commitConnect(begun, remote, true);
    }
  }

  public static void channelConnectFails(@Nullable Object begun, @Nullable Object remote) {
    commitConnect(begun, remote, false);
  }

  private static void commitConnect(
      @Nullable Object begun, @Nullable Object remote, boolean success) {
    if (begun != null) {
      try {
        SocketConnectEvent event = (SocketConnectEvent) begun;
        event.end();
        if (event.shouldCommit()) {
          event.host = host(remote);
          event.port = port(remote);
          event.success = success;
          event.commit();
        }
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  public static @Nullable Object lookupBegins(@Nullable Object host) {
    try {
      return Timing.begun(new NameLookupEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void lookupEnds(
      @Nullable Object found, @Nullable Object begun, @Nullable Object host) {
    commitLookup(begun, host, true);
  }

  public static void lookupFails(@Nullable Object begun, @Nullable Object host) {
    commitLookup(begun, host, false);
  }

  public static @Nullable Object reverseLookupBegins(Object address) {
    return lookupBegins(address);
  }

  /** A lookup that fails returns the address itself. */
  public static void reverseLookupEnds(
      @Nullable Object name, @Nullable Object begun, Object address) {
    if (begun != null) {
      try {
        String asked = ((InetAddress) address).getHostAddress();
        commitLookup(begun, asked, !asked.equals(name));
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  private static void commitLookup(@Nullable Object begun, @Nullable Object host, boolean success) {
    if (begun != null) {
      try {
        NameLookupEvent event = (NameLookupEvent) begun;
        event.host = (String) host;
        event.success = success;
        event.commit();
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  /** Returns the host as far as it is known without a lookup. */
  static String host(@Nullable Object address) {
    if (address instanceof InetSocketAddress known) {
      return known.getHostString();
    }
    return address == null ? "" : address.toString();
  }

  static int port(@Nullable Object address) {
    return address instanceof InetSocketAddress known ? known.getPort() : -1;
  }
}
