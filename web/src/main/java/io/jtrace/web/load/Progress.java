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

  /** Returns one that tells two of them. */
  static Progress both(Progress first, Progress second) {
    return new Progress() {
      @Override
      public void begins(String what) {
        first.begins(what);
        second.begins(what);
      }

      @Override
      public void advanced(long doneBytes, long totalBytes) {
        first.advanced(doneBytes, totalBytes);
        second.advanced(doneBytes, totalBytes);
      }
    };
  }

  /** A step begins, such as {@code reading trace.out}. */
  void begins(String what);

  /**
   * The step went on.
   *
   * @param totalBytes or -1 where it is not known
   */
  void advanced(long doneBytes, long totalBytes);
}
