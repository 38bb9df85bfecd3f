package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a recording holds, as it grows batch by batch: tables of the kept events, their order by
 * thread, and a tally of all types.
 *
 * <p>Not safe for use by several threads.
 */
final class EventStore {
  private static final int FIRST_CUSTOM = ConsumedEvent.values().length;

  private final Shapes shapes;
  private final Storage storage;
  private final List<TableBuilder> tables = new ArrayList<>();
  private final ThreadRuns.Builder runs;

  /** Shapes of types that jtrace does not know, in the order in which the file has events. */
  private final Set<Integer> customShapes = new LinkedHashSet<>();

  private final Map<String, TypeTally> tallies = new LinkedHashMap<>();

  EventStore(Shapes shapes, Storage storage) {
    this.shapes = shapes;
    this.storage = storage;
    runs = new ThreadRuns.Builder(storage);
    openTables();
  }

  private void openTables() {
    while (tables.size() < shapes.size()) {
      tables.add(new TableBuilder(shapes.at(tables.size()), storage));
    }
  }

  /** Notes which types a chunk describes. */
  void declare(Schema schema) {
    openTables();
    for (EventPlan plan : schema.plans()) {
      if (plan.hasRows()) {
        tables.get(plan.shape()).declare(plan.present());
      }
      tally(plan.typeName()).label(plan.label());
    }
  }

  /** Appends a batch, whose schema has been declared. */
  void add(Batch batch, IdMaps maps) {
    openTables(); // other readers may have met new shapes; the batch has room for them already
    int[] firstRows = new int[batch.shapeCount()];
    for (int shape = 0; shape < batch.shapeCount(); shape++) {
      TableBuilder table = tables.get(shape);
      firstRows[shape] = table.rows();
      if (batch.columns(shape).rows() > 0) {
        table.add(batch.columns(shape), maps);
      }
    }
    runs.add(batch.sorter(), maps.threads(), firstRows);
    for (EventPlan plan : batch.schema().plans()) {
      if (plan.shape() >= FIRST_CUSTOM && batch.columns(plan.shape()).rows() > 0) {
        customShapes.add(plan.shape());
      }
      if (batch.countOf(plan) > 0) {
        tally(plan.typeName()).add(batch.countOf(plan), batch.sizeBytesOf(plan));
      }
    }
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

  Map<ConsumedEvent, EventTable> consumed(long shiftNanos) {
    Map<ConsumedEvent, EventTable> built = new EnumMap<>(ConsumedEvent.class);
    for (ConsumedEvent event : ConsumedEvent.values()) {
      built.put(event, tables.get(event.ordinal()).build(shiftNanos));
    }
    return built;
  }

  /** Returns the tables of other types that have events. */
  List<EventTable> custom(long shiftNanos) {
    List<EventTable> custom = new ArrayList<>();
    for (int shape : customShapes) {
      custom.add(tables.get(shape).build(shiftNanos));
    }
    return custom;
  }

  ThreadRuns runs(int threadCount) {
    return runs.build(threadCount);
  }
}
