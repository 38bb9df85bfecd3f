package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;

/**
 * The events that a chunk's header leads to: the last metadata event, and the checkpoints, each of
 * which says how far back the previous one is.
 */
final class CheckpointChain {
  private static final int MAX_LINK_BYTES = 64;

  /** Offsets in the chunk, ascending. */
  private final long[] offsets;

  private final boolean complete;

  private CheckpointChain(long[] offsets, boolean complete) {
    this.offsets = offsets;
    this.complete = complete;
  }

  /** Follows the chain as far as it leads. */
  static CheckpointChain follow(ChunkView chunk, ChunkHeader header) {
    long[] offsets = new long[64];
    int count = 0;
    boolean complete = false;
    long at = header.checkpointOffsetBytes();
    long previous = chunk.size();
    // It must lead backwards, or a damaged one could lead in a circle.
    while (at < previous && chunk.isEvent(at, ChunkFrame.CHECKPOINT)) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = at;
      previous = at;
      long distance = distance(chunk, at);
      if (distance >= 0) {
        complete = distance == 0;
        break;
      }
      at += distance;
    }
    long[] ascending = new long[count];
    for (int i = 0; i < count; i++) {
      ascending[i] = offsets[count - 1 - i];
    }
    return new CheckpointChain(ascending, complete);
  }

  /** Returns the distance to the previous checkpoint, 0 at the first; positive if unreadable. */
  private static long distance(ChunkView chunk, long at) {
    Cursor cursor = chunk.cursorAt(at, MAX_LINK_BYTES);
    try {
      cursor.skipVarints(4); // size, type, start, duration
      return cursor.varint();
    } catch (CorruptDataException e) {
      return 1;
    }
  }

  int size() {
    return offsets.length;
  }

  long offset(int index) {
    return offsets[index];
  }

  /** Returns whether the chain ends at a checkpoint that says it is the first. */
  boolean isComplete() {
    return complete;
  }

  /** Returns the offsets of all events that the header leads to, ascending. */
  static LongColumn landmarks(ChunkView chunk, ChunkHeader header) {
    CheckpointChain chain = follow(chunk, header);
    long[] landmarks = Arrays.copyOf(chain.offsets, chain.size() + 1);
    landmarks[chain.size()] =
        chunk.isEvent(header.metadataOffsetBytes(), ChunkFrame.METADATA)
            ? header.metadataOffsetBytes()
            : ChunkHeader.SIZE_BYTES;
    Arrays.sort(landmarks);
    return LongColumn.of(landmarks);
  }
}
