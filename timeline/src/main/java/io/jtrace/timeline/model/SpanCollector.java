package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Packs chunks of spans in the order of the pieces of work they come from, whoever finishes first:
 * the result does not depend on how many threads work.
 *
 * <p>A worker whose piece has not come to its turn leaves its chunks here and goes on. One whose
 * piece has packs its own chunks and those that wait behind. Once too many chunks wait, workers
 * wait instead, all but the one whose turn it is.
 *
 * <p>Safe for use by several threads.
 */
final class SpanCollector {
  private static final int MIN_CHUNKS = 32;
  private static final long MAX_CHUNK_BYTES = 64L << 20;

  /** The share of the heap's maximum that chunks may take. */
  private static final double HEAP_SHARE = 0.04;

  // Used by the one who packs.
  private final LongColumn.Appender starts;
  private final IntColumn.Appender codes;
  private final IntColumn.Appender rows;

  // Guarded by this.
  private final SpanChunk[] firstWaiting;
  private final SpanChunk[] lastWaiting;
  private final Deque<SpanChunk> spare = new ArrayDeque<>();
  private final int maxChunks;
  private int chunkCount;
  private int turn;
  private boolean isPacking;
  private boolean isCancelled;

  SpanCollector(int pieces, Storage storage) {
    starts = new LongColumn.Appender(storage);
    codes = new IntColumn.Appender(storage);
    rows = new IntColumn.Appender(storage);
    firstWaiting = new SpanChunk[pieces];
    lastWaiting = new SpanChunk[pieces];
    double bytes = Math.min(MAX_CHUNK_BYTES, Runtime.getRuntime().maxMemory() * HEAP_SHARE);
    maxChunks = Math.max(MIN_CHUNKS, (int) (bytes / SpanChunk.BYTES));
  }

  /**
   * Returns an empty chunk for the spans of {@code piece}.
   *
   * @throws CancellationException after {@link #cancel}
   */
  synchronized SpanChunk take(int piece) {
    boolean isInterrupted = false;
    while (spare.isEmpty() && chunkCount >= maxChunks && piece != turn && !isCancelled) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (isCancelled) {
      throw new CancellationException("another worker has failed");
    }
    SpanChunk chunk = spare.poll();
    if (chunk == null) {
      chunk = new SpanChunk(SpanChunk.CAPACITY);
      chunkCount++;
    }
    chunk.size = 0;
    chunk.piece = piece;
    chunk.isEndOfPiece = false;
    chunk.next = null;
    return chunk;
  }

  /** Takes a chunk; the chunks of a piece come in order. */
  void give(SpanChunk chunk) {
    if (put(chunk)) {
      for (SpanChunk next = nextInTurn(null); next != null; next = nextInTurn(next)) {
        starts.addAll(next.starts, 0, next.size);
        codes.addAll(next.codes, 0, next.size);
        rows.addAll(next.rows, 0, next.size);
      }
    }
  }

  /** Returns whether the caller has to pack. */
  private synchronized boolean put(SpanChunk chunk) {
    SpanChunk last = lastWaiting[chunk.piece];
    if (last == null) {
      firstWaiting[chunk.piece] = chunk;
    } else {
      last.next = chunk;
    }
    lastWaiting[chunk.piece] = chunk;
    if (isPacking || chunk.piece != turn) {
      return false;
    }
    isPacking = true;
    return true;
  }

  /** Takes back what has been packed and returns what is to be packed next, if it is there. */
  private synchronized @Nullable SpanChunk nextInTurn(@Nullable SpanChunk packed) {
    if (packed != null) {
      spare.push(packed);
      turn += packed.isEndOfPiece ? 1 : 0;
      notifyAll();
    }
    SpanChunk next = turn < firstWaiting.length ? firstWaiting[turn] : null;
    if (next == null) {
      isPacking = false;
      return null;
    }
    firstWaiting[turn] = next.next;
    if (next.next == null) {
      lastWaiting[turn] = null;
    }
    return next;
  }

  /** Lets nobody wait any longer: what is collected will not be used. */
  synchronized void cancel() {
    isCancelled = true;
    notifyAll();
  }

  /** Returns the spans of all pieces. */
  Spans build(int[] offsets, LongColumn lifeEnds, SpanSource[] sources) {
    return new Spans(offsets, lifeEnds, starts.build(), codes.build(), rows.build(), sources);
  }
}
