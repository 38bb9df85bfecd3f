package io.jtrace.timeline.jfr;

import org.jspecify.annotations.Nullable;

/**
 * Finds out how fast the clock of a chunk really ticks: virtual machines may be told the wrong rate
 * of their processor.
 *
 * <p>The JDK ends a chunk in the nanosecond in which the next one begins, and both headers have the
 * ticks of that moment. As headers may be damaged, that counts only if the ticks of the chunk's
 * last checkpoint, which is written when the chunk ends, tell the same.
 *
 * <p>Used by one thread, for the chunks in the order of the file.
 */
final class ClockRate {
  /** Wall clocks are set and slewed; only what that cannot explain is a wrong rate. */
  private static final double TOLERANCE = 0.05;

  /** The most that the size, the type and the start of an event take. */
  private static final int HEAD_BYTES = 32;

  /** The header of the chunk before as it is in the file, and how fast its clock really ticks. */
  private @Nullable ChunkHeader stated;

  private long ticksPerSecond;

  /**
   * Returns the header with the rate at which its clock ticks: the same header if that is what it
   * states, or if nothing certain contradicts it.
   *
   * @param next the header right behind the chunk, null if there is none
   */
  ChunkHeader calibrated(ChunkHeader header, @Nullable ChunkHeader next, ChunkView chunk) {
    if (next != null && next.continues(header)) {
      ticksPerSecond = header.ticksPerSecondUntil(next);
    } else if (stated == null || !header.continues(stated)) {
      ticksPerSecond = header.ticksPerSecond();
    } // else it is the last of a sequence, and ticks as the one before
    stated = header;
    boolean isWrong =
        !isClose((double) header.ticksPerSecond()) && isClose(untilLastCheckpoint(header, chunk));
    return isWrong ? header.withTicksPerSecond(ticksPerSecond) : header;
  }

  private boolean isClose(double rate) {
    return Math.abs(ticksPerSecond / rate - 1) <= TOLERANCE;
  }

  /** Returns the rate at which the clock ticked until the last checkpoint, or no number. */
  private static double untilLastCheckpoint(ChunkHeader header, ChunkView chunk) {
    long offset = header.checkpointOffsetBytes();
    if (!header.hasDuration() || !chunk.isEvent(offset, ChunkFrame.CHECKPOINT)) {
      return Double.NaN;
    }
    try {
      Cursor cursor = chunk.cursorAt(offset, HEAD_BYTES);
      cursor.skipVarints(2);
      double ticks = (double) cursor.varint() - header.startTicks();
      return ticks / header.durationNanos() * 1e9;
    } catch (CorruptDataException damaged) {
      return Double.NaN;
    }
  }
}
