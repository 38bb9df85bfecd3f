package io.jtrace.agent.weave;

import io.jtrace.agent.weave.Timed.Value;
import java.util.List;

/** Selectors, sockets, datagrams and name lookups. */
final class NetworkPoints {

  private static final String HOOKS = "NetworkHooks";
  private static final String DATAGRAM_HOOKS = "DatagramHooks";
  private static final String DATAGRAM_CHANNEL = "sun/nio/ch/DatagramChannelImpl";

  private static final String CHANNEL = "Ljava/nio/channels/SocketChannel;";
  private static final String SOCKET_ADDRESS = "Ljava/net/SocketAddress;";
  private static final String INET_ADDRESS = "Ljava/net/InetAddress;";
  private static final String STRING = "Ljava/lang/String;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";

  private static final Value FIRST = Value.parameter(0);

  private NetworkPoints() {}

  static List<HookPoint> all() {
    return List.of(
        selector(),
        new NettyEpollPoint(),
        socketAccept(),
        channelAccept(),
        socketConnect(),
        channelConnect(),
        lookup(),
        datagramReceive(),
        packetReceive(),
        datagramSend());
  }

  private static HookPoint selector() {
    return new TimedPoint(
        "sun/nio/ch/SelectorImpl",
        "jtrace.Select",
        HOOKS,
        Timed.of(
            "lockAndDoSelect", "(Ljava/util/function/Consumer;J)I", "select", Value.parameter(1)));
  }

  /** Also for the sockets of TLS, and other kinds whose {@code accept} is their own. */
  private static HookPoint socketAccept() {
    return new TimedPoint(
        "java/net/ServerSocket",
        "jtrace.SocketAccept",
        HOOKS,
        Timed.of("implAccept", "(Ljava/net/Socket;)V", "accept", FIRST).withFailures());
  }

  private static HookPoint channelAccept() {
    return new TimedPoint(
        "sun/nio/ch/ServerSocketChannelImpl",
        "jtrace.SocketAccept",
        HOOKS,
        Timed.of("accept", "()" + CHANNEL, "channelAccept").withFailures(),
        Timed.of("blockingAccept", "(J)" + CHANNEL, "channelAccept").withFailures());
  }

  private static HookPoint socketConnect() {
    return new TimedPoint(
        "sun/nio/ch/NioSocketImpl",
        "jtrace.SocketConnect",
        HOOKS,
        Timed.of("connect", "(" + SOCKET_ADDRESS + "I)V", "connect", FIRST).withFailures());
  }

  private static HookPoint channelConnect() {
    Value remote = Value.field("remoteAddress", SOCKET_ADDRESS);
    return new TimedPoint(
        "sun/nio/ch/SocketChannelImpl",
        "jtrace.SocketConnect",
        HOOKS,
        Timed.of("connect", "(" + SOCKET_ADDRESS + ")Z", "channelConnect", FIRST).withFailures(),
        Timed.of("finishConnect", "()Z", "channelConnect", remote).withFailures(),
        Timed.of("blockingConnect", "(" + SOCKET_ADDRESS + "J)V", "connect", FIRST).withFailures());
  }

  private static HookPoint lookup() {
    String result = ")[" + INET_ADDRESS;
    return new TimedPoint(
        "java/net/InetAddress",
        "jtrace.NameLookup",
        HOOKS,
        Timed.of("getAddressesFromNameService", "(" + STRING + result, "lookup", FIRST)
            .or("(" + STRING + INET_ADDRESS + result)
            .withFailures(),
        Timed.of(
                "getHostFromNameService", "(" + INET_ADDRESS + ")" + STRING, "reverseLookup", FIRST)
            .or("(" + INET_ADDRESS + "Z)" + STRING));
  }

  private static HookPoint datagramReceive() {
    return new TimedPoint(
        DATAGRAM_CHANNEL,
        "jtrace.DatagramReceive",
        DATAGRAM_HOOKS,
        Timed.of("receive", "(" + BUFFER + ")" + SOCKET_ADDRESS, "receive", FIRST).withFailures(),
        Timed.of("read", "(" + BUFFER + ")I", "read", peer(), FIRST).withFailures());
  }

  private static HookPoint packetReceive() {
    return new TimedPoint(
        "sun/nio/ch/DatagramSocketAdaptor",
        "jtrace.DatagramReceive",
        DATAGRAM_HOOKS,
        Timed.of("receive", "(Ljava/net/DatagramPacket;)V", "packet", FIRST).withFailures());
  }

  private static HookPoint datagramSend() {
    return new TimedPoint(
        DATAGRAM_CHANNEL,
        "jtrace.DatagramSend",
        DATAGRAM_HOOKS,
        Timed.of("send", "(" + BUFFER + SOCKET_ADDRESS + ")I", "send", Value.parameter(1)),
        Timed.of("write", "(" + BUFFER + ")I", "send", peer()));
  }

  private static Value peer() {
    return Value.field("remoteAddress", "Ljava/net/InetSocketAddress;");
  }
}
