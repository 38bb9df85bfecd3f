package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a recording holds, as it grows: columns of the consumed events and a tally of all types. */
final class EventStore {
  private final Map<ConsumedEvent, EventColumns> columns = new EnumMap<>(ConsumedEvent.class);
  private final Map<String, EventColumns> columnsByType = new LinkedHashMap<>();
  private final Map<String, TypeTally> tallies = new LinkedHashMap<>();

  EventStore() {
    for (ConsumedEvent event : ConsumedEvent.values()) {
      EventColumns created = new EventColumns(event);
      columns.put(event, created);
      columnsByType.put(event.typeName(), created);
    }
  }

  EventColumns columns(ConsumedEvent event) {
    EventColumns found = columns.get(event);
    if (found == null) {
      throw new IllegalStateException("no columns for " + event);
    }
    return found;
  }

  /** Returns the columns of a type, or null if jtrace does not consume it. */
  @Nullable EventColumns columns(String typeName) {
    return columnsByType.get(typeName);
  }

  TypeTally tally(String typeName) {
    return tallies.computeIfAbsent(typeName, TypeTally::new);
  }

  long eventCount() {
    return tallies.values().stream().mapToLong(TypeTally::count).sum();
  }

  /** Returns what there is of each type, most bytes first. */
  List<EventTypeSummary> summaries() {
    List<TypeTally> worth = new ArrayList<>(tallies.values());
    worth.removeIf(tally -> !tally.isWorthMentioning());
    worth.sort(Comparator.comparingLong(TypeTally::sizeBytes).reversed());
    return worth.stream().map(TypeTally::summary).toList();
  }

  Map<ConsumedEvent, EventTable> freeze(long shiftNanos) {
    Map<ConsumedEvent, EventTable> tables = new EnumMap<>(ConsumedEvent.class);
    columns.forEach((event, growing) -> tables.put(event, growing.freeze(shiftNanos)));
    return tables;
  }
}
