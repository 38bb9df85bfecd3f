package io.jtrace.web.cli;

/** What the command tells the shell. */
final class ExitCode {
  /** Something was read; what was lost is said. */
  static final int OK = 0;

  /** Nothing could be read or written. */
  static final int UNREADABLE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  private ExitCode() {}
}
