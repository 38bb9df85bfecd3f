package io.jtrace.web.cli;

/** Thrown when the command line is wrong; the message is one sentence for the user. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String sentence) {
    super(sentence);
  }
}
