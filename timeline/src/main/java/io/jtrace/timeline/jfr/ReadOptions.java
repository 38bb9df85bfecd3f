package io.jtrace.timeline.jfr;

/**
 * How to read a recording.
 *
 * @param progress hears of every chunk that was read
 * @param window the time to read
 * @param workers how many threads read, at most; 1 means the calling thread alone. The result is
 *     the same with any number
 */
public record ReadOptions(ReadProgress progress, Window window, int workers) {
  /**
   * A part of the recording's time: only chunks that touch it are read. An event is in the chunk in
   * which it ended.
   *
   * @param fromNanos since the start of the file's first chunk
   * @param toNanos exclusive
   */
  public record Window(long fromNanos, long toNanos) {
    private static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Checks the order. */
    public Window {
      if (toNanos < fromNanos) {
        throw new IllegalArgumentException(
            "expected a window that ends after it begins, found " + fromNanos + " to " + toNanos);
      }
    }

    /** Returns whether a chunk lies outside; one whose end is not known does not. */
    boolean excludes(ChunkExtent chunk, long originEpochNanos) {
      long start = chunk.header().startEpochNanos() - originEpochNanos;
      long end = chunk.endEpochNanos() - originEpochNanos;
      return start >= toNanos || (end > start && end <= fromNanos);
    }
  }

  private static final ReadOptions DEFAULTS =
      new ReadOptions((done, total) -> {}, Window.ALL, Runtime.getRuntime().availableProcessors());

  /** Checks the number of workers. */
  public ReadOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("expected at least one worker, found " + workers);
    }
  }

  /** Returns options that read everything on all processors and tell nobody of progress. */
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another listener. */
  public ReadOptions withProgress(ReadProgress listener) {
    return new ReadOptions(listener, window, workers);
  }

  /**
   * Returns these options with another window, in nanoseconds since the start of the recording.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public ReadOptions withWindow(long fromNanos, long toNanos) {
    return new ReadOptions(progress, new Window(fromNanos, toNanos), workers);
  }

  /** Returns these options with another number of threads. */
  public ReadOptions withWorkers(int count) {
    return new ReadOptions(progress, window, count);
  }
}
