package io.jtrace.timeline.model;

import java.util.Arrays;

/** A growing map from {@code long} to {@code int} from 0, by open addressing. */
final class LongIntMap {
  private static final int ABSENT = -1;

  private long[] keys = new long[64];
  private int[] values = absent(keys.length);
  private int size;

  private static int[] absent(int length) {
    int[] values = new int[length];
    Arrays.fill(values, ABSENT);
    return values;
  }

  /** Returns the value of {@code key}, or -1. */
  int get(long key) {
    return values[slot(key)];
  }

  /** Maps {@code key} to {@code value}, which must be 0 or more. */
  void put(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(key);
    if (values[slot] == ABSENT) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = absent(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
