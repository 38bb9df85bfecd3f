package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of a recording as a recording: what touches a window of time, optionally of some
 * threads only. Events are copied byte for byte; so are metadata and constants of each chunk that
 * stays. Chunks beside the window of which nothing touches it go.
 *
 * <p>The headers of chunks state the part of the window that they cover, so time 0 of what is
 * written is the beginning of the window. What lasted longer than the window keeps its own times.
 *
 * <p>Besides what touches the window stay: settings and facts about the JVM, starts and ends of
 * threads, in chunks that stay; what the recorder wrote at the ends of a trace, with its chunks;
 * counts of processor time a second around the window. Events that are of no thread, or of one that
 * is none of Java, stay whichever threads are chosen.
 *
 * <p>Damage is no error while anything can be read: {@link CutSummary#diagnostics()}. Memory does
 * not depend on the size of the recording, but for constants of a chunk where threads are chosen.
 */
public final class RecordingCutter {
  /** What a chunk covers of a window that it only lies beside. */
  private static final long BESIDE_NANOS = 1;

  private static final CutWindow EVERYTHING = new CutWindow(0, Long.MAX_VALUE, List.of());

  private final ByteSource source;
  private final LongFunction<CutWindow> windowOf;
  private final OutputStream out;
  private final Diagnostics.Builder diagnostics = new Diagnostics.Builder();
  private final ChunkFinder finder;
  private final List<ChunkExtent> extents = new ArrayList<>();
  private long originEpochNanos;
  private CutWindow window = EVERYTHING;

  private int keptChunks;
  private int readableChunks;
  private long events;
  private long keptEvents;
  private long touchingEvents;

  /** The chunk to write if nothing touches the window. */
  private @Nullable ChunkExtent substitute;

  private RecordingCutter(ByteSource source, LongFunction<CutWindow> windowOf, OutputStream out) {
    this.source = source;
    this.windowOf = windowOf;
    this.out = out;
    finder = new ChunkFinder(source, diagnostics);
  }

  /**
   * Writes the part of a recording, plain or compressed with gzip, to {@code out}, uncompressed;
   * does not close it.
   *
   * @throws IOException if the file cannot be read or the result not written
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static CutSummary cut(Path file, CutWindow window, OutputStream out) throws IOException {
    return cut(file, origin -> window, out);
  }

  /**
   * Same with a window that depends on when the recording starts.
   *
   * @param windowOf is given the start in nanoseconds since 1970
   */
  public static CutSummary cut(Path file, LongFunction<CutWindow> windowOf, OutputStream out)
      throws IOException {
    try (ByteSource source = RecordingReader.open(file)) {
      return new RecordingCutter(source, windowOf, out).cut();
    }
  }

  private CutSummary cut() throws IOException {
    for (ChunkExtent extent = finder.next(); extent != null; extent = finder.next()) {
      extents.add(extent);
    }
    if (source.isDamaged()) {
      diagnostics.count(Diagnostic.TRUNCATED, "the compressed bytes are cut or damaged");
    }
    originEpochNanos =
        extents.stream().mapToLong(e -> e.header().startEpochNanos()).min().orElse(0);
    window = windowOf.apply(originEpochNanos);
    for (ChunkExtent extent : extents) {
      cut(extent, false);
    }
    if (substitute != null && keptChunks == 0) {
      cut(substitute, true);
    }
    if (keptChunks == 0) {
      throw finder.failure();
    }
    return new CutSummary(
        originEpochNanos,
        readableChunks,
        keptChunks,
        events,
        keptEvents,
        touchingEvents,
        diagnostics.build());
  }

  private void cut(ChunkExtent extent, boolean isSubstitute) throws IOException {
    ChunkView chunk = new ChunkView(new Window(source), extent);
    TickClock clock = new TickClock(extent.header(), originEpochNanos);
    ChunkFrame frame;
    ChunkCut cut;
    ChunkHeader times;
    try {
      frame = ChunkFrame.walk(chunk, extent.header());
      CutSchema schema = CutSchema.of(chunk, extent.header(), frame);
      if (schema == null) {
        finder.noteNoMetadata(extent.offset());
        throw new CorruptDataException("no metadata");
      }
      cut = ChunkCut.of(chunk, frame, clock, window, schema);
      times = times(extent, clock, cut);
    } catch (CorruptDataException e) {
      diagnostics.add(Diagnostic.CHUNK_DROPPED, "at byte " + extent.offset(), 1, extent.size());
      return;
    }
    if (!isSubstitute) {
      count(extent, frame, cut);
    }
    boolean coversTime = times.durationNanos() > BESIDE_NANOS;
    if (coversTime || cut.isNeeded() || isSubstitute) {
      byte[] header = new byte[ChunkHeader.SIZE_BYTES];
      source.read(extent.offset(), header, 0, header.length);
      cut.write(times, header, out);
      keptChunks++;
      keptEvents += cut.keptEvents();
      touchingEvents += cut.touchingEvents();
    }
  }

  private void count(ChunkExtent extent, ChunkFrame frame, ChunkCut cut) {
    readableChunks++;
    events += cut.events();
    cut.countIn(diagnostics);
    String where = "chunk at byte " + extent.offset();
    if (frame.lostBytes() > 0) {
      diagnostics.add(Diagnostic.EVENT_UNREADABLE, "in the " + where, 1, frame.lostBytes());
    }
    if (!extent.header().isFinished()) {
      diagnostics.count(Diagnostic.STILL_WRITING, where);
    } else if (extent.header().sizeBytes() > extent.size()) {
      long missing = extent.header().sizeBytes() - extent.size();
      diagnostics.add(Diagnostic.TRUNCATED, where, 1, missing);
    }
    if (substitute == null || startNanos(extent) <= window.fromNanos()) {
      substitute = extent;
    }
  }

  private long startNanos(ChunkExtent extent) {
    return extent.header().startEpochNanos() - originEpochNanos;
  }

  /**
   * Returns a header whose times are those that the chunk has in common with the window. A chunk
   * that only lies beside it gets the nanosecond of the window that is next to it.
   */
  private ChunkHeader times(ChunkExtent extent, TickClock clock, ChunkCut cut) {
    ChunkHeader header = extent.header();
    long start = startNanos(extent);
    long stated = extent.endEpochNanos() - originEpochNanos;
    long end = extent.isComplete() && stated > start ? stated : cut.latestEndNanos();
    long from = Math.max(start, window.fromNanos());
    long to = Math.min(Math.max(end, start + 1), window.toNanos());
    if (from >= to) {
      from = start >= window.toNanos() ? window.toNanos() - BESIDE_NANOS : window.fromNanos();
      to = from + BESIDE_NANOS;
    }
    long ticks = header.startTicks() + ticks(from - start, header.ticksPerSecond());
    long begin = clock.nanosAt(ticks);
    return header.withTimes(originEpochNanos + begin, to - begin, ticks);
  }

  private static long ticks(long nanos, long ticksPerSecond) {
    double rest = (double) (nanos % 1_000_000_000) * ticksPerSecond / 1e9;
    return nanos / 1_000_000_000 * ticksPerSecond + (long) Math.floor(rest);
  }
}
