package io.jtrace.timeline.jfr;

import java.util.Arrays;

/** A growing list of {@code int}s. Not safe for use by several threads. */
final class Words {
  private int[] words = new int[32];
  private int size;

  /** Appends words; true, so that it can end a condition. */
  boolean add(int... added) {
    if (size + added.length > words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, size + added.length));
    }
    System.arraycopy(added, 0, words, size, added.length);
    size += added.length;
    return true;
  }

  /** Adds {@code amount} to a word. */
  void increase(int index, int amount) {
    words[index] += amount;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(words, size);
  }
}
