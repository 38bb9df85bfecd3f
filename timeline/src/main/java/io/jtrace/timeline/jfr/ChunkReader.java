package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks into the store, one after the other: metadata, then constants, then events. What is
 * missing or does not parse is counted and left out.
 */
final class ChunkReader {
  private final EventStore store;
  private final Dictionaries dictionaries;
  private final Diagnostics.Builder diagnostics;
  private final SchemaCache schemas;
  private final JvmRegistry jvms;
  private final ConstantPools constants;
  private final EventDecoder decoder;

  ChunkReader(EventStore store, Dictionaries dictionaries, Diagnostics.Builder diagnostics) {
    this.store = store;
    this.dictionaries = dictionaries;
    this.diagnostics = diagnostics;
    schemas = new SchemaCache(store);
    jvms = new JvmRegistry(dictionaries.threads());
    constants = new ConstantPools(dictionaries);
    decoder = new EventDecoder(constants, dictionaries, diagnostics);
  }

  int jvmCount() {
    return jvms.size();
  }

  /** Returns the end of the latest consumed event of the last chunk, or the least value. */
  long latestEndNanos() {
    return decoder.latestEndNanos();
  }

  /**
   * Reads a chunk; returns false if it has no metadata, without which nothing in it can be read.
   *
   * @param size bytes of the chunk that there are
   * @param fileOffset of the chunk, for diagnostics
   */
  boolean read(byte[] bytes, int size, ChunkHeader header, TickClock clock, long fileOffset) {
    Schema schema = schemas.read(bytes, size, header.metadataOffsetBytes());
    ChunkFrame frame = walk(bytes, size, header, schema);
    Schema newer = newerSchema(bytes, size, header, frame, schema);
    if (newer == null) {
      return false;
    }
    if (newer != schema) {
      schema = newer;
      frame = walk(bytes, size, header, schema);
    }
    if (!frame.isWhole()) {
      diagnostics.add(
          Diagnostic.EVENT_UNREADABLE, "in the chunk at byte " + fileOffset, 1, frame.lostBytes());
    }
    index(schema, frame, bytes, size);
    decoder.begin(clock);
    int settingsFrom = store.columns(ConsumedEvent.ACTIVE_SETTING).rows();
    int lossesFrom = store.columns(ConsumedEvent.DATA_LOSS).rows();
    int lostSamplesFrom = store.columns(ConsumedEvent.CPU_TIME_SAMPLES_LOST).rows();
    for (ChunkFrame.Segment segment : frame.segments()) {
      decoder.decode(schema, bytes, segment.from(), segment.to());
    }
    constants.report(diagnostics);
    applySettings(schema, settingsFrom);
    countLosses(lossesFrom, lostSamplesFrom);
    return true;
  }

  private static ChunkFrame walk(
      byte[] bytes, int size, ChunkHeader header, @Nullable Schema schema) {
    long jvmInformation = schema == null ? -1 : schema.jvmInformationType();
    return ChunkFrame.walk(bytes, size, header, jvmInformation);
  }

  /**
   * Returns the schema of the last metadata event that can be read. The header knows of it in a
   * finished chunk; in others a later one may describe more types.
   */
  private @Nullable Schema newerSchema(
      byte[] bytes, int size, ChunkHeader header, ChunkFrame frame, @Nullable Schema known) {
    if (known != null && header.isFinished()) {
      return known;
    }
    List<Integer> offsets = frame.metadataOffsets();
    for (int i = offsets.size() - 1; i >= 0; i--) {
      Schema schema = schemas.read(bytes, size, offsets.get(i));
      if (schema != null) {
        return schema;
      }
    }
    return known;
  }

  private void index(Schema schema, ChunkFrame frame, byte[] bytes, int size) {
    constants.begin(schema, bytes, size);
    Cursor cursor = new Cursor(bytes, 0, size);
    for (int offset : frame.checkpointOffsets()) {
      cursor.reset(bytes, offset, size);
      int end = offset + (int) cursor.varint();
      cursor.skipVarints(1);
      cursor.reset(bytes, cursor.position(), end);
      try {
        constants.index(cursor);
      } catch (CorruptDataException e) {
        int rest = end - cursor.position();
        diagnostics.add(Diagnostic.EVENT_UNREADABLE, "checkpoint", 1, rest);
      }
    }
    constants.seal();
    JvmRegistry.Identity identity = identity(schema, frame, bytes, size);
    constants.jvm(jvms.assign(identity, constants.threadConstants()));
    constants.resolveThreads();
  }

  private static JvmRegistry.@Nullable Identity identity(
      Schema schema, ChunkFrame frame, byte[] bytes, int size) {
    Program program = schema.jvmInformation();
    if (program == null || frame.jvmInformationOffset() < 0) {
      return null;
    }
    try {
      Cursor cursor = new Cursor(bytes, frame.jvmInformationOffset(), size);
      cursor.skipVarints(2); // size, type
      StructValues values = new StructValues(program);
      values.read(cursor);
      return new JvmRegistry.Identity(values.at(0), values.at(1));
    } catch (CorruptDataException e) {
      return null; // the decoder counts the event as unreadable
    }
  }

  private void applySettings(Schema schema, int from) {
    EventColumns settings = store.columns(ConsumedEvent.ACTIVE_SETTING);
    for (int row = from; row < settings.rows(); row++) {
      EventPlan plan = schema.plan(settings.numberAt(0, row));
      int name = settings.idAt(1, row);
      int value = settings.idAt(2, row);
      if (plan != null && name != Strings.NONE && value != Strings.NONE) {
        plan.tally().setting(dictionaries.texts().at(name), dictionaries.texts().at(value));
      }
    }
  }

  private void countLosses(int lossesFrom, int lostSamplesFrom) {
    EventColumns losses = store.columns(ConsumedEvent.DATA_LOSS);
    for (int row = lossesFrom; row < losses.rows(); row++) {
      long amount = Math.max(0, losses.numberAt(0, row));
      diagnostics.add(Diagnostic.EVENTS_LOST, "buffers overflowed", 1, amount);
    }
    EventColumns lost = store.columns(ConsumedEvent.CPU_TIME_SAMPLES_LOST);
    for (int row = lostSamplesFrom; row < lost.rows(); row++) {
      long count = Math.max(0, lost.numberAt(0, row));
      diagnostics.add(Diagnostic.SAMPLES_LOST, "CPU-time samples", count, 0);
    }
  }
}
