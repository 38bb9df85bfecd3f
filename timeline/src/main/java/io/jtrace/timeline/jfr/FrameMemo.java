package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * What the frames of a chunk became, by what was written of them. Open addressing.
 *
 * <p>Not safe for use by several threads.
 */
final class FrameMemo {
  private long[] methods = new long[1 << 10];
  private long[] types = new long[1 << 10];
  private int[] lines = new int[1 << 10];

  /** Frame + 1; 0 where the slot is free. */
  private int[] frames = new int[1 << 10];

  private int size;

  void clear() {
    Arrays.fill(frames, 0);
    size = 0;
  }

  /** Returns the slot of a frame, or the free one where it belongs. */
  int slot(long method, int line, long type) {
    int mask = frames.length - 1;
    long hash = (method * 31 + line) * 31 + type;
    int slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (frames[slot] != 0
        && !(methods[slot] == method && lines[slot] == line && types[slot] == type)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  boolean isFree(int slot) {
    return frames[slot] == 0;
  }

  int at(int slot) {
    return frames[slot] - 1;
  }

  /** Fills a free slot. */
  void put(int slot, long method, int line, long type, int frame) {
    methods[slot] = method;
    lines[slot] = line;
    types[slot] = type;
    frames[slot] = frame + 1;
    if (++size * 2 >= frames.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldMethods = methods;
    long[] oldTypes = types;
    int[] oldLines = lines;
    int[] oldFrames = frames;
    int capacity = oldFrames.length * 2;
    methods = new long[capacity];
    types = new long[capacity];
    lines = new int[capacity];
    frames = new int[capacity];
    for (int i = 0; i < oldFrames.length; i++) {
      if (oldFrames[i] != 0) {
        int slot = slot(oldMethods[i], oldLines[i], oldTypes[i]);
        methods[slot] = oldMethods[i];
        lines[slot] = oldLines[i];
        types[slot] = oldTypes[i];
        frames[slot] = oldFrames[i];
      }
    }
  }
}
