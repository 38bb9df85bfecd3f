package io.jtrace.boot;

import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is called around datagrams that come and go. Same rules as {@link NetworkHooks}. */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class DatagramHooks {

  private DatagramHooks() {}

  /** For a channel that is not connected. */
  public static @Nullable Object receiveBegins(Object buffer) {
    return beginReceive(buffer);
  }

  public static void receiveEnds(@Nullable Object peer, @Nullable Object begun, Object buffer) {
    if (peer != null) {
      commitReceive(begun, peer, buffer);
    }
  }

  public static void receiveFails(@Nullable Object begun, Object buffer) {
    commitReceive(begun, null, null);
  }

  /** For a channel that is connected. */
  public static @Nullable Object readBegins(@Nullable Object peer, Object buffer) {
    return beginReceive(buffer);
  }

  public static void readEnds(
      int read, @Nullable Object begun, @Nullable Object peer, Object buffer) {
    if (read >= 0) {
      commitReceive(begun, peer, buffer);
    }
  }

  public static void readFails(@Nullable Object begun, @Nullable Object peer, Object buffer) {
    commitReceive(begun, peer, null);
  }

  /** For a socket. */
  public static @Nullable Object packetBegins(Object packet) {
    return beginReceive(null);
  }

  public static void packetEnds(@Nullable Object begun, Object packet) {
    commitReceive(begun, null, packet);
  }

  public static void packetFails(@Nullable Object begun, Object packet) {
    commitReceive(begun, null, null);
  }

  private static @Nullable Object beginReceive(@Nullable Object buffer) {
    try {
      DatagramReceiveEvent event = new DatagramReceiveEvent();
      if (!event.isEnabled()) {
        return null;
      }
      event.bytes = buffer == null ? 0 : -((ByteBuffer) buffer).position();
      event.begin();
      return event;
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  private static void commitReceive(
      @Nullable Object begun, @Nullable Object peer, @Nullable Object data) {
    if (begun == null) {
      return;
    }
    try {
      DatagramReceiveEvent event = (DatagramReceiveEvent) begun;
      event.end();
      if (!event.shouldCommit()) {
        return;
      }
      Object from = peer;
      if (data instanceof ByteBuffer buffer) {
        event.bytes += buffer.position();
      } else if (data instanceof DatagramPacket packet) {
        event.bytes = packet.getLength();
        from = packet.getSocketAddress();
      } else {
        event.bytes = -1;
      }
      event.host = NetworkHooks.host(from);
      event.port = NetworkHooks.port(from);
      event.commit();
    } catch (Throwable unrecorded) {
      // see the class comment
    }
  }

  public static @Nullable Object sendBegins(@Nullable Object peer) {
    try {
      return Timing.begun(new DatagramSendEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void sendEnds(int sent, @Nullable Object begun, @Nullable Object peer) {
    if (begun != null) {
      try {
        DatagramSendEvent event = (DatagramSendEvent) begun;
        event.end();
        if (event.shouldCommit()) {
          event.host = NetworkHooks.host(peer);
          event.port = NetworkHooks.port(peer);
          event.bytes = sent;
          event.commit();
        }
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }
}
