package io.jtrace.timeline.jfr;

/**
 * How to read the events of one type, in two steps. The <em>scan</em> turns the bytes of an event
 * into raw values, one after the other. The <em>assignments</em> say what becomes of them.
 *
 * <table>
 * <caption>Instructions of the scan</caption>
 * <tr><td>{@link #INTEGERS} n</td><td>n integers, n raw values</td></tr>
 * <tr><td>{@link #BYTE}</td><td>a byte with its sign</td></tr>
 * <tr><td>{@link #FLOAT}, {@link #DOUBLE}</td><td>the bits of a {@code double}</td></tr>
 * <tr><td>{@link #TEXT}</td><td>a string; its id</td></tr>
 * <tr><td>those of {@link Program} that skip</td><td>no raw value</td></tr>
 * </table>
 *
 * <table>
 * <caption>Assignments: operation, field, number of the raw value, operand</caption>
 * <tr><td>{@link #COPY}</td><td>the raw value, cut to the encoding in the operand</td></tr>
 * <tr><td>{@link #NANOS}</td><td>a length of time; the operand is the unit</td></tr>
 * <tr><td>{@link #REAL}</td><td>a number, or the bits of one; the operand is the encoding</td></tr>
 * <tr><td>{@link #ID}</td><td>an id, as it is</td></tr>
 * <tr><td>{@link #CONSTANT}, {@link #METHOD}</td><td>a key; the operand is the pool</td></tr>
 * </table>
 *
 * <p>Immutable; shared by the threads that read.
 *
 * @param number of the plan in its schema
 * @param label the human name from the metadata; the type's name where there is none
 * @param shape number of the shape; {@link Shapes#NONE} if events are only counted
 * @param head where the common fields are
 * @param present by field of the shape, whether the type has it
 * @param absent the fields of the shape that the type lacks
 * @param ofThread whether events are in the recording's {@link ThreadRuns}
 * @param otherThread the field of the shape with a second thread that events are of, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record EventPlan(
    int number,
    long typeId,
    String typeName,
    String label,
    int shape,
    int[] scan,
    int rawCount,
    Head head,
    int[] assignments,
    boolean[] present,
    int[] absent,
    boolean ofThread,
    int otherThread) {
  static final int INTEGERS = 16;
  static final int BYTE = 17;
  static final int FLOAT = 18;
  static final int DOUBLE = 19;
  static final int TEXT = 20;

  static final int COPY = 0;
  static final int NANOS = 1;
  static final int REAL = 2;
  static final int ID = 3;
  static final int CONSTANT = 4;
  static final int METHOD = 5;

  /** Words of an assignment. */
  static final int ASSIGNMENT_WORDS = 4;

  /**
   * Which raw values the common fields are, -1 for those that the type lacks.
   *
   * @param threadPool pool of {@code thread}
   * @param stackPool pool of {@code stack}
   * @param sampledThread the field of the shape that stands in for a missing thread
   */
  record Head(
      int start,
      int duration,
      int thread,
      int threadPool,
      int stack,
      int stackPool,
      int sampledThread) {}

  /** Returns whether events become rows, rather than being counted only. */
  boolean hasRows() {
    return shape != Shapes.NONE;
  }
}
