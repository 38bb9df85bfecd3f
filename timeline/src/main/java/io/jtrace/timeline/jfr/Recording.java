package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recording in columns: what was read of a file.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param startEpochNanos the wall clock at time 0, in nanoseconds since 1970: the start of the
 *     earliest chunk
 * @param durationNanos from time 0 to the end of the latest chunk; to the latest event where no end
 *     was written
 * @param sizeBytes of the file, uncompressed
 * @param chunks number of chunks that were read, wholly or in part
 * @param jvms number of JVMs in the file; more than one when files were joined
 * @param eventCount all events, consumed or not, without metadata and checkpoint events
 * @param eventTypes every type that occurs or has settings, most bytes first
 * @param tables a table for every {@link ConsumedEvent}
 * @param customTables events of types that jtrace does not know, one table for each type and
 *     version of it that has any; those of the JDK are only counted
 * @param threadRuns the events that tell what each thread did, in order
 * @param gaps the stretches of time that no chunk covers
 */
public record Recording(
    long startEpochNanos,
    long durationNanos,
    long sizeBytes,
    int chunks,
    int jvms,
    long eventCount,
    List<EventTypeSummary> eventTypes,
    Strings strings,
    Frames frames,
    Stacks stacks,
    ThreadDirectory threads,
    Map<ConsumedEvent, EventTable> tables,
    List<EventTable> customTables,
    ThreadRuns threadRuns,
    Gaps gaps,
    Diagnostics diagnostics) {
  /** Copies the collections. */
  public Recording {
    eventTypes = List.copyOf(eventTypes);
    tables = Map.copyOf(tables);
    customTables = List.copyOf(customTables);
  }

  /** Returns how much of the recording is lost, from 0 to 100. */
  public double lostPercent() {
    return diagnostics.lostPercent(sizeBytes);
  }

  /** Returns the events of one kind; an empty table where there are none. */
  public EventTable events(ConsumedEvent event) {
    EventTable table = tables.get(event);
    if (table == null) {
      throw new IllegalStateException("no table for " + event);
    }
    return table;
  }

  /**
   * Returns the events of a type by its name, known to jtrace or not: one table, or one for each
   * version of a type whose fields differ between chunks; none where there are no events, or where
   * they are only counted.
   */
  public List<EventTable> events(String typeName) {
    List<EventTable> found = new ArrayList<>();
    ConsumedEvent.named(typeName).map(this::events).ifPresent(found::add);
    found.addAll(customTables);
    found.removeIf(table -> table.size() == 0 || !table.typeName().equals(typeName));
    return found;
  }
}
