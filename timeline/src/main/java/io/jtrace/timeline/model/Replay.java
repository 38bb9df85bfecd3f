package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadRuns;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Replays all threads of a recording on several threads.
 *
 * <p>The threads are cut into pieces of about equally many entries, many more pieces than workers.
 * A worker takes one piece after the other; the spans are put together in the order of the pieces.
 */
final class Replay {
  /** Entries of a piece; what a worker holds of one fits into its processor's cache. */
  private static final int PIECE_ENTRIES = 8192;

  /** What a thread costs apart from its entries, in entries. */
  private static final int THREAD_ENTRIES = 2;

  private final Lifetimes lifetimes;
  private final Stage stage;
  private final List<Runnable> tasks;
  private final int[] pieces;
  private final SpanCollector collector;
  private final LinkCollector linkCollector;
  private final AtomicInteger next = new AtomicInteger();

  // By thread; each is written by one worker.
  private final int[] spanCounts;
  private final long[] lifeStarts;
  private final long[] lifeEnds;

  /** By piece, what was wrong there. */
  private final Diagnostics.@Nullable Builder[] ledgers;

  /**
   * Prepares a replay.
   *
   * @param tasks other work that the same workers do first
   */
  Replay(
      Recording recording,
      Lifetimes lifetimes,
      Stage stage,
      List<Runnable> tasks,
      Storage storage) {
    this.lifetimes = lifetimes;
    this.stage = stage;
    this.tasks = List.copyOf(tasks);
    int threads = recording.threads().size();
    spanCounts = new int[threads + 1];
    lifeStarts = new long[threads];
    lifeEnds = new long[threads];
    pieces = cut(recording.threadRuns(), threads);
    collector = new SpanCollector(pieces.length - 1, storage);
    linkCollector = new LinkCollector(pieces.length - 1, storage);
    ledgers = new Diagnostics.Builder[pieces.length - 1];
  }

  /** Returns the first thread of each piece, and the number of threads. */
  private static int[] cut(ThreadRuns runs, int threads) {
    int[] firsts = new int[runs.size() / PIECE_ENTRIES + threads / PIECE_ENTRIES + 2];
    int count = 0;
    long entries = PIECE_ENTRIES;
    for (int thread = 0; thread < threads; thread++) {
      if (entries >= PIECE_ENTRIES) {
        if (count == firsts.length) {
          firsts = Arrays.copyOf(firsts, count * 2);
        }
        firsts[count++] = thread;
        entries = 0;
      }
      entries += runs.entryCount(thread) + THREAD_ENTRIES;
    }
    firsts = Arrays.copyOf(firsts, count + 1);
    firsts[count] = threads;
    return firsts;
  }

  /** Replays all threads. */
  void run(int workers) {
    Workers.run(workers, this::work, this::stop);
  }

  private void work() {
    SpanWriter writer = new SpanWriter(collector);
    ThreadEvidence evidence = new ThreadEvidence(stage.evidence());
    LinkWriter links = new LinkWriter(linkCollector);
    Reenactment reenactment = new Reenactment(stage, writer, links);
    VirtualReenactment ofVirtual = new VirtualReenactment(stage, writer, links);
    int piece = next.getAndIncrement() - tasks.size();
    for (; piece < pieces.length - 1; piece = next.getAndIncrement() - tasks.size()) {
      if (piece < 0) {
        tasks.get(piece + tasks.size()).run();
        continue;
      }
      Diagnostics.Builder ledger = new Diagnostics.Builder();
      reenactment.countIn(ledger);
      ofVirtual.countIn(ledger);
      writer.beginPiece(piece);
      links.beginPiece(piece);
      for (int thread = pieces[piece]; thread < pieces[piece + 1]; thread++) {
        replay(thread, evidence, lifetimes.isScheduled(thread) ? ofVirtual : reenactment, writer);
      }
      writer.endPiece();
      links.endPiece();
      ledgers[piece] = ledger;
    }
  }

  private void stop() {
    next.set(Integer.MAX_VALUE / 2);
    collector.cancel();
  }

  private void replay(
      int thread, ThreadEvidence evidence, ThreadReplay reenactment, SpanWriter writer) {
    evidence.begin(thread);
    long start =
        evidence.isEmpty()
            ? lifetimes.startNanos(thread)
            : lifetimes.startNanos(thread, evidence.startNanos());
    writer.beginThread();
    reenactment.begin(
        thread,
        start,
        lifetimes.latestEndNanos(thread, start),
        lifetimes.isStartSeen(thread),
        lifetimes.isEndSeen(thread));
    evidence.giveTo(reenactment);
    long end = lifetimes.endNanos(thread, start, reenactment.latestEndNanos());
    reenactment.end(end);
    spanCounts[thread + 1] = writer.endThread();
    lifeStarts[thread] = start;
    lifeEnds[thread] = end;
  }

  /** Returns by thread where its life begins. */
  LongColumn lifeStarts() {
    return LongColumn.copyOf(lifeStarts, lifeStarts.length);
  }

  /** Returns by thread where its life ends. */
  LongColumn lifeEnds() {
    return LongColumn.copyOf(lifeEnds, lifeEnds.length);
  }

  /** Returns the spans of all threads. */
  Spans spans(LongColumn ends, SpanSource[] sources) {
    int[] offsets = spanCounts.clone();
    for (int thread = 0; thread + 1 < offsets.length; thread++) {
      offsets[thread + 1] += offsets[thread];
    }
    return collector.build(offsets, ends, sources);
  }

  /** Returns who woke whom, and what carriers ran. */
  LinkCollector links() {
    return linkCollector;
  }

  /** Adds what was wrong to {@code diagnostics}, in the order of the threads. */
  void countIn(Diagnostics.Builder diagnostics) {
    for (Diagnostics.Builder ledger : ledgers) {
      if (ledger != null) {
        for (Diagnostics.Entry entry : ledger.build().entries()) {
          diagnostics.add(entry.diagnostic(), entry.detail(), entry.count(), entry.sizeBytes());
        }
      }
    }
  }
}
