package io.jtrace.timeline.export;

import com.google.protobuf.CodedOutputStream;
import io.jtrace.proto.perfetto.InternedData;
import io.jtrace.proto.perfetto.Trace;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.proto.perfetto.TracePacketDefaults;
import java.io.IOException;

/**
 * One sequence of packets: its id, its dictionaries that are to be sent, and the packet that is
 * being filled. Packets go out one by one; nothing of them is kept.
 *
 * <p>Not safe for use by several threads.
 */
final class PacketSequence {
  private final CodedOutputStream out;
  private final int id;
  private final TracePacket.Builder packet = TracePacket.newBuilder();
  private final InternedData.Builder interned = InternedData.newBuilder();
  private boolean isInternedEmpty = true;
  private boolean isStarted;

  PacketSequence(CodedOutputStream out, int id) {
    this.out = out;
    this.id = id;
  }

  /** Returns the dictionary entries that go with the next packet. */
  InternedData.Builder interned() {
    isInternedEmpty = false;
    return interned;
  }

  /** Returns the next packet, empty; {@link #send} writes it. */
  TracePacket.Builder packet() {
    return packet.clear();
  }

  /** Sends what later packets of the sequence need not repeat. */
  void sendDefaults(TracePacketDefaults defaults) throws IOException {
    packet().setTracePacketDefaults(defaults);
    send();
  }

  /** Writes the packet with the dictionary entries it needs. */
  void send() throws IOException {
    packet.setTrustedPacketSequenceId(id);
    if (isStarted) {
      packet.setSequenceFlags(TracePacket.SequenceFlags.SEQ_NEEDS_INCREMENTAL_STATE_VALUE);
    } else {
      packet
          .setSequenceFlags(
              TracePacket.SequenceFlags.SEQ_INCREMENTAL_STATE_CLEARED_VALUE
                  | TracePacket.SequenceFlags.SEQ_NEEDS_INCREMENTAL_STATE_VALUE)
          .setFirstPacketOnSequence(true);
      isStarted = true;
    }
    if (!isInternedEmpty) {
      packet.setInternedData(interned.build());
      interned.clear();
      isInternedEmpty = true;
    }
    out.writeMessage(Trace.PACKET_FIELD_NUMBER, packet.build());
  }
}
