package io.jtrace.timeline.jfr;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Reads events with all their fields from a recording: those that {@link RecordingReader} makes
 * columns of, and all others. Nothing is kept of them, so that memory does not depend on the size
 * of the recording, but for the constants of a chunk.
 *
 * <p>What cannot be read is passed over and counted. Not safe for use by several threads.
 */
public final class EventReader implements Closeable {
  private final ByteSource source;
  private final List<ChunkExtent> extents;
  private final long originEpochNanos;
  private long unreadableEvents;
  private long unreadableChunks;

  private EventReader(ByteSource source, List<ChunkExtent> extents, long originEpochNanos) {
    this.source = source;
    this.extents = extents;
    this.originEpochNanos = originEpochNanos;
  }

  /**
   * Opens a recording, plain or compressed with gzip.
   *
   * @param originEpochNanos the wall clock at time 0; if empty, that is where the first chunk
   *     begins
   * @throws IOException if the file cannot be read
   * @throws MalformedRecordingException if there is no chunk in it
   */
  public static EventReader open(Path file, OptionalLong originEpochNanos) throws IOException {
    ByteSource source = RecordingReader.open(file);
    try {
      ChunkFinder finder = new ChunkFinder(source, new Diagnostics.Builder());
      List<ChunkExtent> extents = new ArrayList<>();
      for (ChunkExtent extent = finder.next(); extent != null; extent = finder.next()) {
        extents.add(extent);
      }
      if (extents.isEmpty()) {
        throw finder.failure();
      }
      long first = extents.stream().mapToLong(e -> e.header().startEpochNanos()).min().orElse(0);
      return new EventReader(source, List.copyOf(extents), originEpochNanos.orElse(first));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Hands over events in the order of the file, which is roughly that of their ends, until {@code
   * consumer} says false.
   *
   * @throws IOException if the file cannot be read
   */
  public void each(EventQuery query, Predicate<DecodedEvent> consumer) throws IOException {
    EventChunk.Choice choice = query.choice();
    for (int i = 0; i < extents.size(); i++) {
      boolean[] goesOn = {true};
      eachIn(
          i,
          chunk ->
              goesOn[0] =
                  chunk.each(
                      choice,
                      (offset, size, type, start, end) -> {
                        DecodedEvent event = chunk.decode(offset, size, type, start, end);
                        return event == null || consumer.test(event);
                      }));
      if (!goesOn[0]) {
        return;
      }
    }
  }

  /** What is done with a chunk. */
  interface ChunkConsumer {
    void accept(EventChunk chunk);
  }

  /** Gets a chunk ready and hands it over; counts it if it cannot be read. */
  void eachIn(int chunk, ChunkConsumer consumer) throws IOException {
    try {
      EventChunk ready = EventChunk.of(source, extents.get(chunk), originEpochNanos);
      consumer.accept(ready);
      unreadableEvents += ready.unreadableEvents();
    } catch (CorruptDataException e) {
      unreadableChunks++;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  int chunks() {
    return extents.size();
  }

  /** Returns the wall clock at time 0. */
  public long originEpochNanos() {
    return originEpochNanos;
  }

  /** Returns how many events could not be read in all questions so far. */
  public long unreadableEvents() {
    return unreadableEvents;
  }

  /** Returns how many chunks could not be read in all questions so far. */
  public long unreadableChunks() {
    return unreadableChunks;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
