package io.jtrace.timeline.jfr;

/**
 * Where a chunk is in the recording.
 *
 * @param offset of its header
 * @param size bytes of the chunk that there are
 */
record ChunkExtent(long offset, long size, ChunkHeader header) {
  /** Returns whether the JVM had finished the chunk and all of it is here. */
  boolean isComplete() {
    return header.isFinished() && header.sizeBytes() == size;
  }

  /** Returns the wall clock at the end, if the header tells; the start otherwise. */
  long endEpochNanos() {
    boolean hasEnd = isComplete() && header.hasDuration();
    return header.startEpochNanos() + (hasEnd ? header.durationNanos() : 0);
  }
}
