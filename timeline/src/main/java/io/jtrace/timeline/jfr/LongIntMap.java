package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * A growing map from any {@code long} to a positive {@code int}, by open addressing. A key has a
 * slot that stays the same while nothing is put, so that callers can keep more per key in arrays of
 * {@link #capacity()}.
 */
final class LongIntMap {
  private static final int INITIAL_CAPACITY = 64;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long SEED = System.nanoTime() * MULTIPLIER;

  private long[] keys = new long[INITIAL_CAPACITY];

  /** 0 marks a free slot. */
  private int[] values = new int[INITIAL_CAPACITY];

  private int size;

  int size() {
    return size;
  }

  int capacity() {
    return keys.length;
  }

  /** Maps {@code key} to {@code value}, which must be positive; replaces an older value. */
  void put(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = probe(key);
    if (values[slot] == 0) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  /** Returns the slot of {@code key}, or -1. */
  int slot(long key) {
    int slot = probe(key);
    return values[slot] == 0 ? -1 : slot;
  }

  /** Returns the value of {@code key}, or 0. */
  int get(long key) {
    return values[probe(key)];
  }

  /** Returns the value in {@code slot}; 0 where the slot is free. */
  int valueAt(int slot) {
    return values[slot];
  }

  /** Returns the key in {@code slot}, which must not be free. */
  long keyAt(int slot) {
    return keys[slot];
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(values, 0);
      size = 0;
    }
  }

  /**
   * Keys mostly are the first numbers there are, in order: they keep their neighbours. Where others
   * go nobody can foretell who writes a file.
   */
  private int hash(long key) {
    return (key >>> 1) < keys.length ? (int) key : (int) (((key ^ SEED) * MULTIPLIER) >>> 33);
  }

  private int probe(long key) {
    int mask = keys.length - 1;
    int slot = hash(key) & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }
}
