package io.jtrace.timeline.analysis;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Adds up values by stack and by what they were about. Keeps a row of numbers for each distinct
 * pair, no object. Not safe for use by several threads.
 */
final class StackTally {
  /** Open addressing over rows; holds row + 1, and 0 where free. */
  private int[] slots = new int[1 << 8];

  private final IntColumn.Builder stacks = new IntColumn.Builder();
  private final IntColumn.Builder operations = new IntColumn.Builder();
  private final IntColumn.Builder subjects = new IntColumn.Builder();
  private final LongColumn.Builder totals = new LongColumn.Builder();
  private final LongColumn.Builder counts = new LongColumn.Builder();
  private final LongColumn.Builder maxima = new LongColumn.Builder();

  /**
   * Adds a value.
   *
   * @param times 1; 0 for a further part of what was counted before
   */
  void add(int stack, int operation, int subject, long value, int times) {
    int row = row(stack, operation, subject);
    totals.set(row, totals.at(row) + value);
    counts.set(row, counts.at(row) + times);
    maxima.set(row, Math.max(maxima.at(row), value));
  }

  /** Adds a row that stands nowhere here yet. */
  void add(Profile.Rows from, int at) {
    int row = row(from.stacks().at(at), from.operations().at(at), from.subjects().at(at));
    totals.set(row, from.totals().at(at));
    counts.set(row, from.counts().at(at));
    maxima.set(row, from.maxima().at(at));
  }

  private int row(int stack, int operation, int subject) {
    int slot = slotOf(stack, operation, subject);
    if (slots[slot] == 0) {
      stacks.add(stack);
      operations.add(operation);
      subjects.add(subject);
      totals.add(0);
      counts.add(0);
      maxima.add(0);
      slots[slot] = stacks.size();
      if (stacks.size() * 2 >= slots.length) {
        grow();
      }
      return stacks.size() - 1;
    }
    return slots[slot] - 1;
  }

  private int slotOf(int stack, int operation, int subject) {
    long key = ((long) stack << 32 ^ operation) * 31 + subject;
    int mask = slots.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (slots[slot] != 0) {
      int row = slots[slot] - 1;
      if (stacks.at(row) == stack
          && operations.at(row) == operation
          && subjects.at(row) == subject) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    for (int row = 0; row < stacks.size(); row++) {
      slots[slotOf(stacks.at(row), operations.at(row), subjects.at(row))] = row + 1;
    }
  }

  boolean isEmpty() {
    return stacks.size() == 0;
  }

  Profile.Rows rows() {
    return new Profile.Rows(
        stacks.build(),
        operations.build(),
        subjects.build(),
        totals.build(),
        counts.build(),
        maxima.build());
  }
}
