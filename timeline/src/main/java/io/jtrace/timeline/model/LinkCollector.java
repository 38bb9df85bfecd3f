package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs what the replay found beside spans in the order of the pieces of work, whoever finishes
 * first.
 *
 * <p>Safe for use by several threads.
 */
final class LinkCollector {
  private static final Flows.Kind[] KINDS = Flows.Kind.values();

  private final IntColumn.Appender kinds;
  private final IntColumn.Appender fromThreads;
  private final IntColumn.Appender toThreads;
  private final LongColumn.Appender effects;

  /** How long before its effect a cause was; mostly not at all. */
  private final LongColumn.Appender lags;

  private final IntColumn.Appender runs;

  /** By piece, what waits for its turn. */
  private final @Nullable List<LinkChunk>[] waiting;

  private final boolean[] isEnded;
  private int turn;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  LinkCollector(int pieces, Storage storage) {
    kinds = new IntColumn.Appender(storage);
    fromThreads = new IntColumn.Appender(storage);
    toThreads = new IntColumn.Appender(storage);
    effects = new LongColumn.Appender(storage);
    lags = new LongColumn.Appender(storage);
    runs = new IntColumn.Appender(storage);
    waiting = new List[pieces];
    isEnded = new boolean[pieces];
  }

  /** Takes what a chunk holds; the chunks of a piece come in order. */
  synchronized void give(int piece, LinkChunk chunk) {
    if (chunk.isEmpty()) {
      return;
    }
    if (piece == turn) {
      pack(chunk);
      return;
    }
    List<LinkChunk> chunks = waiting[piece];
    if (chunks == null) {
      chunks = new ArrayList<>();
      waiting[piece] = chunks;
    }
    chunks.add(chunk.copy());
  }

  /** Ends a piece. */
  synchronized void end(int piece) {
    isEnded[piece] = true;
    while (turn < isEnded.length && isEnded[turn]) {
      turn++;
      packWaiting();
    }
  }

  private void packWaiting() {
    List<LinkChunk> chunks = turn < waiting.length ? waiting[turn] : null;
    if (chunks != null) {
      chunks.forEach(this::pack);
      waiting[turn] = null;
    }
  }

  private void pack(LinkChunk chunk) {
    for (int i = 0; i < chunk.wakeCount; i++) {
      kinds.add(chunk.kinds[i]);
      lags.add(chunk.effects[i] - chunk.causes[i]);
    }
    fromThreads.addAll(chunk.fromThreads, 0, chunk.wakeCount);
    toThreads.addAll(chunk.toThreads, 0, chunk.wakeCount);
    effects.addAll(chunk.effects, 0, chunk.wakeCount);
    runs.addAll(chunk.runs, 0, chunk.runCount);
  }

  /** Returns the rows of runs, by carrier and start. */
  IntColumn runs() {
    return runs.build();
  }

  /** Adds the wakes to {@code sorter} and returns where they are. */
  Flows.Source wakes(MomentSorter sorter) {
    IntColumn kindColumn = kinds.build();
    LongColumn effectColumn = effects.build();
    LongColumn lagColumn = lags.build();
    sorter.add(effectColumn);
    return new Flows.Source(
        row -> KINDS[kindColumn.at(row)],
        fromThreads.build()::at,
        row -> effectColumn.at(row) - lagColumn.at(row),
        toThreads.build()::at);
  }
}
