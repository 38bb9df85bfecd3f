package io.jtrace.timeline.jfr;

/** Bytes of an array, which nobody may change. */
final class MemoryBytes implements ByteSource {
  private final byte[] bytes;
  private final int size;
  private final boolean damaged;

  MemoryBytes(byte[] bytes, int size, boolean damaged) {
    this.bytes = bytes;
    this.size = size;
    this.damaged = damaged;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, byte[] target, int at, int length) {
    int count = (int) Math.max(0, Math.min(length, size - offset));
    System.arraycopy(bytes, (int) Math.min(offset, size), target, at, count);
    return count;
  }

  @Override
  public boolean isDamaged() {
    return damaged;
  }
}
