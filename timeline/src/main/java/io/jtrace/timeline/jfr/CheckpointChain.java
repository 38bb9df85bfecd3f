package io.jtrace.timeline.jfr;

import java.util.TreeSet;

/**
 * The events that a chunk's header leads to: the last metadata event, and the checkpoints, each of
 * which says how far back the previous one is.
 */
final class CheckpointChain {
  private CheckpointChain() {}

  /** Returns their offsets, ascending; those that can be reached in a damaged chunk. */
  static int[] offsets(byte[] bytes, int size, ChunkHeader header) {
    TreeSet<Integer> offsets = new TreeSet<>();
    Cursor cursor = new Cursor(bytes, 0, size);
    if (isEvent(cursor, header.metadataOffsetBytes(), size, ChunkFrame.METADATA)) {
      offsets.add((int) header.metadataOffsetBytes());
    }
    long at = header.checkpointOffsetBytes();
    while (isEvent(cursor, at, size, ChunkFrame.CHECKPOINT) && offsets.add((int) at)) {
      long distance = distance(cursor);
      if (distance == 0) {
        break;
      }
      at += distance;
    }
    return offsets.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns whether an event of this type begins at {@code at}; the cursor is behind its type. */
  static boolean isEvent(Cursor cursor, long at, int size, long type) {
    if (at < ChunkHeader.SIZE_BYTES || at >= size) {
      return false;
    }
    try {
      cursor.position((int) at);
      long eventSize = cursor.varint();
      return cursor.varint() == type
          && eventSize >= cursor.position() - at
          && eventSize <= size - at;
    } catch (CorruptDataException e) {
      return false;
    }
  }

  private static long distance(Cursor cursor) {
    try {
      cursor.skipVarints(2); // start, duration
      return cursor.varint();
    } catch (CorruptDataException e) {
      return 0;
    }
  }
}
