package io.jtrace.timeline.jfr;

/**
 * A field as a metadata event describes it.
 *
 * @param typeId of the value
 * @param constant whether the value is a key into the constant pool of its type
 * @param array whether a count and that many values are written
 * @param unsigned whether an integer has no sign
 * @param unit of a length of time
 * @param content what a number is, if it is none of these
 */
record FieldDescriptor(
    String name,
    long typeId,
    boolean constant,
    boolean array,
    boolean unsigned,
    TimeUnit unit,
    Content content) {

  /** What a number means when it is no length of time. */
  enum Content {
    /** None of these, or nothing that is annotated. */
    NONE,
    INSTANT_TICKS,
    INSTANT_EPOCH_MILLIS,
    BYTES,
    ADDRESS
  }

  /** What a number means when it is a length of time. */
  enum TimeUnit {
    /** Not a time, or none that is annotated. */
    NONE,
    TICKS,
    NANOSECONDS,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS
  }
}
