package io.jtrace.web.cli;

import java.io.IOException;

/** Carries a failure out of a command that may throw nothing checked. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
