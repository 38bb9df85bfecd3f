package io.jtrace.timeline.model;

import java.util.Arrays;

/** What the replay of some threads found beside spans, before it is packed. */
final class LinkChunk {
  static final int CAPACITY = 1 << 12;

  // Who woke whom.
  final byte[] kinds;
  final int[] fromThreads;
  final long[] causes;
  final int[] toThreads;
  final long[] effects;
  int wakeCount;

  /** Rows of runs of virtual threads, in the order of their carriers. */
  final int[] runs;

  int runCount;

  LinkChunk() {
    this(
        new byte[CAPACITY],
        new int[CAPACITY],
        new long[CAPACITY],
        new int[CAPACITY],
        new long[CAPACITY],
        new int[CAPACITY]);
  }

  private LinkChunk(
      byte[] kinds, int[] fromThreads, long[] causes, int[] toThreads, long[] effects, int[] runs) {
    this.kinds = kinds;
    this.fromThreads = fromThreads;
    this.causes = causes;
    this.toThreads = toThreads;
    this.effects = effects;
    this.runs = runs;
  }

  boolean isEmpty() {
    return wakeCount == 0 && runCount == 0;
  }

  void clear() {
    wakeCount = 0;
    runCount = 0;
  }

  /** Returns what this holds, in no more memory than that takes. */
  LinkChunk copy() {
    LinkChunk copy =
        new LinkChunk(
            Arrays.copyOf(kinds, wakeCount),
            Arrays.copyOf(fromThreads, wakeCount),
            Arrays.copyOf(causes, wakeCount),
            Arrays.copyOf(toThreads, wakeCount),
            Arrays.copyOf(effects, wakeCount),
            Arrays.copyOf(runs, runCount));
    copy.wakeCount = wakeCount;
    copy.runCount = runCount;
    return copy;
  }
}
