package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;

/** Enters what events say about the recording itself: the settings in force, and what was lost. */
final class Ledger {
  private final EventStore store;
  private final Diagnostics.Builder diagnostics;
  private final TextDictionary texts;

  Ledger(EventStore store, Diagnostics.Builder diagnostics, TextDictionary texts) {
    this.store = store;
    this.diagnostics = diagnostics;
    this.texts = texts;
  }

  /** Enters the events of a batch. */
  void enter(Batch batch, IdMaps maps) {
    settings(batch, maps);
    losses(batch.columns(ConsumedEvent.DATA_LOSS));
    lostSamples(batch.columns(ConsumedEvent.CPU_TIME_SAMPLES_LOST));
  }

  private void settings(Batch batch, IdMaps maps) {
    BatchColumns rows = batch.columns(ConsumedEvent.ACTIVE_SETTING);
    int idField = rows.shape().indexOf("id");
    int nameField = rows.shape().indexOf("name");
    int valueField = rows.shape().indexOf("value");
    for (int row = 0; row < rows.rows(); row++) {
      EventPlan plan = batch.schema().plan(rows.numberAt(idField, row));
      int name = maps.string(rows.idAt(nameField, row));
      int value = maps.string(rows.idAt(valueField, row));
      if (plan != null && name != Strings.NONE && value != Strings.NONE) {
        store.tally(plan.typeName()).setting(texts.at(name), texts.at(value));
      }
    }
  }

  private void losses(BatchColumns rows) {
    int field = rows.shape().indexOf("amount");
    for (int row = 0; row < rows.rows(); row++) {
      long amount = Math.max(0, rows.numberAt(field, row));
      diagnostics.add(Diagnostic.EVENTS_LOST, "buffers overflowed", 1, amount, time(rows, row));
    }
  }

  private void lostSamples(BatchColumns rows) {
    int field = rows.shape().indexOf("lostSamples");
    for (int row = 0; row < rows.rows(); row++) {
      long count = Math.max(0, rows.numberAt(field, row));
      diagnostics.add(Diagnostic.SAMPLES_LOST, "CPU-time samples", count, 0, time(rows, row));
    }
  }

  /** Something was lost up to the event that says so; since when, nobody knows. */
  private static Diagnostics.Place time(BatchColumns rows, int row) {
    long nanos = rows.starts()[row] + rows.durations()[row];
    return Diagnostics.Place.NONE.from(rows.starts()[row]).to(nanos);
  }
}
