package io.jtrace.timeline.jfr;

/**
 * Thrown inside this package when bytes contradict the format. Whoever reads a unit that can be
 * skipped (an event, a checkpoint, a chunk) catches it and counts a diagnostic; it never leaves the
 * package. It carries no stack trace: a damaged file may cause millions.
 */
final class CorruptDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptDataException(String message) {
    super(message, null, false, false);
  }
}
