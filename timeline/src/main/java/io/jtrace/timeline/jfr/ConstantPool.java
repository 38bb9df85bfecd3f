package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * The constants of one type in one chunk: where each key's value is, and what it was made of.
 *
 * <p>A JVM numbers its constants one after the other, so the keys of a chunk mostly lie close
 * together; then the slot of a key is its distance from the smallest. Other keys are hashed.
 */
final class ConstantPool {
  /** Marks a key that has not been resolved yet. */
  static final int UNRESOLVED = Integer.MIN_VALUE;

  /** Says that there is no constant with a key. */
  static final int ABSENT = Integer.MIN_VALUE + 1;

  /** Keys may be spread over this many times as many slots. */
  private static final int MAX_SPREAD = 8;

  private static final int SMALL = 1 << 10;

  /* As they were put. */
  private long[] keys = new long[16];
  private int[] keyOffsets = new int[16];
  private int size;

  /** The smallest key if slots are distances from it. */
  private long base;

  /** Number of slots if they are distances; 0 if keys are hashed. */
  private int span;

  private final LongIntMap hashed = new LongIntMap();

  /** By slot; anything where there is no key. */
  private int[] offsets = new int[0];

  /** By slot; what {@link PoolType#kind()} says. */
  private int[] ids = new int[0];

  /** By slot; a second id, for methods the name. */
  private int[] secondIds = new int[0];

  private int danglingReferences;

  /** Forgets the constants of the previous chunk. */
  void clear() {
    size = 0;
    span = 0;
    hashed.clear();
    danglingReferences = 0;
  }

  /** Adds a constant; a later one with the same key replaces it. */
  void put(long key, int offset) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      keyOffsets = Arrays.copyOf(keyOffsets, size * 2);
    }
    keys[size] = key;
    keyOffsets[size] = offset;
    size++;
  }

  /** Gets ready to resolve; nothing may be put from here on. */
  void seal() {
    if (size == 0) {
      return;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      min = Math.min(min, keys[i]);
      max = Math.max(max, keys[i]);
    }
    long distance = max - min;
    boolean isDense = distance >= 0 && distance < Math.max(SMALL, (long) size * MAX_SPREAD);
    base = min;
    span = isDense ? (int) distance + 1 : 0;
    if (!isDense) {
      for (int i = 0; i < size; i++) {
        hashed.put(keys[i], i + 1);
      }
    }
    makeSlots(isDense ? span : hashed.capacity());
    for (int i = 0; i < size; i++) {
      int slot = isDense ? (int) (keys[i] - base) : hashed.slot(keys[i]);
      offsets[slot] = keyOffsets[i];
      ids[slot] = UNRESOLVED;
    }
  }

  private void makeSlots(int count) {
    if (offsets.length < count) {
      int capacity = Math.max(count, offsets.length + (offsets.length >> 1));
      offsets = new int[capacity];
      ids = new int[capacity];
      secondIds = new int[capacity];
    }
    Arrays.fill(ids, 0, count, ABSENT);
  }

  /** Returns the slot of a key, or -1. */
  int slot(long key) {
    long distance = key - base;
    if (distance >= 0 && distance < span) {
      int slot = (int) distance;
      return ids[slot] != ABSENT ? slot : -1;
    }
    return span != 0 || size == 0 ? -1 : hashed.slot(key);
  }

  /** Returns what a key was made of, or {@link #UNRESOLVED}, or {@link #ABSENT}. */
  int idOf(long key) {
    long distance = key - base;
    if (distance >= 0 && distance < span) {
      return ids[(int) distance];
    }
    int slot = slot(key);
    return slot < 0 ? ABSENT : ids[slot];
  }

  int offset(int slot) {
    return offsets[slot];
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

  /** Returns how many references led nowhere since this was asked last. */
  int takeDanglingReferences() {
    int taken = danglingReferences;
    danglingReferences = 0;
    return taken;
  }

  /** Returns all keys in the order in which they were put; those put again come again. */
  long[] keys() {
    return Arrays.copyOf(keys, size);
  }
}
