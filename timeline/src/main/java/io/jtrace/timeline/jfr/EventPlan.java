package io.jtrace.timeline.jfr;

/**
 * How to read the events of one type: the {@linkplain Program program} of the type with its reads
 * bound to columns.
 *
 * <p>Instructions are those of {@link Program} that skip, and:
 *
 * <table>
 * <caption>Instructions that read</caption>
 * <tr><td>{@link #START}, {@link #DURATION}</td><td>ticks</td></tr>
 * <tr><td>{@link #THREAD} pool, {@link #STACK} pool</td><td>the event's thread and stack</td></tr>
 * <tr><td>{@link #NUMBER} field encoding</td><td>an integer</td></tr>
 * <tr><td>{@link #VARINT} field</td><td>an integer of 64 bits</td></tr>
 * <tr><td>{@link #NANOS} field encoding unit</td><td>a length of time</td></tr>
 * <tr><td>{@link #REAL} field encoding</td><td>a float, a double or an integer</td></tr>
 * <tr><td>{@link #TEXT} field</td><td>a string in place</td></tr>
 * <tr><td>{@link #CONSTANT} field pool, {@link #METHOD} field pool</td><td>a reference</td></tr>
 * </table>
 *
 * <p>Immutable; shared by the threads that read.
 *
 * @param number of the plan in its schema
 * @param label the human name from the metadata; the type's name where there is none
 * @param shape number of the shape; {@link Shapes#NONE} if events are only counted
 * @param present by field of the shape, whether the type has it
 * @param absent the fields of the shape that the type lacks
 * @param sampledThread the field that stands in for a missing event thread, or -1
 * @param ofThread whether events are in the recording's {@link ThreadRuns}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record EventPlan(
    int number,
    long typeId,
    String typeName,
    String label,
    int shape,
    int[] code,
    boolean[] present,
    int[] absent,
    int sampledThread,
    boolean ofThread) {
  static final int START = 16;
  static final int DURATION = 17;
  static final int THREAD = 18;
  static final int STACK = 19;
  static final int NUMBER = 20;
  static final int NANOS = 21;
  static final int REAL = 22;
  static final int TEXT = 23;
  static final int CONSTANT = 24;
  static final int METHOD = 25;
  static final int VARINT = 26;

  /** Returns whether events become rows, rather than being counted only. */
  boolean hasRows() {
    return shape != Shapes.NONE;
  }
}
