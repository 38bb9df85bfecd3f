package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a chunk names, numbered in the order in which they were resolved. Which threads
 * of the recording they are is decided later, when it is the chunk's turn.
 *
 * <p>Not safe for use by several threads.
 */
final class ChunkThreads {
  /**
   * A thread of the chunk.
   *
   * @param key of its constant
   * @param constant what the chunk says of it; null if it says nothing
   */
  record Entry(long key, @Nullable ThreadConstant constant) {}

  private final List<Entry> entries = new ArrayList<>();
  private final LongIntMap unresolved = new LongIntMap();

  void clear() {
    entries.clear();
    unresolved.clear();
  }

  int size() {
    return entries.size();
  }

  Entry at(int thread) {
    return entries.get(thread);
  }

  /** Adds a thread and returns its number. */
  int add(long key, ThreadConstant constant) {
    entries.add(new Entry(key, constant));
    return entries.size() - 1;
  }

  /** Returns the number of the thread with a key that leads nowhere. */
  int unresolved(long key) {
    int known = unresolved.get(key) - 1;
    if (known < 0) {
      entries.add(new Entry(key, null));
      known = entries.size() - 1;
      unresolved.put(key, known + 1);
    }
    return known;
  }
}
