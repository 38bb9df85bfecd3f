package io.jtrace.web.cli;

import io.jtrace.web.load.Progress;

/**
 * Shows on standard error what loading is at: a line that changes where a person looks. Thread
 * safe.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Terminal terminal;

  // Guarded by this.
  private String what = "";
  private long beganNanos;
  private long shownNanos;
  private int shownLength;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void begins(String what) {
    this.what = what;
    beganNanos = System.nanoTime();
    // Nothing for a moment: most steps are over before one could read a line.
    shownNanos = beganNanos;
    if (!terminal.errorsAreTerminal()) {
      terminal.complain(what);
    }
  }

  @Override
  public synchronized void advanced(long doneBytes, long totalBytes) {
    long now = System.nanoTime();
    if (!terminal.errorsAreTerminal() || now - shownNanos < INTERVAL_NANOS) {
      return;
    }
    shownNanos = now;
    show(line(what, doneBytes, totalBytes, now - beganNanos));
  }

  /** Returns such as {@code reading a.jfr: 45 % of 1.06 GB, 512 MB/s}. */
  static String line(String what, long doneBytes, long totalBytes, long tookNanos) {
    String amount =
        totalBytes > 0
            ? Math.min(100, (long) (100.0 * doneBytes / totalBytes))
                + " % of "
                + Amounts.bytes(totalBytes)
            : Amounts.bytes(doneBytes);
    long bytesPerSecond = (long) (doneBytes * (NANOS_PER_SECOND / Math.max(1, tookNanos)));
    return what + ": " + amount + ", " + Amounts.bytes(bytesPerSecond) + "/s";
  }

  private void show(String line) {
    String text = "jtrace: " + line;
    terminal.printError("\r" + text + " ".repeat(Math.max(0, shownLength - text.length())));
    shownLength = text.length();
  }

  /** Wipes the line. What comes later is shown on a new one. */
  @Override
  public synchronized void close() {
    if (shownLength > 0) {
      terminal.printError("\r" + " ".repeat(shownLength) + "\r");
      shownLength = 0;
    }
  }
}
