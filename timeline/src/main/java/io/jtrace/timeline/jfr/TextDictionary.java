package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gives written strings their ids. A string whose bytes were seen before costs no object: the bytes
 * are the key, and characters are decoded once.
 */
final class TextDictionary {
  private static final int MAX_ARENA_BYTES = 1 << 29;

  private static final int SLOT_WORDS = 4;
  private static final int LENGTH = 1;
  private static final int HASH = 2;
  private static final int ID = 3;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long SEED = System.nanoTime() * MULTIPLIER;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Strings.Builder strings = new Strings.Builder();

  /** The bytes of all strings seen: encoding, count and characters, as they were written. */
  private byte[] arena = new byte[1 << 12];

  private int arenaSize;

  /**
   * Open addressing; four words a slot: offset in the arena, length (0 where the slot is free),
   * hash, id.
   */
  private int[] slots = new int[SLOT_WORDS << 10];

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
    if (slots[slot + LENGTH] != 0) {
      return slots[slot + ID];
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

  /**
   * Takes eight bytes at a time; the last word may overlap the one before. Begins with a number
   * that nobody can foretell who writes a file.
   */
  private static int hash(byte[] bytes, int from, int to) {
    long hash = SEED + to - from;
    int lastWord = to - Long.BYTES;
    if (lastWord >= from) {
      for (int i = from; i < lastWord; i += Long.BYTES) {
        hash = (hash ^ (long) WORDS.get(bytes, i)) * MULTIPLIER;
        hash ^= hash >>> 29;
      }
      hash ^= (long) WORDS.get(bytes, lastWord);
    } else {
      for (int i = from; i < to; i++) {
        hash = hash * 31 + bytes[i];
      }
    }
    return (int) ((hash * MULTIPLIER) >>> 32);
  }

  /** Returns where in the slots a text is, or the free slot where it belongs. */
  private int probe(byte[] bytes, int from, int to, int hash) {
    int slot = first(hash);
    while (slots[slot + LENGTH] != 0) {
      int offset = slots[slot];
      if (slots[slot + HASH] == hash
          && Arrays.equals(arena, offset, offset + slots[slot + LENGTH], bytes, from, to)) {
        return slot;
      }
      slot = next(slot);
    }
    return slot;
  }

  private int first(int hash) {
    return ((hash >>> 8) * SLOT_WORDS) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + SLOT_WORDS) & (slots.length - 1);
  }

  private void remember(byte[] bytes, int from, int to, int hash, int id) {
    int length = to - from;
    if (arenaSize + length > MAX_ARENA_BYTES) {
      return;
    }
    if (size * 2 * SLOT_WORDS >= slots.length) {
      grow();
    }
    if (arenaSize + length > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, arenaSize + length));
    }
    System.arraycopy(bytes, from, arena, arenaSize, length);
    int slot = probe(bytes, from, to, hash);
    slots[slot] = arenaSize;
    slots[slot + LENGTH] = length;
    slots[slot + HASH] = hash;
    slots[slot + ID] = id;
    arenaSize += length;
    size++;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int i = 0; i < old.length; i += SLOT_WORDS) {
      if (old[i + LENGTH] != 0) {
        int slot = first(old[i + HASH]);
        while (slots[slot + LENGTH] != 0) {
          slot = next(slot);
        }
        System.arraycopy(old, i, slots, slot, SLOT_WORDS);
      }
    }
  }
}
