package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes the events of a chunk, and knows what its header has to say of them. Checkpoints are
 * linked anew, as each says how far away the one before is.
 */
final class CutChunkWriter {
  private static final int MAX_VARINT_BYTES = 9;

  /** The longest event whose size takes the four bytes that the JVM reserves. */
  private static final long MAX_SIZE_OF_FOUR_BYTES = (1 << 28) - 1;

  /* Where the fields of a header are. */
  private static final int SIZE = 8;
  private static final int CHECKPOINT_OFFSET = 16;
  private static final int METADATA_OFFSET = 24;
  private static final int START_NANOS = 32;
  private static final int DURATION_NANOS = 40;
  private static final int START_TICKS = 48;
  private static final int TICKS_PER_SECOND = 56;
  private static final int STATE = 64;

  private final OutputStream out;
  private long here = ChunkHeader.SIZE_BYTES;
  private long metadataOffset;
  private long checkpointOffset;

  CutChunkWriter(OutputStream out) {
    this.out = out;
  }

  /** Returns the header of a finished chunk that holds what was written. */
  byte[] header(ChunkHeader times, byte[] original) {
    byte[] bytes = original.clone();
    ByteBuffer.wrap(bytes)
        .putLong(SIZE, here)
        .putLong(CHECKPOINT_OFFSET, checkpointOffset)
        .putLong(METADATA_OFFSET, metadataOffset)
        .putLong(START_NANOS, times.startEpochNanos())
        .putLong(DURATION_NANOS, times.durationNanos())
        .putLong(START_TICKS, times.startTicks())
        .putLong(TICKS_PER_SECOND, times.ticksPerSecond())
        .put(STATE, (byte) 0);
    return bytes;
  }

  /** Writes the event at the cursor, up to its limit. */
  void event(Cursor cursor) throws IOException {
    out.write(cursor.bytes(), cursor.position(), cursor.remaining());
    here += cursor.remaining();
  }

  /**
   * Writes the metadata event at the cursor.
   *
   * @param isCurrent whether it is the one that explains the events
   */
  void metadata(Cursor cursor, boolean isCurrent) throws IOException {
    if (isCurrent) {
      metadataOffset = here;
    }
    event(cursor);
  }

  /** Writes the checkpoint event at the cursor, as the successor of the one written before. */
  void checkpoint(Cursor cursor) throws IOException {
    cursor.skipVarints(2); // size, type
    int times = cursor.position();
    cursor.skipVarints(2); // start, duration
    int timesBytes = cursor.position() - times;
    cursor.skipVarints(1); // the link
    byte[] link = new byte[MAX_VARINT_BYTES];
    int linkBytes = varint(link, checkpointOffset == 0 ? 0 : checkpointOffset - here);
    long rest = 1L + timesBytes + linkBytes + cursor.remaining();
    int sizeBytes = rest + 4 <= MAX_SIZE_OF_FOUR_BYTES ? 4 : 5;
    checkpointOffset = here;
    here += rest + sizeBytes;
    writePadded(rest + sizeBytes, sizeBytes);
    out.write((int) ChunkFrame.CHECKPOINT);
    out.write(cursor.bytes(), times, timesBytes);
    out.write(link, 0, linkBytes);
    out.write(cursor.bytes(), cursor.position(), cursor.remaining());
  }

  private void writePadded(long value, int width) throws IOException {
    long rest = value;
    for (int i = 1; i < width; i++) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Encodes an integer and returns how many bytes it takes. */
  private static int varint(byte[] target, long value) {
    long rest = value;
    int count = 0;
    while (count < MAX_VARINT_BYTES - 1 && (rest & ~0x7fL) != 0) {
      target[count++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    target[count++] = (byte) rest;
    return count;
  }
}
