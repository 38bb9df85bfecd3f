package io.jtrace.web.cli;

import io.jtrace.web.load.Progress;

/** Shows on standard error what loading is at: a line that changes where a person looks. */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long INTERVAL_NANOS = 100_000_000;

  private final Terminal terminal;
  private String what = "";
  private long shownNanos;
  private int shownLength;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begins(String what) {
    this.what = what;
    if (terminal.errorsAreTerminal()) {
      show(what + " \u2026");
    } else {
      terminal.complain(what);
    }
  }

  @Override
  public void advanced(long doneBytes, long totalBytes) {
    long now = System.nanoTime();
    if (!terminal.errorsAreTerminal() || now - shownNanos < INTERVAL_NANOS) {
      return;
    }
    shownNanos = now;
    String share = totalBytes > 0 ? " of " + Amounts.bytes(totalBytes) : "";
    show(what + ": " + Amounts.bytes(doneBytes) + share);
  }

  private void show(String line) {
    String text = "jtrace: " + line;
    terminal.printError("\r" + text + " ".repeat(Math.max(0, shownLength - text.length())));
    shownLength = text.length();
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (shownLength > 0) {
      terminal.printError("\r" + " ".repeat(shownLength) + "\r");
      shownLength = 0;
    }
  }
}
