package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Trace;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which threads an analysis looks at.
 *
 * @param grouping how threads are grouped
 * @param group the key of the one group to look at; null for all threads
 */
public record ThreadSelection(Grouping grouping, @Nullable String group) {
  /** Returns all threads, grouped by name. */
  public static ThreadSelection all() {
    return new ThreadSelection(Grouping.NAME, null);
  }

  /** Calls {@code action} for each thread of the selection. */
  void forEach(Trace trace, Grouping.Keys keys, IntConsumer action) {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (group == null || group.equals(keys.of(thread))) {
        action.accept(thread);
      }
    }
  }
}
