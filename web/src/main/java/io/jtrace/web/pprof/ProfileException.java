package io.jtrace.web.pprof;

/** Thrown when a profile, or what is asked of it, is wrong; the message is one sentence. */
public final class ProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a sentence for the user. */
  public ProfileException(String sentence) {
    super(sentence);
  }

  ProfileException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
