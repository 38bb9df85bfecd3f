package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One chunk, seen through a window that moves when it must. Offsets are relative to the chunk.
 *
 * <p>Not safe for use by several threads.
 */
final class ChunkView {
  /** What is loaded when something outside the window is asked for. */
  private static final int PAGE_BYTES = 1 << 20;

  /** The longest head of an event: two integers. */
  private static final int MAX_HEAD_BYTES = 18;

  private final Window window;
  private final long offset;
  private final long size;
  private final Cursor cursor;

  private long eventSize;
  private long eventType;

  ChunkView(Window window, ChunkExtent extent) {
    this(window, extent.offset(), extent.size());
  }

  ChunkView(Window window, long offset, long size) {
    this.window = window;
    this.offset = offset;
    this.size = size;
    cursor = new Cursor(window.bytes(), 0, 0);
  }

  long size() {
    return size;
  }

  /**
   * Reads size and type of the event at {@code at}; false if none can begin there. An event must
   * fit between {@code at} and {@code limit}.
   */
  boolean readHead(long at, long limit) {
    if (at < ChunkHeader.SIZE_BYTES || at >= size) {
      return false;
    }
    Cursor head = cursorAt(at, MAX_HEAD_BYTES);
    int from = head.position();
    try {
      eventSize = head.varint();
      eventType = head.varint();
    } catch (CorruptDataException e) {
      return false;
    }
    return eventSize >= head.position() - from && eventSize <= limit - at;
  }

  /** Returns whether an event of this type begins at {@code at}. */
  boolean isEvent(long at, long type) {
    return readHead(at, size) && eventType == type;
  }

  /** Returns the size that {@link #readHead} found. */
  long eventSize() {
    return eventSize;
  }

  /** Returns the type that {@link #readHead} found. */
  long eventType() {
    return eventType;
  }

  /**
   * Returns a cursor, always the same, at {@code at}, with {@code length} bytes ahead of it, or as
   * many as the chunk has.
   *
   * @throws CorruptDataException if there is no array that long
   */
  Cursor cursorAt(long at, long length) {
    long end = Math.min(size, at + length);
    if (end - at > Integer.MAX_VALUE - 2L * PAGE_BYTES) {
      throw new CorruptDataException("an event of " + (end - at) + " bytes");
    }
    if (!window.holds(offset + at, (int) (end - at))) {
      load(at, (int) (end - at));
    }
    int position = (int) (offset + at - window.offset());
    int limit = (int) Math.min(window.size(), position + (end - at));
    cursor.reset(window.bytes(), Math.min(position, limit), limit);
    return cursor;
  }

  private void load(long at, int length) {
    try {
      window.load(offset + at, Math.max(length, (int) Math.min(PAGE_BYTES, size - at)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
