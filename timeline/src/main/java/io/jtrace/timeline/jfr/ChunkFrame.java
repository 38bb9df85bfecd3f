package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the events of a chunk are: one walk from event to event that reads nothing but sizes and
 * types. It does not rely on what the header points to, and so works for chunks that are damaged,
 * cut or still being written.
 *
 * @param segments stretches of whole events; one, unless something in between was unreadable
 * @param metadataOffsets of all metadata events, ascending
 * @param checkpointOffsets of all checkpoint events, ascending
 * @param jvmInformationOffset of the first {@code jdk.JVMInformation}, or -1
 * @param lostBytes that belong to no event
 */
record ChunkFrame(
    List<Segment> segments,
    List<Integer> metadataOffsets,
    List<Integer> checkpointOffsets,
    int jvmInformationOffset,
    long lostBytes) {

  /** Type id of metadata events. */
  static final long METADATA = 0;

  /** Type id of checkpoint events. */
  static final long CHECKPOINT = 1;

  /** A stretch {@code [from, to)} of whole events. */
  record Segment(int from, int to) {}

  ChunkFrame {
    segments = List.copyOf(segments);
    metadataOffsets = List.copyOf(metadataOffsets);
    checkpointOffsets = List.copyOf(checkpointOffsets);
  }

  /** Returns whether all bytes of the chunk belong to events. */
  boolean isWhole() {
    return lostBytes == 0;
  }

  /**
   * Walks a chunk.
   *
   * @param size bytes of the chunk that there are, from its header on
   * @param jvmInformationType the type id to look out for, or -1
   */
  static ChunkFrame walk(byte[] bytes, int size, ChunkHeader header, long jvmInformationType) {
    Walk walk = new Walk(bytes, size, jvmInformationType);
    if (walk.to(ChunkHeader.SIZE_BYTES, size, size)) {
      return walk.frame();
    }
    // Something is unreadable. Walk again, and after a stretch that is no sequence of events go on
    // at the next event that the chain of checkpoints vouches for.
    walk = new Walk(bytes, size, jvmInformationType);
    int at = ChunkHeader.SIZE_BYTES;
    for (int landmark : CheckpointChain.offsets(bytes, size, header)) {
      if (landmark >= at) {
        walk.to(at, landmark, size);
        at = landmark;
      }
    }
    walk.to(at, size, size);
    return walk.frame();
  }

  private static final class Walk {
    private final Cursor cursor;
    private final byte[] bytes;
    private final long jvmInformationType;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Integer> metadataOffsets = new ArrayList<>();
    private final List<Integer> checkpointOffsets = new ArrayList<>();
    private int jvmInformationOffset = -1;
    private long lostBytes;

    Walk(byte[] bytes, int size, long jvmInformationType) {
      this.bytes = bytes;
      this.jvmInformationType = jvmInformationType;
      cursor = new Cursor(bytes, 0, size);
    }

    /**
     * Walks from an event to {@code to}, which is another event or the end; false if the events do
     * not lead there.
     */
    boolean to(int from, int to, int size) {
      cursor.reset(bytes, 0, size);
      int at = from;
      while (at < to) {
        int next = next(at, to);
        if (next < 0) {
          break;
        }
        at = next;
      }
      if (at > from) {
        addSegment(from, at);
      }
      lostBytes += to - at;
      return at == to;
    }

    /** Returns where the event after the one at {@code at} begins, or -1. */
    private int next(int at, int to) {
      long eventSize;
      long type;
      try {
        cursor.position(at);
        eventSize = cursor.varint();
        type = cursor.varint();
      } catch (CorruptDataException e) {
        return -1;
      }
      if (eventSize < cursor.position() - at || eventSize > to - at) {
        return -1;
      }
      if (type == METADATA) {
        metadataOffsets.add(at);
      } else if (type == CHECKPOINT) {
        checkpointOffsets.add(at);
      } else if (type == jvmInformationType && jvmInformationOffset < 0) {
        jvmInformationOffset = at;
      }
      return at + (int) eventSize;
    }

    private void addSegment(int from, int to) {
      int last = segments.size() - 1;
      if (last >= 0 && segments.get(last).to() == from) {
        segments.set(last, new Segment(segments.get(last).from(), to));
      } else {
        segments.add(new Segment(from, to));
      }
    }

    ChunkFrame frame() {
      return new ChunkFrame(
          segments, metadataOffsets, checkpointOffsets, jvmInformationOffset, lostBytes);
    }
  }
}
