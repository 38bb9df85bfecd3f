package io.jtrace.timeline.analysis;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.FieldKind;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds custom events: by their type, or by a text in one of their fields, or by a number that one
 * of their fields is.
 *
 * <p>Not safe for use by several threads.
 */
public final class CustomEventSearch {
  /** More different values than this are not told apart; nobody reads as many. */
  private static final int MAX_MATCHES = 10_000;

  /**
   * Events that match in the same way.
   *
   * @param type as an index of {@link CustomEvents#types}
   * @param field whose value matches; null if the type does
   * @param count of such events in the range
   * @param event the first of them, as an index of {@link Trace#customEvents}
   */
  public record Match(
      int type, @Nullable String field, @Nullable String value, long count, int event) {}

  /** What matches; the field is -1 for the type itself, the value a string's id or a number. */
  private record Key(EventTable table, int field, long value) {}

  private static final class Found {
    private final int type;
    private int event;
    private long count;

    Found(int type, int event) {
      this.type = type;
      this.event = event;
    }
  }

  private final Trace trace;
  private final CustomEvents events;
  private final String needle;
  private final @Nullable Long number;
  private final BitSet matchingTypes = new BitSet();
  private final BitSet seenTexts = new BitSet();
  private final BitSet matchingTexts = new BitSet();
  private final Map<Key, Found> found = new HashMap<>();
  private final Map<Integer, Found> foundTypes = new HashMap<>();

  private CustomEventSearch(Trace trace, String needle) {
    this.trace = trace;
    this.needle = needle;
    events = trace.customEvents();
    number = number(needle);
    for (int type = 0; type < events.types().size(); type++) {
      CustomEvents.Type known = events.types().get(type);
      boolean matches =
          Search.contains(known.name(), needle) || Search.contains(known.label(), needle);
      matchingTypes.set(type, matches);
    }
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notOne) {
      return null;
    }
  }

  /**
   * Returns what matches in {@code range}: types first, then values; most events first.
   *
   * @param needle in lower case
   */
  static List<Match> of(Trace trace, TimeRange range, String needle, int limit) {
    CustomEventSearch search = new CustomEventSearch(trace, needle);
    for (int event = 0; event < search.events.size(); event++) {
      if (CustomEventSummary.isIn(range, search.events, event)) {
        search.look(event);
      }
    }
    return search.matches(limit);
  }

  private void look(int event) {
    int type = events.type(event);
    if (matchingTypes.get(type)) {
      count(foundTypes.computeIfAbsent(type, key -> new Found(type, event)), event);
    }
    EventTable table = events.table(event);
    int row = events.row(event);
    for (int i = 0; i < table.fields().size(); i++) {
      ConsumedField field = table.fields().get(i);
      if (matches(table, row, field)) {
        long value =
            field.kind() == FieldKind.NUMBER
                ? table.number(field.name(), row)
                : table.id(field.name(), row);
        Key key = new Key(table, i, value);
        if (found.size() < MAX_MATCHES || found.containsKey(key)) {
          count(found.computeIfAbsent(key, k -> new Found(type, event)), event);
        }
      }
    }
  }

  private void count(Found match, int event) {
    match.count++;
    if (events.startNanos(event) < events.startNanos(match.event)) {
      match.event = event;
    }
  }

  private boolean matches(EventTable table, int row, ConsumedField field) {
    return switch (field.kind()) {
      case TEXT, CLASS, METHOD -> isMatchingText(table.id(field.name(), row));
      case NUMBER -> number != null && number == table.number(field.name(), row);
      case NANOS, BOOLEAN, REAL, THREAD -> false;
    };
  }

  private boolean isMatchingText(int id) {
    if (id < 0) {
      return false;
    }
    if (!seenTexts.get(id)) {
      seenTexts.set(id);
      matchingTexts.set(id, Search.contains(trace.strings().at(id), needle));
    }
    return matchingTexts.get(id);
  }

  private List<Match> matches(int limit) {
    Comparator<Match> order =
        Comparator.comparingLong((Match match) -> -match.count).thenComparingInt(Match::event);
    List<Match> ofTypes = new ArrayList<>();
    foundTypes.forEach(
        (type, match) -> ofTypes.add(new Match(type, null, null, match.count, match.event)));
    ofTypes.sort(order);
    List<Match> ofValues = new ArrayList<>();
    found.forEach(
        (key, match) -> {
          ConsumedField field = key.table.fields().get(key.field);
          int row = events.row(match.event);
          String value = CustomEventDetails.value(trace, key.table, row, field);
          ofValues.add(new Match(match.type, field.name(), value, match.count, match.event));
        });
    ofValues.sort(order);
    ofTypes.addAll(ofValues);
    return ofTypes.subList(0, Math.min(limit, ofTypes.size()));
  }
}
