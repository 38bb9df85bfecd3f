package io.jtrace.timeline.jfr;

/**
 * How to read a recording.
 *
 * @param progress hears of every chunk that was read
 */
public record ReadOptions(ReadProgress progress) {
  private static final ReadOptions DEFAULTS = new ReadOptions((done, total) -> {});

  /** Returns options that tell nobody of progress. */
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another listener. */
  public ReadOptions withProgress(ReadProgress listener) {
    return new ReadOptions(listener);
  }
}
