package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a recording, has each of them read, and puts the recording together.
 *
 * <p>A chunk ends where its header says if the chunk is finished and another one, or the end of the
 * file, or an unbroken walk over its events confirms it. Otherwise (the JVM was killed, the file is
 * cut, the header is damaged) it extends to the next header or the end of the file, and what can be
 * read of it is read.
 */
final class RecordingAssembler {
  /** How far a chunk without a credible size may extend. */
  private static final int MAX_UNCONFIRMED_BYTES = 1 << 30;

  private static final int SCAN_BYTES = 1 << 20;

  private final ByteWindow window;
  private final Runnable progress;
  private final EventStore store = new EventStore();
  private final Dictionaries dictionaries = new Dictionaries();
  private final Diagnostics.Builder diagnostics = new Diagnostics.Builder();
  private final ChunkReader reader = new ChunkReader(store, dictionaries, diagnostics);

  private int chunks;

  /** Wall clock at the internal time 0: the start of the first chunk in the file. */
  private long originEpochNanos;

  /* Since the internal time 0. */
  private long earliestNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;

  private @Nullable MalformedRecordingException firstFailure;

  RecordingAssembler(ByteWindow window, Runnable progress) {
    this.window = window;
    this.progress = progress;
  }

  /** Reads until the end of the window's input. */
  Recording assemble() throws IOException {
    while (window.fill(ChunkHeader.SIZE_BYTES) > 0) {
      ChunkHeader header = headerAt(0);
      if (header != null && header.isPlausible()) {
        readChunk(header);
      } else {
        noteFailure(header);
        skipToNextChunk(header == null ? Diagnostic.BYTES_SKIPPED : Diagnostic.CHUNK_DROPPED);
      }
      progress.run();
    }
    if (window.isDamaged()) {
      diagnostics.count(Diagnostic.TRUNCATED, "the compressed bytes are cut or damaged");
    }
    if (chunks == 0) {
      throw failure();
    }
    return recording();
  }

  private Recording recording() {
    ThreadDirectory threads = dictionaries.threads().build();
    Map<ConsumedEvent, EventTable> tables = store.freeze(-earliestNanos);
    return new Recording(
        originEpochNanos + earliestNanos,
        Math.max(0, latestNanos - earliestNanos),
        window.offsetBytes(),
        chunks,
        reader.jvmCount(),
        store.eventCount(),
        store.summaries(),
        dictionaries.texts().strings().build(),
        dictionaries.frames().build(),
        dictionaries.stacks().build(),
        threads,
        tables,
        ThreadRuns.of(tables, threads.size()),
        diagnostics.build());
  }

  private void readChunk(ChunkHeader header) throws IOException {
    long offset = window.offsetBytes();
    int size = sizeOf(header);
    if (chunks == 0) {
      originEpochNanos = header.startEpochNanos();
    }
    TickClock clock = new TickClock(header, originEpochNanos);
    if (reader.read(window.bytes(), size, header, clock, offset)) {
      chunks++;
      noteTimes(header, size);
      noteCompleteness(header, size, offset);
    } else {
      noteFailure(
          "expected metadata, which explains the events, but the chunk at byte "
              + offset
              + " ends without it");
      diagnostics.add(Diagnostic.CHUNK_DROPPED, "at byte " + offset, 1, size);
    }
    window.drop(size);
  }

  private void noteTimes(ChunkHeader header, int size) {
    long start = header.startEpochNanos() - originEpochNanos;
    earliestNanos = Math.min(earliestNanos, start);
    boolean hasEnd =
        header.isFinished()
            && header.sizeBytes() == size
            && header.durationNanos() >= 0
            && header.durationNanos() < TickClock.MAX_SPAN_NANOS;
    long end = hasEnd ? start + header.durationNanos() : Math.max(start, reader.latestEndNanos());
    latestNanos = Math.max(latestNanos, end);
  }

  private void noteCompleteness(ChunkHeader header, int size, long offset) {
    String where = "chunk at byte " + offset;
    if (!header.isFinished()) {
      diagnostics.count(Diagnostic.STILL_WRITING, where);
    } else if (header.sizeBytes() > size && !isComplete(header, size)) {
      diagnostics.add(Diagnostic.TRUNCATED, where, 1, header.sizeBytes() - size);
    } else if (header.sizeBytes() != size) {
      diagnostics.count(Diagnostic.WRONG_SIZE, where);
    }
  }

  /**
   * Returns whether nothing of a chunk can be missing although more is announced: the size is
   * absurd, but the chunk ends with a whole event and has all that its header points to.
   */
  private boolean isComplete(ChunkHeader header, int size) {
    byte[] bytes = window.bytes();
    Cursor cursor = new Cursor(bytes, 0, size);
    return header.sizeBytes() > ByteWindow.MAX_SIZE_BYTES
        && CheckpointChain.isEvent(
            cursor, header.checkpointOffsetBytes(), size, ChunkFrame.CHECKPOINT)
        && CheckpointChain.isEvent(cursor, header.metadataOffsetBytes(), size, ChunkFrame.METADATA)
        && ChunkFrame.walk(bytes, size, header, -1).isWhole();
  }

  /** Returns how many bytes of the window belong to the chunk at its beginning. */
  private int sizeOf(ChunkHeader header) throws IOException {
    long announced = header.sizeBytes();
    if (header.isFinished() && announced <= ByteWindow.MAX_SIZE_BYTES - ChunkHeader.SIZE_BYTES) {
      int available = window.fill(announced + ChunkHeader.SIZE_BYTES);
      if (available == announced
          || (available > announced
              && (headerAt((int) announced) != null || endsWithEvent(header)))) {
        return (int) announced;
      }
    }
    return nextHeader(ChunkHeader.SIZE_BYTES, MAX_UNCONFIRMED_BYTES, header);
  }

  private boolean endsWithEvent(ChunkHeader header) {
    return ChunkFrame.walk(window.bytes(), (int) header.sizeBytes(), header, -1).isWhole();
  }

  /**
   * Returns where the next plausible header is, at or after {@code from}; or where bytes end.
   *
   * @param current the header of the chunk to find the end of; the JVM writes copies of it into the
   *     chunk each time it flushes, and these begin no chunk
   */
  private int nextHeader(int from, int limit, @Nullable ChunkHeader current) throws IOException {
    int at = Math.min(from, window.size());
    while (true) {
      for (; at + ChunkHeader.SIZE_BYTES <= window.size(); at++) {
        if (beginsChunk(at, current)) {
          return at;
        }
      }
      int before = window.size();
      if (before >= limit || window.fill((long) before + SCAN_BYTES) == before) {
        return before;
      }
    }
  }

  private boolean beginsChunk(int at, @Nullable ChunkHeader current) {
    ChunkHeader header = headerAt(at);
    return header != null && header.isPlausible() && (current == null || !header.isCopyOf(current));
  }

  private void skipToNextChunk(Diagnostic diagnostic) throws IOException {
    long from = window.offsetBytes();
    int at = nextHeader(1, SCAN_BYTES, null);
    while (at == window.size() && at >= SCAN_BYTES) {
      // No header in all of the window; one may begin in its last bytes.
      window.drop(at - ChunkHeader.SIZE_BYTES);
      at = nextHeader(0, SCAN_BYTES, null);
    }
    window.drop(at);
    diagnostics.add(diagnostic, "at byte " + from, 1, window.offsetBytes() - from);
  }

  /** Returns the header at {@code at} of the window, or null if there is none. */
  private @Nullable ChunkHeader headerAt(int at) {
    byte[] bytes = window.bytes();
    if (at + ChunkHeader.SIZE_BYTES > window.size() || !ChunkHeader.isMagic(bytes, at)) {
      return null;
    }
    return ChunkHeader.read(new Cursor(bytes, at, window.size()));
  }

  private void noteFailure(@Nullable ChunkHeader header) {
    if (header == null) {
      noteFailure(
          "expected a JFR recording, which begins with the bytes \"FLR\", but found "
              + firstBytes()
              + " at byte "
              + window.offsetBytes());
    } else if (header.major() == 0) {
      noteFailure(
          "expected format version 1 or 2, but found version "
              + version(header)
              + " at byte "
              + window.offsetBytes()
              + ": JDK 7 and Oracle JDK 8 wrote that format; JDK Mission Control opens it");
    } else if (!header.isKnownVersion()) {
      noteFailure(
          "expected format version 1 or 2, but found version "
              + version(header)
              + " at byte "
              + window.offsetBytes());
    } else {
      noteFailure(
          "expected a chunk, but its header at byte " + window.offsetBytes() + " is damaged");
    }
  }

  private static String version(ChunkHeader header) {
    return header.major() + "." + header.minor();
  }

  private String firstBytes() {
    int count = Math.min(4, window.size());
    return HexFormat.ofDelimiter(" ").formatHex(window.bytes(), 0, count);
  }

  private void noteFailure(String message) {
    if (firstFailure == null) {
      firstFailure = new MalformedRecordingException(capitalised(message), window.offsetBytes());
    }
  }

  private static String capitalised(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  private MalformedRecordingException failure() {
    return firstFailure != null
        ? firstFailure
        : new MalformedRecordingException("Expected a JFR recording, but the file is empty", 0);
  }
}
