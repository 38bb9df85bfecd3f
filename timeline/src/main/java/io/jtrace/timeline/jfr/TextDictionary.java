package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;
import java.util.Arrays;

/**
 * Gives written strings their ids. A string whose bytes were seen before costs no object: the bytes
 * are the key, and characters are decoded once.
 */
final class TextDictionary {
  private static final int MAX_ARENA_BYTES = 1 << 29;

  private final Strings.Builder strings = new Strings.Builder();

  /** The bytes of all strings seen: encoding, count and characters, as they were written. */
  private byte[] arena = new byte[1 << 12];

  private int arenaSize;

  /* Open addressing; a slot is free where its length is 0. */
  private int[] offsets = new int[1 << 10];
  private int[] lengths = new int[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int[] ids = new int[1 << 10];
  private int size;

  /** Entered when first read. */
  private int emptyText = Strings.NONE;

  Strings.Builder strings() {
    return strings;
  }

  int intern(String text) {
    return strings.intern(text);
  }

  int size() {
    return strings.size();
  }

  String at(int id) {
    return strings.at(id);
  }

  /**
   * Reads a string that is written in place and returns its id; {@link Strings#NONE} for null.
   *
   * <p>A reference to a constant is the caller's business.
   */
  int read(Cursor cursor) {
    int from = cursor.position();
    int encoding = cursor.int8();
    if (encoding == Cursor.STRING_NULL) {
      return Strings.NONE;
    }
    if (encoding == Cursor.STRING_EMPTY) {
      return emptyText();
    }
    cursor.position(from);
    cursor.skipString();
    int to = cursor.position();
    byte[] bytes = cursor.bytes();
    int hash = hash(bytes, from, to);
    int slot = probe(bytes, from, to, hash);
    if (lengths[slot] != 0) {
      return ids[slot];
    }
    cursor.position(from + 1);
    int id = strings.intern(cursor.characters(encoding));
    remember(bytes, from, to, hash, id);
    return id;
  }

  private int emptyText() {
    if (emptyText == Strings.NONE) {
      emptyText = strings.intern("");
    }
    return emptyText;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash * 0x9E3779B9;
  }

  private int probe(byte[] bytes, int from, int to, int hash) {
    int mask = ids.length - 1;
    int slot = (hash >>> 8) & mask;
    while (lengths[slot] != 0) {
      int offset = offsets[slot];
      if (hashes[slot] == hash
          && Arrays.equals(arena, offset, offset + lengths[slot], bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void remember(byte[] bytes, int from, int to, int hash, int id) {
    int length = to - from;
    if (arenaSize + length > MAX_ARENA_BYTES) {
      return;
    }
    if (size * 2 >= ids.length) {
      grow();
    }
    if (arenaSize + length > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, arenaSize + length));
    }
    System.arraycopy(bytes, from, arena, arenaSize, length);
    int slot = probe(bytes, from, to, hash);
    offsets[slot] = arenaSize;
    lengths[slot] = length;
    hashes[slot] = hash;
    ids[slot] = id;
    arenaSize += length;
    size++;
  }

  private void grow() {
    int[] oldOffsets = offsets;
    int[] oldLengths = lengths;
    int[] oldHashes = hashes;
    int[] oldIds = ids;
    int capacity = oldIds.length * 2;
    offsets = new int[capacity];
    lengths = new int[capacity];
    hashes = new int[capacity];
    ids = new int[capacity];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldLengths[i] != 0) {
        int slot = (oldHashes[i] >>> 8) & (capacity - 1);
        while (lengths[slot] != 0) {
          slot = (slot + 1) & (capacity - 1);
        }
        offsets[slot] = oldOffsets[i];
        lengths[slot] = oldLengths[i];
        hashes[slot] = oldHashes[i];
        ids[slot] = oldIds[i];
      }
    }
  }
}
