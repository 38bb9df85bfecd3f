package io.jtrace.timeline.jfr;

import java.util.Arrays;

/** The constants of one type in one chunk: where each key's value is, and what it was made of. */
final class ConstantPool {
  /** Marks a key that has not been resolved yet. */
  static final int UNRESOLVED = Integer.MIN_VALUE;

  /** Values are offsets in the chunk; never 0, where the header is. */
  private final LongIntMap offsets = new LongIntMap();

  /** By slot; what {@link PoolType#kind()} says. */
  private int[] ids = new int[0];

  /** By slot; a second id, for methods the name. */
  private int[] secondIds = new int[0];

  private int danglingReferences;

  /** Forgets the constants of the previous chunk. */
  void clear() {
    offsets.clear();
    danglingReferences = 0;
  }

  /** Adds a constant; a later one with the same key replaces it. */
  void put(long key, int offset) {
    offsets.put(key, offset);
  }

  /** Gets ready to resolve; nothing may be put from here on. */
  void seal() {
    if (ids.length < offsets.capacity()) {
      ids = new int[offsets.capacity()];
      secondIds = new int[offsets.capacity()];
    }
    if (offsets.size() > 0) {
      Arrays.fill(ids, 0, offsets.capacity(), UNRESOLVED);
    }
  }

  /** Returns the slot of a key, or -1. */
  int slot(long key) {
    return offsets.slot(key);
  }

  int offset(int slot) {
    return offsets.valueAt(slot);
  }

  int id(int slot) {
    return ids[slot];
  }

  int secondId(int slot) {
    return secondIds[slot];
  }

  void resolve(int slot, int id, int secondId) {
    ids[slot] = id;
    secondIds[slot] = secondId;
  }

  void countDangling() {
    danglingReferences++;
  }

  int danglingReferences() {
    return danglingReferences;
  }

  /** Returns all keys, in the order of their values in the chunk. */
  long[] keysByOffset() {
    long[] order = new long[offsets.size()];
    int count = 0;
    for (int slot = 0; slot < offsets.capacity(); slot++) {
      if (offsets.valueAt(slot) != 0) {
        order[count++] = ((long) offsets.valueAt(slot) << 32) | slot;
      }
    }
    Arrays.sort(order);
    for (int i = 0; i < order.length; i++) {
      order[i] = offsets.keyAt((int) order[i]);
    }
    return order;
  }
}
