package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a recording.
 *
 * <p>A chunk ends where its header says if the chunk is finished and another one, or the end of the
 * file, or an unbroken walk over its events confirms it. Otherwise (the JVM was killed, the file is
 * cut, the header is damaged) it extends to the next header or the end of the file.
 *
 * <p>Used by one thread at a time; only failures may be noted meanwhile.
 */
final class ChunkFinder {
  private static final int PAGE_BYTES = 1 << 20;

  private final ByteSource source;
  private final Window window;
  private final Diagnostics.Builder diagnostics;
  private long at;
  private @Nullable ChunkExtent previous;

  private final ClockRate clockRate = new ClockRate();

  /** Wall clock at the start of the first chunk; times of the ledger count from it. */
  private long originEpochNanos;

  private @Nullable MalformedRecordingException firstFailure;

  ChunkFinder(ByteSource source, Diagnostics.Builder diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    window = new Window(source);
  }

  /** Returns the next chunk, or null at the end. Bytes that belong to none are counted as lost. */
  @Nullable ChunkExtent next() throws IOException {
    while (at < source.size()) {
      ChunkHeader header = headerAt(at);
      if (header != null && header.isPlausible()) {
        long size = sizeOf(header);
        ChunkExtent extent = new ChunkExtent(at, size, calibrated(header, size));
        at += extent.size();
        if (previous == null) {
          originEpochNanos = header.startEpochNanos();
        }
        previous = extent;
        return extent;
      }
      noteFailure(header);
      skipToNextChunk(header == null ? Diagnostic.BYTES_SKIPPED : Diagnostic.CHUNK_DROPPED);
    }
    return null;
  }

  private ChunkHeader calibrated(ChunkHeader header, long size) throws IOException {
    ChunkHeader next = header.isFinished() ? headerAt(at + size) : null;
    ChunkView chunk = new ChunkView(window, at, size);
    ChunkHeader calibrated = clockRate.calibrated(header, next, chunk);
    if (!calibrated.equals(header)) {
      long counted = calibrated.ticksPerSecond();
      diagnostics.add(
          Diagnostic.CLOCK_CORRECTED,
          header.ticksPerSecond() + " ticks per second stated, " + counted + " counted",
          1,
          0,
          Diagnostics.Place.at(at));
    }
    return calibrated;
  }

  private long sizeOf(ChunkHeader header) throws IOException {
    long announced = header.sizeBytes();
    long available = source.size() - at;
    if (header.isFinished() && announced <= available) {
      if (announced == available
          || headerAt(at + announced) != null
          || isWalkWhole(header, announced)) {
        return announced;
      }
    }
    return nextHeader(at + ChunkHeader.SIZE_BYTES, header) - at;
  }

  private boolean isWalkWhole(ChunkHeader header, long size) {
    return ChunkFrame.walk(new ChunkView(window, at, size), header).isWhole();
  }

  /**
   * Returns where the next plausible header is, at or after {@code from}; or where bytes end.
   *
   * @param current the header of the chunk to find the end of; the JVM writes copies of it into the
   *     chunk each time it flushes, and these begin no chunk
   */
  private long nextHeader(long from, @Nullable ChunkHeader current) throws IOException {
    long candidate = from;
    while (candidate + ChunkHeader.SIZE_BYTES <= source.size()) {
      if (!window.holds(candidate, ChunkHeader.SIZE_BYTES)) {
        window.load(candidate, PAGE_BYTES);
      }
      byte[] bytes = window.bytes();
      int last = window.size() - ChunkHeader.SIZE_BYTES;
      for (int i = (int) (candidate - window.offset()); i <= last; i++, candidate++) {
        if (bytes[i] == 'F' && ChunkHeader.isMagic(bytes, i) && beginsChunk(i, current)) {
          return candidate;
        }
      }
    }
    return source.size();
  }

  private boolean beginsChunk(int position, @Nullable ChunkHeader current) {
    ChunkHeader header = ChunkHeader.read(new Cursor(window.bytes(), position, window.size()));
    return header.isPlausible() && (current == null || !header.isCopyOf(current));
  }

  private void skipToNextChunk(Diagnostic diagnostic) throws IOException {
    long from = at;
    at = nextHeader(from + 1, null);
    ChunkHeader next = headerAt(at);
    Diagnostics.Place place = Diagnostics.Place.at(from);
    ChunkExtent before = previous;
    if (before != null) {
      place = place.from(before.endEpochNanos() - originEpochNanos);
    }
    if (next != null) {
      place = place.to(before == null ? 0 : next.startEpochNanos() - originEpochNanos);
    }
    diagnostics.add(diagnostic, "at byte " + from, 1, at - from, place);
  }

  /** Returns the header at {@code offset}, or null if there is none. */
  private @Nullable ChunkHeader headerAt(long offset) throws IOException {
    if (offset + ChunkHeader.SIZE_BYTES > source.size()) {
      return null;
    }
    if (!window.holds(offset, ChunkHeader.SIZE_BYTES)) {
      window.load(offset, ChunkHeader.SIZE_BYTES);
    }
    int position = (int) (offset - window.offset());
    return window.size() - position >= ChunkHeader.SIZE_BYTES
            && ChunkHeader.isMagic(window.bytes(), position)
        ? ChunkHeader.read(new Cursor(window.bytes(), position, window.size()))
        : null;
  }

  /** Returns why nothing could be read, by what is first in the file. */
  synchronized MalformedRecordingException failure() {
    return firstFailure != null
        ? firstFailure
        : new MalformedRecordingException("Expected a JFR recording, but the file is empty", 0);
  }

  /** Notes that the chunk at {@code offset} cannot be read. */
  void noteNoMetadata(long offset) {
    noteFailure(
        "Expected metadata, which explains the events, but the chunk at byte "
            + offset
            + " ends without it",
        offset);
  }

  private void noteFailure(@Nullable ChunkHeader header) throws IOException {
    if (header == null) {
      noteFailure(
          "Expected a JFR recording, which begins with the bytes \"FLR\", but found "
              + firstBytes()
              + " at byte "
              + at,
          at);
    } else if (header.major() == 0) {
      noteFailure(
          unknownVersion(header)
              + ": JDK 7 and Oracle JDK 8 wrote that format; JDK Mission Control opens it",
          at);
    } else if (!header.isKnownVersion()) {
      noteFailure(unknownVersion(header), at);
    } else {
      noteFailure("Expected a chunk, but its header at byte " + at + " is damaged", at);
    }
  }

  private String unknownVersion(ChunkHeader header) {
    return "Expected format version 1 or 2, but found version "
        + header.major()
        + "."
        + header.minor()
        + " at byte "
        + at;
  }

  private String firstBytes() throws IOException {
    byte[] first = new byte[4];
    int count = source.read(at, first, 0, first.length);
    return HexFormat.ofDelimiter(" ").formatHex(first, 0, count);
  }

  /**
   * Readers are ahead of each other: the first failure in the file counts, not the first in time.
   */
  private synchronized void noteFailure(String message, long offset) {
    if (firstFailure == null || offset < firstFailure.offsetBytes()) {
      firstFailure = new MalformedRecordingException(message, offset);
    }
  }
}
