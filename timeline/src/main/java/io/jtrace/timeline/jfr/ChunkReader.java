package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one chunk after the other: metadata, then constants, then events. What is missing or does
 * not parse is counted and left out.
 *
 * <p>A chunk that the JVM has finished is read along what its header points to, and each event is
 * looked at once. If that leads astray, or the chunk is not finished, its events are found by a
 * walk first. A long chunk is read piece by piece, so that memory depends on the piece.
 *
 * <p>Each reading thread has a reader of its own. Not safe for use by several threads.
 */
final class ChunkReader {
  /** Sizes that decide how much of a chunk is in memory at once. */
  record Limits(int wholeBytes, int pieceBytes) {
    static final Limits USUAL = new Limits(64 << 20, 16 << 20);
  }

  /** Dictionaries with more nodes are begun anew, so that readers do not all hold everything. */
  private static final int MANY_STACKS = 1 << 20;

  /** Takes what was read of a chunk so far. */
  @FunctionalInterface
  interface Taker {
    void take(ChunkReader reader) throws IOException;
  }

  private final Limits limits;
  private final SchemaCache schemas;
  private final Window window;
  private final Batch batch;
  private final Dictionaries dictionaries;
  private final ConstantPools constants;
  private final EventDecoder decoder;
  private final IdMaps maps = new IdMaps();

  private boolean firstOfChunk;
  private long lostBytes;
  private long firstLostByte;

  ChunkReader(
      ByteSource source,
      SchemaCache schemas,
      Shapes shapes,
      Dictionaries dictionaries,
      Limits limits) {
    this.limits = limits;
    this.schemas = schemas;
    this.dictionaries = dictionaries;
    window = new Window(source);
    batch = new Batch(shapes);
    constants = new ConstantPools(dictionaries);
    decoder = new EventDecoder(batch, constants);
  }

  /* What a taker may ask for. */

  Batch batch() {
    return batch;
  }

  Dictionaries dictionaries() {
    return dictionaries;
  }

  ChunkThreads threads() {
    return constants.threads();
  }

  IdMaps maps() {
    return maps;
  }

  /** Returns whether this is the first batch of its chunk. */
  boolean isFirstOfChunk() {
    return firstOfChunk;
  }

  /* What is known when a chunk was read. */

  /** Returns the end of the latest event of the last chunk, or the least value. */
  long latestEndNanos() {
    return decoder.latestEndNanos();
  }

  /** Returns the bytes of the last chunk that belong to no event. */
  long lostBytes() {
    return lostBytes;
  }

  /** Returns the first of the {@link #lostBytes}, relative to the chunk. */
  long firstLostByte() {
    return firstLostByte;
  }

  /** Returns whether this reader has gathered so much that a new one had better take over. */
  boolean isFull() {
    return dictionaries.stacks().size() > MANY_STACKS;
  }

  /**
   * Reads a chunk; returns false if it has no metadata, without which nothing in it can be read.
   *
   * @param taker is called at least once for a readable chunk
   * @throws IOException if the recording cannot be read
   */
  boolean read(ChunkExtent extent, TickClock clock, Taker taker) throws IOException {
    firstOfChunk = true;
    lostBytes = 0;
    boolean isWhole = extent.size() <= limits.wholeBytes();
    if (isWhole) {
      window.load(extent.offset(), (int) extent.size());
    }
    ChunkView chunk = new ChunkView(window, extent);
    Schema schema = schemas.read(chunk, extent.header().metadataOffsetBytes());
    if (isWhole
        && schema != null
        && extent.isComplete()
        && readAlong(chunk, extent, schema, clock)) {
      handOver(taker);
      return true;
    }
    return readByWalking(chunk, extent, schema, clock, taker);
  }

  /** Reads along the header's pointers; false if they do not lead to all there is. */
  private boolean readAlong(ChunkView chunk, ChunkExtent extent, Schema schema, TickClock clock) {
    CheckpointChain chain = CheckpointChain.follow(chunk, extent.header());
    if (!chain.isComplete()) {
      return false;
    }
    begin(schema, window.bytes(), window.size(), clock);
    for (int i = 0; i < chain.size(); i++) {
      if (!chunk.isEvent(chain.offset(i), ChunkFrame.CHECKPOINT)
          || !index(chunk.cursorAt(chain.offset(i), chunk.eventSize()))) {
        return false;
      }
    }
    ready();
    int size = (int) extent.size();
    int end = decoder.decode(schema, window.bytes(), ChunkHeader.SIZE_BYTES, size);
    return end == size && decoder.checkpoints() == chain.size();
  }

  private void begin(Schema schema, byte[] poolBytes, int poolSize, TickClock clock) {
    batch.begin(schema);
    constants.begin(schema, poolBytes, poolSize);
    decoder.begin(clock);
  }

  /** Indexes a checkpoint event; false if a part of it does not parse. */
  private boolean index(Cursor cursor) {
    try {
      cursor.skipVarints(2); // size, type
      constants.index(cursor);
      return true;
    } catch (CorruptDataException e) {
      batch.diagnostics().add(Diagnostic.EVENT_UNREADABLE, "checkpoint", 1, cursor.remaining());
      return false;
    }
  }

  private void ready() {
    constants.seal();
    constants.resolveThreads();
  }

  private void handOver(Taker taker) throws IOException {
    constants.report(batch.diagnostics());
    batch.sorter().sort(constants.threads().size());
    taker.take(this);
    firstOfChunk = false;
  }

  private boolean readByWalking(
      ChunkView chunk, ChunkExtent extent, @Nullable Schema pointedAt, TickClock clock, Taker taker)
      throws IOException {
    ChunkFrame frame = ChunkFrame.walk(chunk, extent.header());
    Schema schema = newestSchema(chunk, extent.header(), frame, pointedAt);
    if (schema == null) {
      return false;
    }
    lostBytes = frame.lostBytes();
    firstLostByte = frame.firstLostByte(chunk.size());
    byte[] pools = new byte[Cursor.SLACK_BYTES];
    int poolSize = 0;
    LongColumn checkpoints = frame.checkpointOffsets();
    int[] starts = new int[checkpoints.size() + 1];
    for (int i = 0; i < checkpoints.size(); i++) {
      chunk.isEvent(checkpoints.at(i), ChunkFrame.CHECKPOINT);
      int length = (int) Math.min(chunk.eventSize(), Integer.MAX_VALUE);
      if (poolSize + length > Integer.MAX_VALUE - 2L * Cursor.SLACK_BYTES) {
        length = 0; // its constants will be dangling
      }
      Cursor cursor = chunk.cursorAt(checkpoints.at(i), length);
      pools = withRoom(pools, poolSize + length);
      System.arraycopy(cursor.bytes(), cursor.position(), pools, poolSize, length);
      poolSize += length;
      starts[i + 1] = poolSize;
    }
    begin(schema, pools, poolSize, clock);
    for (int i = 0; i < checkpoints.size(); i++) {
      index(new Cursor(pools, starts[i], starts[i + 1]));
    }
    ready();
    for (ChunkFrame.Segment segment : frame.segments()) {
      decode(chunk, extent, schema, segment, taker);
    }
    handOver(taker);
    return true;
  }

  private static byte[] withRoom(byte[] bytes, int size) {
    long wanted = (long) size + Cursor.SLACK_BYTES;
    return wanted <= bytes.length
        ? bytes
        : Arrays.copyOf(
            bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, bytes.length * 2L)));
  }

  private void decode(
      ChunkView chunk, ChunkExtent extent, Schema schema, ChunkFrame.Segment segment, Taker taker)
      throws IOException {
    long at = segment.from();
    while (at < segment.to()) {
      int length = (int) Math.min(pieceBytes(extent), segment.to() - at);
      if (chunk.readHead(at, segment.to()) && chunk.eventSize() > length) {
        length = (int) Math.min(chunk.eventSize(), Integer.MAX_VALUE - 64);
      }
      if (!window.holds(extent.offset() + at, length)) {
        window.load(extent.offset() + at, length);
      }
      int from = (int) (extent.offset() + at - window.offset());
      int end = Math.min(from + length, window.size());
      int next = decoder.decode(schema, window.bytes(), from, end);
      if (next == from) {
        long rest = segment.to() - at;
        batch.diagnostics().add(Diagnostic.EVENT_UNREADABLE, "of more than 2 GB", 1, rest);
        return;
      }
      at += next - from;
      if (at < segment.to()) {
        handOver(taker);
        batch.begin(schema);
      }
    }
  }

  private long pieceBytes(ChunkExtent extent) {
    return extent.size() <= limits.wholeBytes() ? extent.size() : limits.pieceBytes();
  }

  /**
   * Returns the schema of the last metadata event that can be read. The header knows of it in a
   * finished chunk; in others a later one may describe more types.
   */
  private @Nullable Schema newestSchema(
      ChunkView chunk, ChunkHeader header, ChunkFrame frame, @Nullable Schema known) {
    if (known != null && header.isFinished()) {
      return known;
    }
    LongColumn offsets = frame.metadataOffsets();
    for (int i = offsets.size() - 1; i >= 0; i--) {
      Schema schema = schemas.read(chunk, offsets.at(i));
      if (schema != null) {
        return schema;
      }
    }
    return known;
  }
}
