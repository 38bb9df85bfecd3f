package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the events of a chunk are: one walk from event to event that reads nothing but sizes and
 * types. It does not rely on what the header points to, and so works for chunks that are damaged,
 * cut or still being written. Offsets are relative to the chunk.
 *
 * @param segments stretches of whole events; one, unless something in between was unreadable
 * @param metadataOffsets of all metadata events, ascending
 * @param checkpointOffsets of all checkpoint events, ascending
 * @param lostBytes that belong to no event
 */
record ChunkFrame(
    List<Segment> segments,
    LongColumn metadataOffsets,
    LongColumn checkpointOffsets,
    long lostBytes) {

  /** Type id of metadata events. */
  static final long METADATA = 0;

  /** Type id of checkpoint events. */
  static final long CHECKPOINT = 1;

  /** A stretch {@code [from, to)} of whole events. */
  record Segment(long from, long to) {}

  ChunkFrame {
    segments = List.copyOf(segments);
  }

  /** Returns whether all bytes of the chunk belong to events. */
  boolean isWhole() {
    return lostBytes == 0;
  }

  /** Returns where the first byte is that belongs to no event; the end of the chunk if none is. */
  long firstLostByte(long size) {
    long at = ChunkHeader.SIZE_BYTES;
    for (Segment segment : segments) {
      if (segment.from() > at) {
        return at;
      }
      at = segment.to();
    }
    return Math.min(at, size);
  }

  /** Walks a chunk. */
  static ChunkFrame walk(ChunkView chunk, ChunkHeader header) {
    Walk walk = new Walk(chunk);
    if (walk.to(ChunkHeader.SIZE_BYTES, chunk.size())) {
      return walk.frame();
    }
    // Something is unreadable. Walk again, and after a stretch that is no sequence of events go on
    // at the next event that the chain of checkpoints vouches for.
    walk = new Walk(chunk);
    long at = ChunkHeader.SIZE_BYTES;
    LongColumn landmarks = CheckpointChain.landmarks(chunk, header);
    for (int i = 0; i < landmarks.size(); i++) {
      long landmark = landmarks.at(i);
      if (landmark >= at) {
        walk.to(at, landmark);
        at = landmark;
      }
    }
    walk.to(at, chunk.size());
    return walk.frame();
  }

  private static final class Walk {
    private final ChunkView chunk;
    private final List<Segment> segments = new ArrayList<>();
    private final LongColumn.Builder metadataOffsets = new LongColumn.Builder();
    private final LongColumn.Builder checkpointOffsets = new LongColumn.Builder();
    private long lostBytes;

    Walk(ChunkView chunk) {
      this.chunk = chunk;
    }

    /**
     * Walks from an event to {@code to}, which is another event or the end; false if the events do
     * not lead there.
     */
    boolean to(long from, long to) {
      long at = from;
      while (at < to && chunk.readHead(at, to)) {
        if (chunk.eventType() == METADATA) {
          metadataOffsets.add(at);
        } else if (chunk.eventType() == CHECKPOINT) {
          checkpointOffsets.add(at);
        }
        at += chunk.eventSize();
      }
      if (at > from) {
        addSegment(from, at);
      }
      lostBytes += to - at;
      return at == to;
    }

    private void addSegment(long from, long to) {
      int last = segments.size() - 1;
      if (last >= 0 && segments.get(last).to() == from) {
        segments.set(last, new Segment(segments.get(last).from(), to));
      } else {
        segments.add(new Segment(from, to));
      }
    }

    ChunkFrame frame() {
      return new ChunkFrame(
          segments, metadataOffsets.build(), checkpointOffsets.build(), lostBytes);
    }
  }
}
