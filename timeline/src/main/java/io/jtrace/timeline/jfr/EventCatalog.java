package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events a recording has in a window of time: how many of each type, and pages of those of
 * one type in the order of their starts.
 *
 * <p>The first question reads when each event was, and remembers for each chunk and type how many
 * there are and in what stretch of time. Later ones read only chunks that hold what is asked for.
 * Safe for use by several threads; one at a time reads.
 */
public final class EventCatalog {
  /** Keeps a place for each event that comes before the end of a page. */
  public static final int MAX_OFFSET = 100_000;

  /**
   * Events of a type.
   *
   * @param sizeBytes as recorded
   */
  public record TypeCount(DecodedEvent.EventType type, long count, long sizeBytes) {}

  /**
   * A page of events.
   *
   * @param count of all events that are wanted
   */
  public record Page(long count, List<DecodedEvent> events) {
    /** Copies the list. */
    public Page {
      events = List.copyOf(events);
    }
  }

  /** The events of one type in one chunk, or in a part of it. */
  private static final class Extent {
    final DecodedEvent.EventType type;
    long count;
    long sizeBytes;
    long earliestNanos = Long.MAX_VALUE;
    long latestNanos = Long.MIN_VALUE;

    Extent(DecodedEvent.EventType type) {
      this.type = type;
    }

    void add(long size, long startNanos, long endNanos) {
      count++;
      sizeBytes += size;
      earliestNanos = Math.min(earliestNanos, startNanos);
      latestNanos = Math.max(latestNanos, endNanos);
    }

    boolean isWithin(EventQuery query) {
      return earliestNanos >= query.fromNanos() && latestNanos < query.toNanos();
    }

    boolean touches(EventQuery query) {
      return earliestNanos < query.toNanos() && latestNanos >= query.fromNanos();
    }
  }

  private record Place(
      int chunk, long offset, long size, TypeDescriptor type, long startNanos, long endNanos) {}

  private static final Comparator<Place> IN_TIME =
      Comparator.comparingLong(Place::startNanos)
          .thenComparingInt(Place::chunk)
          .thenComparingLong(Place::offset);

  private final EventReader reader;
  private final List<Map<String, Extent>> chunks = new ArrayList<>();
  private long unreadableEvents;

  private EventCatalog(EventReader reader) {
    this.reader = reader;
  }

  /**
   * Looks through a recording once.
   *
   * @throws IOException if it cannot be read
   */
  public static EventCatalog of(EventReader reader) throws IOException {
    EventCatalog catalog = new EventCatalog(reader);
    for (int i = 0; i < reader.chunks(); i++) {
      catalog.chunks.add(catalog.extents(i, EventQuery.ALL));
    }
    catalog.unreadableEvents = reader.unreadableEvents();
    return catalog;
  }

  /** Returns how many events are in no count, because they could not be read. */
  public long unreadableEvents() {
    return unreadableEvents;
  }

  private Map<String, Extent> extents(int index, EventQuery query) throws IOException {
    Map<String, Extent> extents = new HashMap<>();
    reader.eachIn(
        index,
        chunk ->
            chunk.each(
                query.choice(),
                (offset, size, type, start, end) -> {
                  extents
                      .computeIfAbsent(type.name(), name -> new Extent(chunk.type(type)))
                      .add(size, start, end);
                  return true;
                }));
    return extents;
  }

  /**
   * Counts the events that touch a window, by type; most bytes first.
   *
   * @throws IOException if the recording cannot be read
   */
  public synchronized List<TypeCount> types(long fromNanos, long toNanos) throws IOException {
    EventQuery window = new EventQuery(Set.of(), fromNanos, toNanos, List.of());
    Map<String, TypeCount> counts = new HashMap<>();
    for (int i = 0; i < chunks.size(); i++) {
      Set<String> cut =
          chunks.get(i).entrySet().stream()
              .filter(entry -> entry.getValue().touches(window))
              .filter(entry -> !entry.getValue().isWithin(window))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      chunks.get(i).values().stream()
          .filter(extent -> extent.isWithin(window))
          .forEach(extent -> add(counts, extent));
      if (!cut.isEmpty()) {
        extents(i, new EventQuery(cut, fromNanos, toNanos, List.of()))
            .values()
            .forEach(extent -> add(counts, extent));
      }
    }
    return counts.values().stream()
        .sorted(
            Comparator.comparingLong((TypeCount type) -> -type.sizeBytes())
                .thenComparing(type -> type.type().name()))
        .toList();
  }

  private static void add(Map<String, TypeCount> counts, Extent extent) {
    counts.merge(
        extent.type.name(),
        new TypeCount(extent.type, extent.count, extent.sizeBytes),
        (a, b) -> new TypeCount(a.type(), a.count() + b.count(), a.sizeBytes() + b.sizeBytes()));
  }

  /**
   * Returns a page of the events that touch the window of {@code query}, by their starts.
   *
   * @param filter what an event must hold; null for all, which need not be decoded then
   * @param offset at most {@link #MAX_OFFSET}
   * @throws IOException if the recording cannot be read
   */
  public synchronized Page page(
      EventQuery query, @Nullable Predicate<DecodedEvent> filter, int offset, int limit)
      throws IOException {
    if (offset > MAX_OFFSET) {
      throw new IllegalArgumentException("expected an offset up to " + MAX_OFFSET);
    }
    EventChunk.Choice choice = query.choice();
    PriorityQueue<Place> first = new PriorityQueue<>(IN_TIME.reversed());
    long[] count = new long[1];
    for (int i = 0; i < chunks.size(); i++) {
      int index = i;
      if (mayHold(chunks.get(i), choice, query)) {
        reader.eachIn(
            i,
            chunk ->
                chunk.each(
                    choice,
                    (at, size, type, start, end) -> {
                      if (filter == null
                          || passes(chunk.decode(at, size, type, start, end), filter)) {
                        count[0]++;
                        keep(first, offset + limit, new Place(index, at, size, type, start, end));
                      }
                      return true;
                    }));
      }
    }
    return new Page(count[0], decode(first.stream().sorted(IN_TIME).skip(offset).toList()));
  }

  private static boolean mayHold(
      Map<String, Extent> chunk, EventChunk.Choice choice, EventQuery query) {
    return chunk.values().stream()
        .anyMatch(extent -> choice.isType(extent.type.name()) && extent.touches(query));
  }

  private static boolean passes(@Nullable DecodedEvent event, Predicate<DecodedEvent> filter) {
    return event != null && filter.test(event);
  }

  private static void keep(PriorityQueue<Place> first, int most, Place place) {
    if (first.size() < most) {
      first.add(place);
    } else if (most > 0 && IN_TIME.compare(place, first.element()) < 0) {
      first.remove();
      first.add(place);
    }
  }

  private List<DecodedEvent> decode(List<Place> places) throws IOException {
    Map<Place, DecodedEvent> decoded = new HashMap<>();
    Map<Integer, List<Place>> byChunk =
        places.stream().collect(Collectors.groupingBy(Place::chunk));
    for (Map.Entry<Integer, List<Place>> entry : byChunk.entrySet()) {
      reader.eachIn(
          entry.getKey(), chunk -> entry.getValue().forEach(at -> decode(chunk, at, decoded)));
    }
    List<DecodedEvent> events = new ArrayList<>();
    for (Place place : places) {
      DecodedEvent event = decoded.get(place);
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private static void decode(EventChunk chunk, Place at, Map<Place, DecodedEvent> decoded) {
    DecodedEvent event =
        chunk.decode(at.offset(), at.size(), at.type(), at.startNanos(), at.endNanos());
    if (event != null) {
      decoded.put(at, event);
    }
  }
}
