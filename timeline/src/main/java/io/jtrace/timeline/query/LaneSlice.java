package io.jtrace.timeline.query;

/**
 * One stretch of time in a lane of a row, or several too short to be told apart.
 *
 * @param item which it is, the first of several
 * @param endNanos of the last of several
 * @param type of the first
 * @param count how many
 */
public record LaneSlice(int item, int lane, long startNanos, long endNanos, int type, int count) {}
