package io.jtrace.timeline.jfr;

/**
 * A field as a metadata event describes it.
 *
 * @param typeId of the value
 * @param constant whether the value is a key into the constant pool of its type
 * @param array whether a count and that many values are written
 * @param unsigned whether an integer has no sign
 * @param unit of a length of time
 */
record FieldDescriptor(
    String name, long typeId, boolean constant, boolean array, boolean unsigned, TimeUnit unit) {

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
