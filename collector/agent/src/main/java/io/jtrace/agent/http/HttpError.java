package io.jtrace.agent.http;

import java.io.Serial;

/** An answer other than success; the message goes to the client. */
final class HttpError extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final int status;

  HttpError(int status, String message) {
    super(message);
    this.status = status;
  }

  HttpError(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
