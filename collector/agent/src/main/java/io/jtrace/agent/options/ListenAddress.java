package io.jtrace.agent.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where to listen.
 *
 * @param host a name or an IP address, without brackets; empty for all interfaces
 * @param port 0 to 65535, where 0 takes any free port; -1 to not listen at all
 */
public record ListenAddress(String host, int port) {

  /** No listening. */
  public static final ListenAddress OFF = new ListenAddress("", -1);

  private static final String EXPECTED =
      "expected host:port, :port, a port, or off, with a port from 0 to 65535";

  /** Reads {@code host:port}, {@code [ipv6]:port}, {@code :port}, {@code port} or {@code off}. */
  public static ListenAddress from(String text) {
    if (text.equalsIgnoreCase("off")) {
      return OFF;
    }
    int colon = text.lastIndexOf(':');
    // A bare port means this machine only; all interfaces must be asked for with the colon.
    String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(EXPECTED + ", an IPv6 address in brackets");
    }
    return new ListenAddress(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(EXPECTED, notANumber);
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /** Whether there is nothing to listen on. */
  public boolean isOff() {
    return port < 0;
  }

  /**
   * Looks the host up.
   *
   * @throws UnknownHostException if there is no such host
   */
  public InetSocketAddress resolve() throws UnknownHostException {
    return host.isEmpty()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /** The text this address is read from. */
  @Override
  public String toString() {
    if (isOff()) {
      return "off";
    }
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
