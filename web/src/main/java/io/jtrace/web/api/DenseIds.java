package io.jtrace.web.api;

import io.jtrace.timeline.table.IntColumn;
import java.util.HashMap;
import java.util.Map;

/** Gives the ids that are used new ones without gaps, in the order of their first use. */
final class DenseIds {
  private final Map<Integer, Integer> denseIds = new HashMap<>();
  private final IntColumn.Builder ids = new IntColumn.Builder();

  /** Returns the new id; a negative id, which stands for none, stays -1. */
  int of(int id) {
    if (id < 0) {
      return -1;
    }
    Integer known = denseIds.get(id);
    if (known != null) {
      return known;
    }
    denseIds.put(id, denseIds.size());
    ids.add(id);
    return denseIds.size() - 1;
  }

  /** Returns whether an id has been used. */
  boolean contains(int id) {
    return denseIds.containsKey(id);
  }

  /** Returns the old ids by their new ones. */
  IntColumn ids() {
    return ids.build();
  }
}
