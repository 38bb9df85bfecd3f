package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * What one thread has read of a chunk and not handed over yet: columns of plain arrays, counts by
 * type, and the order of each thread's events. Reused from batch to batch.
 *
 * <p>Not safe for use by several threads.
 */
final class Batch {
  private final Shapes shapes;
  private final RunSorter sorter = new RunSorter();
  private BatchColumns[] columns = new BatchColumns[0];

  private Schema schema = Schema.empty();
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  /** By number of the plan: how many events, and how many bytes they take. */
  private long[] tallies = new long[0];

  Batch(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Begins an empty batch of events that {@code newSchema} describes. */
  void begin(Schema newSchema) {
    schema = newSchema;
    diagnostics = new Diagnostics.Builder();
    for (BatchColumns column : columns) {
      column.clear();
    }
    if (columns.length < shapes.size()) {
      int known = columns.length;
      columns = Arrays.copyOf(columns, shapes.size());
      for (int shape = known; shape < columns.length; shape++) {
        columns[shape] = new BatchColumns(shapes.at(shape));
      }
    }
    if (tallies.length < 2 * schema.plans().size()) {
      tallies = new long[2 * schema.plans().size()];
    }
    Arrays.fill(tallies, 0);
    sorter.begin();
  }

  Schema schema() {
    return schema;
  }

  Diagnostics.Builder diagnostics() {
    return diagnostics;
  }

  RunSorter sorter() {
    return sorter;
  }

  BatchColumns columns(int shape) {
    return columns[shape];
  }

  BatchColumns columns(ConsumedEvent event) {
    return columns[event.ordinal()];
  }

  int shapeCount() {
    return columns.length;
  }

  /** Counts an event. */
  void count(EventPlan plan, int sizeBytes) {
    int at = 2 * plan.number();
    tallies[at]++;
    tallies[at + 1] += sizeBytes;
  }

  long countOf(EventPlan plan) {
    return tallies[2 * plan.number()];
  }

  long sizeBytesOf(EventPlan plan) {
    return tallies[2 * plan.number() + 1];
  }
}
