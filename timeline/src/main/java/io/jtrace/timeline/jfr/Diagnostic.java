package io.jtrace.timeline.jfr;

/** The kinds of things that can be wrong with a recording, or that we had to repair or guess. */
public enum Diagnostic {
  TRUNCATED(Severity.LOSS, "The recording ends inside a chunk"),
  CHUNK_DROPPED(Severity.LOSS, "A chunk could not be read and was skipped"),
  BYTES_SKIPPED(Severity.LOSS, "Bytes that belong to no chunk were skipped"),
  CHUNK_MISSING(
      Severity.LOSS,
      "No chunk covers a stretch of time: nothing was recorded then, or a chunk is missing"),
  EVENT_UNREADABLE(Severity.LOSS, "An event does not fit its announced size and was skipped"),
  EVENTS_LOST(Severity.LOSS, "The JVM dropped events while it recorded"),
  SAMPLES_LOST(Severity.LOSS, "The JVM dropped CPU-time samples while it recorded"),
  SCHEDULING_EVENTS_LOST(
      Severity.LOSS, "The runs and wake-ups of a virtual thread do not match: some were dropped"),
  DANGLING_REFERENCE(Severity.REPAIR, "An event refers to a constant that the recording lacks"),
  WRONG_SIZE(Severity.REPAIR, "A chunk states a wrong size; its events show where it ends"),
  CLOCK_CORRECTED(
      Severity.REPAIR,
      "A chunk states a wrong clock rate; the start of the next chunk shows the true one"),
  NEGATIVE_DURATION(Severity.REPAIR, "An event ends before it begins; it is read as an instant"),
  STILL_WRITING(Severity.REPAIR, "The last chunk was not finished when the file was read"),
  ILLEGAL_TRANSITION(
      Severity.REPAIR,
      "A thread changed state in a way that cannot be; undetermined until the next certain event"),
  SPAN_CLIPPED(Severity.REPAIR, "Events of one thread overlap; the outer one was clipped"),
  MISUSED_ANNOTATION(
      Severity.REPAIR, "The program closed a task, region or scope wrongly: the call was ignored"),
  UNKNOWN_THREAD(Severity.REPAIR, "An event names no thread and belongs to no row"),
  OUTSIDE_WINDOW(Severity.LIMIT, "Chunks outside the window that was asked for were not read"),
  LIMIT(Severity.LIMIT, "A setting or this JDK limits what was recorded"),
  NOT_RECORDED(Severity.LIMIT, "An event type that jtrace uses is not in the recording");

  /** How much a diagnostic matters. */
  public enum Severity {
    /** Data that was written, or should have been, is gone. */
    LOSS,
    /** Everything written is there, but something was repaired or guessed. */
    REPAIR,
    /** Nothing went wrong; the recording was made with limits that one has to know. */
    LIMIT
  }

  private final Severity severity;
  private final String sentence;

  Diagnostic(Severity severity, String sentence) {
    this.severity = severity;
    this.sentence = sentence;
  }

  /** Returns how much it matters. */
  public Severity severity() {
    return severity;
  }

  /** Returns what happened, as a sentence without full stop. */
  public String sentence() {
    return sentence;
  }
}
