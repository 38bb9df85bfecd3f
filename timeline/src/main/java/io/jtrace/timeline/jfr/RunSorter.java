package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * Groups the events of a batch by thread and sorts each thread's by start, of two that start
 * together the longer first.
 *
 * <p>The threads are counted, then their events are put side by side: the JVM writes the events of
 * a platform thread almost in the order of their ends, so within a thread an insertion sort has
 * next to nothing to do. Where it has, as with virtual threads that moved between carriers, a merge
 * sort takes over.
 *
 * <p>Reused from batch to batch. Not safe for use by several threads.
 */
final class RunSorter {
  /** How far an insertion may move before sorting by merging is cheaper. */
  private static final int PATIENCE = 64;

  /* In the order of adding. */
  private int[] eventThreads = new int[1024];
  private long[] starts = new long[1024];
  private long[] durations = new long[1024];

  /** Event in the high half, row in the low one. */
  private long[] references = new long[1024];

  private int size;
  private int threadCount;

  /** By thread, where its events begin among the sorted ones. */
  private int[] offsets = new int[0];

  /** The sorted events, by their number in the order of adding. */
  private int[] order = new int[0];

  private int[] scratch = new int[0];

  /** Begins a batch. */
  void begin() {
    size = 0;
    threadCount = 0;
  }

  /** Adds an event. */
  void add(int thread, int event, int row, long startNanos, long durationNanos) {
    if (size == eventThreads.length) {
      grow();
    }
    eventThreads[size] = thread;
    starts[size] = startNanos;
    durations[size] = durationNanos;
    references[size] = (long) event << 32 | row;
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    eventThreads = Arrays.copyOf(eventThreads, capacity);
    starts = Arrays.copyOf(starts, capacity);
    durations = Arrays.copyOf(durations, capacity);
    references = Arrays.copyOf(references, capacity);
  }

  /**
   * Ends the batch; from here on it can be read.
   *
   * @param threads number of threads; those of the events are below it
   */
  void sort(int threads) {
    threadCount = threads;
    if (offsets.length < threadCount + 2) {
      offsets = new int[Math.max(threadCount + 2, offsets.length * 2)];
    }
    Arrays.fill(offsets, 0, threadCount + 2, 0);
    for (int i = 0; i < size; i++) {
      offsets[eventThreads[i] + 2]++;
    }
    for (int thread = 2; thread < threadCount + 2; thread++) {
      offsets[thread] += offsets[thread - 1];
    }
    if (order.length < size) {
      order = new int[Math.max(size, order.length * 2)];
    }
    for (int i = 0; i < size; i++) {
      order[offsets[eventThreads[i] + 1]++] = i;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      sort(offsets[thread], offsets[thread + 1]);
    }
  }

  private void sort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = order[i];
      if (isAfter(order[i - 1], moved)) {
        int at = i;
        int lowest = Math.max(from, i - PATIENCE);
        while (at > lowest && isAfter(order[at - 1], moved)) {
          order[at] = order[at - 1];
          at--;
        }
        order[at] = moved;
        if (at == lowest && at > from && isAfter(order[at - 1], moved)) {
          mergeSort(from, to);
          return;
        }
      }
    }
  }

  private void mergeSort(int from, int to) {
    if (scratch.length < to - from) {
      scratch = new int[to - from];
    }
    split(from, to);
  }

  private void split(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    split(from, middle);
    split(middle, to);
    if (!isAfter(order[middle - 1], order[middle])) {
      return;
    }
    System.arraycopy(order, from, scratch, 0, middle - from);
    int left = 0;
    int leftEnd = middle - from;
    int right = middle;
    for (int i = from; left < leftEnd; i++) {
      boolean takeRight = right < to && isAfter(scratch[left], order[right]);
      order[i] = takeRight ? order[right++] : scratch[left++];
    }
  }

  private boolean isAfter(int one, int other) {
    return starts[one] != starts[other]
        ? starts[one] > starts[other]
        : durations[one] < durations[other];
  }

  int size() {
    return size;
  }

  int threadCount() {
    return threadCount;
  }

  /** Returns the position of the first event of {@code thread}. */
  int first(int thread) {
    return offsets[thread];
  }

  /** Returns the position after the last event of {@code thread}. */
  int end(int thread) {
    return offsets[thread + 1];
  }

  /** Returns the event at a position. */
  int event(int position) {
    return (int) (references[order[position]] >>> 32);
  }

  /** Returns the row of the event at a position. */
  int row(int position) {
    return (int) references[order[position]];
  }
}
