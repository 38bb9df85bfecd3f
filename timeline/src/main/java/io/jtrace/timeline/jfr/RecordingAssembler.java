package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Storage;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has the chunks of a recording read, several at a time, and puts the recording together in the
 * order of the file: the result does not depend on the number of threads.
 */
final class RecordingAssembler {
  /** What a reader takes at the most (a long chunk, its events, dictionaries), and then some. */
  private static final long HEAP_BYTES_PER_WORKER = 400L << 20;

  private final ByteSource source;
  private final ReadOptions options;
  private final ChunkReader.Limits limits;
  private final Shapes shapes = new Shapes();
  private final SchemaCache schemas = new SchemaCache(shapes);
  private final Diagnostics.Builder found = new Diagnostics.Builder();
  private final ChunkFinder finder;
  private final Turns turns = new Turns();

  /* Guarded by this. */
  private int handedOut;

  /** Wall clock at the internal time 0: the start of the first chunk in the file. */
  private long originEpochNanos;

  /* Used by the thread whose turn it is. */
  private final EventStore store;
  private final Dictionaries dictionaries = new Dictionaries();
  private final ThreadRegistry threads = new ThreadRegistry(dictionaries.texts());
  private final JvmRegistry jvms = new JvmRegistry(threads);
  private final Diagnostics.Builder diagnostics = new Diagnostics.Builder();
  private final Gaps.Builder gaps = new Gaps.Builder();
  private int jvm;
  private int chunks;

  /* Since the internal time 0. */
  private long earliestNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;

  RecordingAssembler(ByteSource source, ReadOptions options, ChunkReader.Limits limits) {
    this.source = source;
    this.options = options;
    this.limits = limits;
    finder = new ChunkFinder(source, found);
    store = new EventStore(shapes, Storage.spilling());
  }

  /** A chunk and its place in the order. */
  private record Piece(int number, ChunkExtent extent) {}

  /** Reads all chunks. */
  Recording assemble() throws IOException {
    Piece first = next();
    if (first != null) {
      long heap = Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_WORKER;
      long chunkCount = source.size() / first.extent().size();
      readAll(first, (int) Math.max(1, Math.min(options.workers(), Math.min(heap, chunkCount))));
    }
    if (source.isDamaged()) {
      diagnostics.count(Diagnostic.TRUNCATED, "the compressed bytes are cut or damaged");
    }
    if (chunks == 0) {
      throw finder.failure();
    }
    return recording();
  }

  private synchronized @Nullable Piece next() throws IOException {
    ChunkExtent extent = finder.next();
    if (extent == null) {
      return null;
    }
    if (handedOut == 0) {
      originEpochNanos = extent.header().startEpochNanos();
    }
    return new Piece(handedOut++, extent);
  }

  private void readAll(Piece first, int workers) throws IOException {
    Thread[] helpers = new Thread[workers - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Thread(() -> work(null, workers), "jtrace-reader-" + (i + 1));
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
    work(first, workers);
    for (Thread helper : helpers) {
      join(helper);
    }
    Throwable failure = turns.failure();
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  private static void join(Thread helper) {
    boolean interrupted = false;
    while (helper.isAlive()) {
      try {
        helper.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(@Nullable Piece first, int workers) {
    try {
      ChunkReader reader = newReader(workers);
      for (Piece piece = first != null ? first : next(); piece != null; piece = next()) {
        read(piece, reader);
        if (workers > 1 && reader.isFull()) {
          reader = newReader(workers);
        }
      }
    } catch (Turns.CancelledException cancelled) {
      return; // the failure is known already
    } catch (IOException | RuntimeException | Error e) {
      turns.fail(e);
    }
  }

  /** A lone reader fills the recording's dictionaries itself. */
  private ChunkReader newReader(int workers) {
    Dictionaries own = workers == 1 ? dictionaries : new Dictionaries();
    return new ChunkReader(source, schemas, shapes, own, limits);
  }

  private void read(Piece piece, ChunkReader reader) throws IOException {
    ChunkExtent extent = piece.extent();
    if (options.window().excludes(extent, originEpochNanos)) {
      turns.await(piece.number());
      noteTimes(extent, Long.MIN_VALUE);
      gaps.coverUnread(startNanos(extent), endNanos(extent));
      chunks++;
      diagnostics.add(Diagnostic.OUTSIDE_WINDOW, "", 1, extent.size());
    } else {
      TickClock clock = new TickClock(extent.header(), originEpochNanos);
      boolean isReadable =
          reader.read(
              extent,
              clock,
              taken -> {
                turns.await(piece.number());
                take(taken);
              });
      turns.await(piece.number());
      finish(extent, reader, isReadable);
    }
    options.progress().advanced(extent.offset() + extent.size(), source.size());
    turns.done();
  }

  private void take(ChunkReader reader) {
    IdMaps maps = reader.maps();
    Batch batch = reader.batch();
    maps.extend(reader.dictionaries(), dictionaries);
    if (reader.isFirstOfChunk()) {
      maps.beginChunk();
      jvm = jvms.assign(identity(batch), reader.threads());
      store.declare(batch.schema());
    }
    maps.extend(reader.threads(), jvm, threads);
    store.add(batch, maps);
    diagnostics.addAll(batch.diagnostics());
    new Ledger(store, diagnostics, dictionaries.texts()).enter(batch, maps);
  }

  private static JvmRegistry.@Nullable Identity identity(Batch batch) {
    BatchColumns rows = batch.columns(ConsumedEvent.JVM_INFORMATION);
    EventShape shape = rows.shape();
    return rows.rows() == 0
        ? null
        : new JvmRegistry.Identity(
            rows.numberAt(shape.indexOf("pid"), 0),
            rows.numberAt(shape.indexOf("jvmStartTime"), 0));
  }

  private void finish(ChunkExtent extent, ChunkReader reader, boolean isReadable) {
    if (!isReadable) {
      finder.noteNoMetadata(extent.offset());
      diagnostics.add(Diagnostic.CHUNK_DROPPED, "at byte " + extent.offset(), 1, extent.size());
      return;
    }
    chunks++;
    gaps.cover(jvm, startNanos(extent), endNanos(extent), extent.offset());
    if (reader.lostBytes() > 0) {
      diagnostics.add(
          Diagnostic.EVENT_UNREADABLE,
          "in the chunk at byte " + extent.offset(),
          1,
          reader.lostBytes(),
          timeOf(extent, extent.offset() + reader.firstLostByte()));
    }
    noteTimes(extent, reader.latestEndNanos());
    noteCompleteness(extent, reader);
  }

  private long startNanos(ChunkExtent extent) {
    return extent.header().startEpochNanos() - originEpochNanos;
  }

  /** A chunk without a known end may have lasted until the next one, or the end of all. */
  private long endNanos(ChunkExtent extent) {
    long end = extent.endEpochNanos() - originEpochNanos;
    return end > startNanos(extent) ? end : Long.MAX_VALUE;
  }

  private void noteTimes(ChunkExtent extent, long latestEndNanos) {
    long start = startNanos(extent);
    earliestNanos = Math.min(earliestNanos, start);
    long end = extent.endEpochNanos() - originEpochNanos;
    latestNanos = Math.max(latestNanos, end > start ? end : Math.max(start, latestEndNanos));
  }

  private void noteCompleteness(ChunkExtent extent, ChunkReader reader) {
    String where = "chunk at byte " + extent.offset();
    ChunkHeader header = extent.header();
    long start = header.startEpochNanos() - originEpochNanos;
    Diagnostics.Place cut =
        Diagnostics.Place.at(extent.offset() + extent.size())
            .from(Math.max(start, reader.latestEndNanos()));
    if (!header.isFinished()) {
      diagnostics.add(Diagnostic.STILL_WRITING, where, 1, 0, cut);
    } else if (header.sizeBytes() > extent.size() && !isAll(extent, reader)) {
      long missing = header.sizeBytes() - extent.size();
      boolean isEndKnown = header.hasDuration();
      diagnostics.add(
          Diagnostic.TRUNCATED,
          where,
          1,
          missing,
          isEndKnown ? cut.to(start + header.durationNanos()) : cut);
    } else if (header.sizeBytes() != extent.size()) {
      diagnostics.add(Diagnostic.WRONG_SIZE, where, 1, 0, timeOf(extent, extent.offset()));
    }
  }

  private Diagnostics.Place timeOf(ChunkExtent extent, long offset) {
    Diagnostics.Place place =
        Diagnostics.Place.at(offset).from(extent.header().startEpochNanos() - originEpochNanos);
    return extent.isComplete() ? place.to(extent.endEpochNanos() - originEpochNanos) : place;
  }

  /**
   * Returns whether nothing of a chunk can be missing although more is announced: the size is
   * absurd, but the chunk ends with a whole event and has all that its header points to.
   */
  private boolean isAll(ChunkExtent extent, ChunkReader reader) {
    ChunkHeader header = extent.header();
    ChunkView chunk = new ChunkView(new Window(source), extent);
    return header.sizeBytes() > Math.max(Integer.MAX_VALUE, source.size())
        && reader.lostBytes() == 0
        && chunk.isEvent(header.checkpointOffsetBytes(), ChunkFrame.CHECKPOINT)
        && chunk.isEvent(header.metadataOffsetBytes(), ChunkFrame.METADATA);
  }

  private Recording recording() {
    ThreadDirectory directory = threads.build();
    Map<ConsumedEvent, EventTable> tables = store.consumed(-earliestNanos);
    Gaps uncovered = gaps.build(-earliestNanos, diagnostics);
    found.addAll(diagnostics);
    return new Recording(
        originEpochNanos + earliestNanos,
        Math.max(0, latestNanos - earliestNanos),
        source.size(),
        chunks,
        jvms.size(),
        store.eventCount(),
        store.summaries(),
        dictionaries.texts().strings().build(),
        dictionaries.frames().build(),
        dictionaries.stacks().build(),
        directory,
        tables,
        store.custom(-earliestNanos),
        store.runs(directory.size()),
        uncovered,
        found.build(-earliestNanos));
  }
}
