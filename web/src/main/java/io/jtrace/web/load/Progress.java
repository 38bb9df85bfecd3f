package io.jtrace.web.load;

/** Hears what loading is at. */
public interface Progress {
  /** Hears nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begins(String what) {}

        @Override
        public void advanced(long doneBytes, long totalBytes) {}
      };

  /** A step begins, such as {@code reading trace.out}. */
  void begins(String what);

  /**
   * The step went on.
   *
   * @param totalBytes or -1 where it is not known
   */
  void advanced(long doneBytes, long totalBytes);
}
