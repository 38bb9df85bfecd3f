package io.jtrace.timeline.jfr;

/**
 * Thrown when bytes are no recording, or none of it can be read. The message is one sentence for
 * the user: what was expected, what was found, and where.
 */
public final class MalformedRecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offsetBytes;

  /** Creates an exception for bytes at {@code offsetBytes} of the (uncompressed) file. */
  public MalformedRecordingException(String message, long offsetBytes) {
    super(message);
    this.offsetBytes = offsetBytes;
  }

  /** Returns where in the uncompressed file the problem is. */
  public long offsetBytes() {
    return offsetBytes;
  }
}
