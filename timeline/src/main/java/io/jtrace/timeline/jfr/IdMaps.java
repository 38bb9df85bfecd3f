package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;
import java.util.Arrays;

/**
 * Which ids of the recording the ids of one reading thread stand for. Strings, frames and stacks
 * that the reader has met since the last time are added to the recording's dictionaries.
 *
 * <p>Not safe for use by several threads.
 */
final class IdMaps {
  private int[] strings = new int[256];
  private int stringCount;
  private int[] frames = new int[256];
  private int frameCount;
  private int[] stacks = new int[256];
  private int stackCount;
  private int[] threads = new int[64];
  private int threadCount;

  int[] strings() {
    return strings;
  }

  int[] stacks() {
    return stacks;
  }

  int[] threads() {
    return threads;
  }

  /** Returns the recording's id of a string. */
  int string(int id) {
    return id < 0 ? id : strings[id];
  }

  /** Forgets everything: the reader has begun new dictionaries. */
  void clear() {
    stringCount = 0;
    frameCount = 0;
    stackCount = 0;
    threadCount = 0;
  }

  /** Forgets the threads, whose numbers mean something in one chunk only. */
  void beginChunk() {
    threadCount = 0;
  }

  /** Adds what is new in the dictionaries of a reader to those of the recording. */
  void extend(Dictionaries from, Dictionaries to) {
    if (from.equals(to)) {
      strings = identity(strings, from.texts().size());
      stacks = identity(stacks, from.stacks().size());
      return;
    }
    strings = extended(strings, from.texts().size());
    for (; stringCount < from.texts().size(); stringCount++) {
      strings[stringCount] = to.texts().intern(from.texts().at(stringCount));
    }
    frames = extended(frames, from.frames().size());
    for (; frameCount < from.frames().size(); frameCount++) {
      int className = from.frames().className(frameCount);
      frames[frameCount] =
          to.frames()
              .intern(
                  className == Strings.NONE ? className : strings[className],
                  strings[from.frames().methodName(frameCount)],
                  from.frames().line(frameCount),
                  from.frames().kind(frameCount));
    }
    stacks = extended(stacks, from.stacks().size());
    for (; stackCount < from.stacks().size(); stackCount++) {
      int parent = from.stacks().parent(stackCount);
      stacks[stackCount] =
          to.stacks()
              .push(parent < 0 ? parent : stacks[parent], frames[from.stacks().frame(stackCount)]);
    }
  }

  /** Adds the threads of a chunk that were resolved since the last time. */
  void extend(ChunkThreads from, int jvm, ThreadRegistry to) {
    threads = extended(threads, from.size());
    for (; threadCount < from.size(); threadCount++) {
      ChunkThreads.Entry entry = from.at(threadCount);
      ThreadConstant constant = entry.constant();
      threads[threadCount] =
          constant == null
              ? to.unresolved(jvm, entry.key())
              : to.resolve(jvm, entry.key(), mapped(constant));
    }
  }

  private ThreadConstant mapped(ThreadConstant constant) {
    return new ThreadConstant(
        string(constant.name()),
        string(constant.osName()),
        string(constant.group()),
        constant.javaId(),
        constant.osId(),
        constant.virtual());
  }

  private static int[] identity(int[] map, int size) {
    if (size <= map.length && (size == 0 || map[size - 1] == size - 1)) {
      return map;
    }
    int[] longer = extended(map, size);
    for (int i = 0; i < longer.length; i++) {
      longer[i] = i;
    }
    return longer;
  }

  private static int[] extended(int[] map, int size) {
    return size <= map.length ? map : Arrays.copyOf(map, Math.max(size, map.length * 2));
  }
}
