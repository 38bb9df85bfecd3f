package io.jtrace.web.load;

import java.io.IOException;

/** Thrown when nothing can be read; the message is one sentence for the user. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception without cause. */
  public UnreadableException(String sentence) {
    super(sentence);
  }

  /** Creates an exception that keeps its cause for {@code --debug}. */
  public UnreadableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
