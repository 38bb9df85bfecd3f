package io.jtrace.timeline.analysis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks or regions a list shows: longest first.
 *
 * @param type only of this type; null for all
 * @param fromNanos shortest; asking for lengths leaves out tasks whose length is not known
 * @param toNanos longest, exclusive
 * @param text only those of whose type, labels, regions or messages one contains this, whatever the
 *     case; empty for all
 * @param open only those that are open (true) or complete (false); null for both
 * @param offset how many of the longest to leave out
 * @param limit how many to show
 */
public record TaskQuery(
    @Nullable String type,
    long fromNanos,
    long toNanos,
    String text,
    @Nullable Boolean open,
    int offset,
    int limit) {
  /** Brings the text to the form in which it is compared. */
  public TaskQuery {
    text = text.strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the query for the {@code limit} longest of all. */
  public static TaskQuery longest(int limit) {
    return new TaskQuery(null, 0, Long.MAX_VALUE, "", null, 0, limit);
  }

  boolean hasType(String name) {
    return type == null || type.equals(name);
  }

  boolean asksForLength() {
    return fromNanos > 0 || toNanos != Long.MAX_VALUE;
  }

  boolean hasLength(long nanos) {
    return nanos >= fromNanos && (nanos < toNanos || toNanos == Long.MAX_VALUE);
  }
}
