package io.jtrace.agent;

/** The one place where the agent speaks: one line each, on standard error. */
final class Stderr {

  private Stderr() {}

  static void say(String sentence) {
    System.err.println("jtrace: " + sentence);
  }

  /** What went wrong in the words of an exception, whose message alone may say too little. */
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
