package io.jtrace.timeline.jfr;

import org.jspecify.annotations.Nullable;

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
 * <tr><td>{@link #NANOS} field encoding unit</td><td>a length of time</td></tr>
 * <tr><td>{@link #REAL} field encoding</td><td>a float, a double or an integer</td></tr>
 * <tr><td>{@link #TEXT} field</td><td>a string in place</td></tr>
 * <tr><td>{@link #CONSTANT} field pool, {@link #METHOD} field pool</td><td>a reference</td></tr>
 * </table>
 *
 * @param columns where rows go; null if jtrace only counts the type
 * @param sampledThread the field that stands in for a missing event thread, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record EventPlan(
    long typeId,
    String typeName,
    TypeTally tally,
    @Nullable EventColumns columns,
    int[] code,
    int sampledThread) {
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
}
