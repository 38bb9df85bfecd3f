package io.jtrace.timeline.jfr;

/** Hears how far the reading of a recording has come. Called on the reading thread. */
@FunctionalInterface
public interface ReadProgress {
  /**
   * Tells that {@code doneBytes} of the input are read, as stored (compressed bytes of a compressed
   * file).
   *
   * @param totalBytes size of the input, or -1 where it is not known
   */
  void advanced(long doneBytes, long totalBytes);
}
