package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import java.util.function.IntUnaryOperator;

/**
 * Where the rows of each key begin in a table that is sorted by a key.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Groups {
  private final IntColumn keys;

  /** The first row of each key, then the number of rows. */
  private final IntColumn offsets;

  private Groups(IntColumn keys, IntColumn offsets) {
    this.keys = keys;
    this.offsets = offsets;
  }

  /** Groups the rows below {@code size}, whose keys ascend. */
  static Groups of(int size, IntUnaryOperator key) {
    IntColumn.Builder keys = new IntColumn.Builder();
    IntColumn.Builder offsets = new IntColumn.Builder();
    for (int row = 0; row < size; row++) {
      int own = key.applyAsInt(row);
      if (keys.size() == 0 || keys.at(keys.size() - 1) != own) {
        keys.add(own);
        offsets.add(row);
      }
    }
    offsets.add(size);
    return new Groups(keys.build(), offsets.build());
  }

  /** Returns the keys that have rows, ascending. */
  IntColumn keys() {
    return keys;
  }

  /** Returns the first row of {@code key}; {@link #end} if it has none. */
  int first(int key) {
    return offsets.at(place(key));
  }

  /** Returns the row after the last of {@code key}. */
  int end(int key) {
    int place = place(key);
    boolean isPresent = place < keys.size() && keys.at(place) == key;
    return offsets.at(isPresent ? place + 1 : place);
  }

  /** Returns how many keys are lower. */
  private int place(int key) {
    int low = 0;
    int high = keys.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys.at(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
