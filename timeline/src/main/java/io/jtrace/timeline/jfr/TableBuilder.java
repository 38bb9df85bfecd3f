package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of one shape as it grows by whole batches. A field that no chunk had so far takes no
 * room.
 *
 * <p>Not safe for use by several threads.
 */
final class TableBuilder {
  private final EventShape shape;
  private final Storage storage;
  private final LongColumn.Appender starts;
  private final LongColumn.Appender durations;
  private final IntColumn.Appender threads;
  private final IntColumn.Appender stacks;

  /* By field; null while no chunk had the field, or where the field is of another kind. */
  private final LongColumn.@Nullable Appender[] numbers;
  private final DoubleColumn.@Nullable Builder[] reals;
  private final IntColumn.@Nullable Appender[] ids;

  private boolean recorded;

  TableBuilder(EventShape shape, Storage storage) {
    this.shape = shape;
    this.storage = storage;
    starts = new LongColumn.Appender(storage);
    durations = new LongColumn.Appender(storage);
    threads = new IntColumn.Appender(storage);
    stacks = new IntColumn.Appender(storage);
    int fields = shape.fields().size();
    numbers = new LongColumn.Appender[fields];
    reals = new DoubleColumn.Builder[fields];
    ids = new IntColumn.Appender[fields];
  }

  int rows() {
    return starts.size();
  }

  /** Notes that the metadata of a chunk describes the type, with these fields. */
  void declare(boolean[] present) {
    recorded = true;
    for (int field = 0; field < present.length; field++) {
      if (present[field]) {
        open(field);
      }
    }
  }

  private void open(int field) {
    FieldKind kind = shape.fields().get(field).kind();
    if (kind.isId()) {
      if (ids[field] == null) {
        ids[field] = new IntColumn.Appender(storage);
        ids[field].addRepeated(-1, rows());
      }
    } else if (kind == FieldKind.REAL) {
      if (reals[field] == null) {
        DoubleColumn.Builder created = new DoubleColumn.Builder();
        for (int row = 0; row < rows(); row++) {
          created.add(Double.NaN);
        }
        reals[field] = created;
      }
    } else if (numbers[field] == null) {
      numbers[field] = new LongColumn.Appender(storage);
      numbers[field].addRepeated(0, rows());
    }
  }

  /** Appends the rows of a batch. */
  void add(BatchColumns batch, IdMaps maps) {
    int count = batch.rows();
    for (int field = 0; field < shape.fields().size(); field++) {
      IntColumn.Appender id = ids[field];
      LongColumn.Appender number = numbers[field];
      DoubleColumn.Builder real = reals[field];
      if (id != null) {
        boolean isThread = shape.fields().get(field).kind() == FieldKind.THREAD;
        id.addMapped(batch.ids(field), count, isThread ? maps.threads() : maps.strings());
      } else if (number != null) {
        number.addAll(batch.numbers(field), 0, count);
      } else if (real != null) {
        for (int row = 0; row < count; row++) {
          real.add(batch.reals(field)[row]);
        }
      }
    }
    starts.addAll(batch.starts(), 0, count);
    durations.addAll(batch.durations(), 0, count);
    threads.addMapped(batch.threads(), count, maps.threads());
    stacks.addMapped(batch.stacks(), count, maps.stacks());
  }

  /**
   * Returns the rows as a table.
   *
   * @param shiftNanos is added to every start
   */
  EventTable build(long shiftNanos) {
    Map<String, LongColumn> numberColumns = new HashMap<>();
    Map<String, DoubleColumn> realColumns = new HashMap<>();
    Map<String, IntColumn> idColumns = new HashMap<>();
    for (int field = 0; field < shape.fields().size(); field++) {
      String name = shape.fields().get(field).name();
      if (ids[field] != null) {
        idColumns.put(name, ids[field].build());
      } else if (reals[field] != null) {
        realColumns.put(name, reals[field].build());
      } else if (numbers[field] != null) {
        numberColumns.put(name, numbers[field].build());
      }
    }
    return new EventTable(
        shape.typeName(),
        shape.fields(),
        recorded,
        starts.build().plus(shiftNanos),
        durations.build(),
        threads.build(),
        stacks.build(),
        numberColumns,
        realColumns,
        idColumns);
  }
}
