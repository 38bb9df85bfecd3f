package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.util.Arrays;

/**
 * A stretch of a recording in an array that is reused. Offsets are those of the recording.
 *
 * <p>Not safe for use by several threads.
 */
final class Window {
  private final ByteSource source;
  private byte[] bytes = new byte[Cursor.SLACK_BYTES];
  private long offset;
  private int size;

  Window(ByteSource source) {
    this.source = source;
  }

  /** Returns the array; the window is its first {@link #size()} bytes, and slack follows. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Returns where in the recording the window begins. */
  long offset() {
    return offset;
  }

  /** Moves the window to {@code [from, from + length)}, or to what there is of it. */
  void load(long from, int length) throws IOException {
    int wanted = (int) Math.max(0, Math.min(length, source.size() - from));
    if (bytes.length < wanted + Cursor.SLACK_BYTES) {
      bytes = new byte[wanted + wanted / 8 + Cursor.SLACK_BYTES];
    }
    offset = from;
    size = source.read(from, bytes, 0, wanted);
    Arrays.fill(bytes, size, size + Cursor.SLACK_BYTES, (byte) 0);
  }

  /** Returns whether the window holds {@code [from, from + length)}, as far as that exists. */
  boolean holds(long from, int length) {
    long end = Math.min(from + length, source.size());
    return from >= offset && end <= offset + size;
  }
}
