package io.jtrace.timeline.jfr;

/**
 * The first 68 bytes of a chunk. Offsets are relative to the chunk.
 *
 * @param sizeBytes of the chunk as last written; final only once {@link #isFinished()}
 * @param checkpointOffsetBytes of the last checkpoint event
 * @param metadataOffsetBytes of the last metadata event
 * @param startEpochNanos wall clock of {@code startTicks}
 * @param durationNanos as last written
 * @param state 0 when finished; otherwise the JVM had not closed the chunk
 */
record ChunkHeader(
    int major,
    int minor,
    long sizeBytes,
    long checkpointOffsetBytes,
    long metadataOffsetBytes,
    long startEpochNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    int state) {

  static final int SIZE_BYTES = 68;

  /** Shorter chunks do not tell how fast a clock ticks. */
  private static final long MIN_CALIBRATION_NANOS = 50_000_000;

  /** Wall clocks later than this (the year 2116) are damage; it keeps sums of times in range. */
  private static final long LATEST_START_NANOS = 1L << 62;

  /** Returns whether the four bytes that begin every chunk are at {@code at}. */
  static boolean isMagic(byte[] bytes, int at) {
    return bytes[at] == 'F' && bytes[at + 1] == 'L' && bytes[at + 2] == 'R' && bytes[at + 3] == 0;
  }

  /** Reads a header; the magic is the caller's business. */
  static ChunkHeader read(Cursor cursor) {
    cursor.skipBytes(4);
    int version = cursor.int32();
    long size = cursor.int64();
    long checkpointOffset = cursor.int64();
    long metadataOffset = cursor.int64();
    long startNanos = cursor.int64();
    long durationNanos = cursor.int64();
    long startTicks = cursor.int64();
    long ticksPerSecond = cursor.int64();
    int state = cursor.int8();
    cursor.skipBytes(3);
    return new ChunkHeader(
        version >>> 16,
        version & 0xffff,
        size,
        checkpointOffset,
        metadataOffset,
        startNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        state);
  }

  /** Returns whether the chunk is of a version whose layout this package knows. */
  boolean isKnownVersion() {
    return major == 1 || major == 2;
  }

  /** Returns whether times can be computed from this header. */
  boolean hasClock() {
    return ticksPerSecond > 0 && startEpochNanos >= 0 && startEpochNanos < LATEST_START_NANOS;
  }

  /** Returns whether the duration can be one. */
  boolean hasDuration() {
    return durationNanos >= 0 && durationNanos < TickClock.MAX_SPAN_NANOS;
  }

  /** Returns whether bytes that look like a header may well be one. */
  boolean isPlausible() {
    return isKnownVersion() && hasClock() && (sizeBytes >= SIZE_BYTES || !isFinished());
  }

  /** Returns whether this is the header of the same chunk, perhaps of another moment. */
  boolean isCopyOf(ChunkHeader other) {
    return startEpochNanos == other.startEpochNanos && startTicks == other.startTicks;
  }

  /** Returns whether this chunk begins in the moment in which {@code before} ended. */
  boolean continues(ChunkHeader before) {
    return before.durationNanos >= MIN_CALIBRATION_NANOS
        && before.startEpochNanos + before.durationNanos == startEpochNanos
        && before.ticksPerSecond == ticksPerSecond
        && before.startTicks < startTicks;
  }

  /** Returns how fast the clock ticked between the starts of two chunks. */
  long ticksPerSecondUntil(ChunkHeader next) {
    double nanos = next.startEpochNanos - startEpochNanos;
    return Math.max(1, Math.round((next.startTicks - startTicks) / nanos * 1e9));
  }

  /** Returns this header with another rate. */
  ChunkHeader withTicksPerSecond(long rate) {
    return new ChunkHeader(
        major,
        minor,
        sizeBytes,
        checkpointOffsetBytes,
        metadataOffsetBytes,
        startEpochNanos,
        durationNanos,
        startTicks,
        rate,
        state);
  }

  /** Returns this header with another start and length. */
  ChunkHeader withTimes(long newStartEpochNanos, long newDurationNanos, long newStartTicks) {
    return new ChunkHeader(
        major,
        minor,
        sizeBytes,
        checkpointOffsetBytes,
        metadataOffsetBytes,
        newStartEpochNanos,
        newDurationNanos,
        newStartTicks,
        ticksPerSecond,
        state);
  }

  /** Returns whether the JVM had closed the chunk, so that its size and offsets are final. */
  boolean isFinished() {
    return state == 0;
  }
}
