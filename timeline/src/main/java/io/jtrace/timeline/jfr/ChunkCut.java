package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A chunk without the events that a cut leaves out. Metadata and constants stay as they are, but
 * for copies of the header, which would be of another chunk.
 *
 * <p>The chunk is walked twice: once to count, as a header says first how long its chunk is, and
 * once to write. So it needs no memory for what it keeps.
 *
 * <p>Not safe for use by several threads.
 */
final class ChunkCut {
  private final ChunkView chunk;
  private final ChunkFrame frame;
  private final TickClock clock;
  private final CutWindow window;
  private final CutPlans plans;
  private final LongColumn checkpoints;
  private final CutThreads threads;
  private final long metadataOffset;

  // What the last walk found.
  private CutChunkWriter writer = new CutChunkWriter(OutputStream.nullOutputStream());
  private long events;
  private long keptEvents;
  private long touchingEvents;
  private long edgeEvents;
  private long unreadableEvents;
  private long unreadableBytes;
  private long latestEndNanos;

  private ChunkCut(
      ChunkView chunk,
      ChunkFrame frame,
      TickClock clock,
      CutWindow window,
      CutSchema schema,
      LongColumn checkpoints) {
    this.chunk = chunk;
    this.frame = frame;
    this.clock = clock;
    this.window = window;
    this.checkpoints = checkpoints;
    plans = schema.plans();
    metadataOffset = schema.metadataOffset();
    threads = CutThreads.of(chunk, checkpoints, schema.schema(), window.threads());
  }

  /**
   * Prepares the cut of a chunk and counts what stays.
   *
   * @param clock counts nanoseconds since the start of the recording
   */
  static ChunkCut of(
      ChunkView chunk, ChunkFrame frame, TickClock clock, CutWindow window, CutSchema schema)
      throws IOException {
    LongColumn checkpoints = schema.soundCheckpoints(chunk, frame.checkpointOffsets());
    ChunkCut cut = new ChunkCut(chunk, frame, clock, window, schema, checkpoints);
    cut.walk(OutputStream.nullOutputStream());
    return cut;
  }

  long events() {
    return events;
  }

  long keptEvents() {
    return keptEvents;
  }

  long touchingEvents() {
    return touchingEvents;
  }

  /** Returns whether something in the chunk stays for its own sake. */
  boolean isNeeded() {
    return touchingEvents + edgeEvents > 0;
  }

  /** Returns the end of the latest event; the least value if there is none. */
  long latestEndNanos() {
    return latestEndNanos;
  }

  /** Counts what cannot be read. */
  void countIn(Diagnostics.Builder diagnostics) {
    if (unreadableEvents > 0) {
      diagnostics.add(Diagnostic.EVENT_UNREADABLE, "", unreadableEvents, unreadableBytes);
    }
  }

  /** Writes the chunk; its header states the given times and what the first walk has counted. */
  void write(ChunkHeader header, byte[] headerBytes, OutputStream out) throws IOException {
    out.write(writer.header(header, headerBytes));
    walk(out);
  }

  private void walk(OutputStream out) throws IOException {
    writer = new CutChunkWriter(out);
    events = 0;
    keptEvents = 0;
    touchingEvents = 0;
    edgeEvents = 0;
    unreadableEvents = 0;
    unreadableBytes = 0;
    latestEndNanos = Long.MIN_VALUE;
    int nextCheckpoint = 0;
    for (ChunkFrame.Segment segment : frame.segments()) {
      long at = segment.from();
      while (at < segment.to() && chunk.readHead(at, segment.to())) {
        long size = chunk.eventSize();
        long type = chunk.eventType();
        if (type == ChunkFrame.METADATA) {
          writer.metadata(chunk.cursorAt(at, size), at == metadataOffset);
        } else if (type != ChunkFrame.CHECKPOINT) {
          event(at, size, type);
        } else if (nextCheckpoint < checkpoints.size() && checkpoints.at(nextCheckpoint) == at) {
          writer.checkpoint(chunk.cursorAt(at, size));
          nextCheckpoint++;
        }
        at += size;
      }
    }
  }

  private void event(long at, long size, long type) throws IOException {
    CutPlans.Plan plan = plans.plan(type);
    try {
      if (plan == null) {
        throw new CorruptDataException("a type without metadata");
      }
      Cursor cursor = chunk.cursorAt(at, size);
      int from = cursor.position();
      cursor.skipVarints(2); // size, type
      plan.read(cursor);
      boolean isKept = keeps(plan);
      events++;
      if (isKept) {
        cursor.position(from);
        writer.event(cursor);
        keptEvents++;
      }
    } catch (CorruptDataException e) {
      unreadableEvents++;
      unreadableBytes += size;
    }
  }

  /** Also counts for whose sake the chunk stays. */
  private boolean keeps(CutPlans.Plan plan) {
    if (!plan.hasStart()) {
      return true;
    }
    long start = clock.nanosAt(plan.startTicks());
    long end = start + Math.max(0, clock.nanosOf(plan.durationTicks()));
    latestEndNanos = Math.max(latestEndNanos, end);
    boolean isTouching = window.touches(start, end);
    switch (plan.rule()) {
      case EVERYWHERE -> edgeEvents++;
      case IN_CHUNK -> {
        return true;
      }
      case AROUND -> {
        long slack = CutRule.AROUND_NANOS;
        isTouching = window.touches(start - slack, end) || window.touches(start + slack, end);
      }
      case TOUCHING -> {}
    }
    boolean isKept = (isTouching || plan.rule() == CutRule.EVERYWHERE) && plan.isOf(threads);
    touchingEvents += isKept && isTouching ? 1 : 0;
    return isKept;
  }
}
