package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a cut has to know of the types of a chunk.
 *
 * @param metadataOffset of the metadata event that tells of them, relative to the chunk
 */
record CutSchema(long metadataOffset, Schema schema, CutPlans plans) {
  private static final String HEADER_COPY = "jdk.types.ChunkHeader";

  /**
   * Reads the schema of the last metadata event that can be read; null if there is none. The header
   * knows of it in a finished chunk; in others a later one may describe more types.
   */
  static @Nullable CutSchema of(ChunkView chunk, ChunkHeader header, ChunkFrame frame) {
    CutSchema schema = header.isFinished() ? at(chunk, header.metadataOffsetBytes()) : null;
    LongColumn offsets = frame.metadataOffsets();
    for (int i = offsets.size() - 1; i >= 0 && schema == null; i--) {
      schema = at(chunk, offsets.at(i));
    }
    return schema;
  }

  private static @Nullable CutSchema at(ChunkView chunk, long offset) {
    if (!chunk.isEvent(offset, ChunkFrame.METADATA)) {
      return null;
    }
    try {
      Cursor cursor = chunk.cursorAt(offset, chunk.eventSize());
      cursor.skipVarints(5); // size, type, start, duration, id
      Metadata metadata = MetadataParser.parse(cursor);
      Schema schema = Schema.compile(metadata, new Shapes());
      return new CutSchema(offset, schema, new CutPlans(metadata));
    } catch (CorruptDataException e) {
      return null;
    }
  }

  /** Returns those checkpoints that parse and hold more than a copy of the header. */
  LongColumn soundCheckpoints(ChunkView chunk, LongColumn offsets) {
    LongColumn.Builder sound = new LongColumn.Builder();
    for (int i = 0; i < offsets.size(); i++) {
      chunk.isEvent(offsets.at(i), ChunkFrame.CHECKPOINT);
      if (holdsConstants(chunk, offsets.at(i), chunk.eventSize())) {
        sound.add(offsets.at(i));
      }
    }
    return sound.build();
  }

  private boolean holdsConstants(ChunkView chunk, long offset, long size) {
    try {
      Cursor cursor = chunk.cursorAt(offset, size);
      cursor.skipVarints(5); // size, type, start, duration, link
      cursor.skipBytes(1); // what kind of checkpoint
      int pools = cursor.count();
      boolean holdsMore = false;
      for (int i = 0; i < pools; i++) {
        PoolType type = poolType(cursor.varint());
        holdsMore |= !type.name().equals(HEADER_COPY);
        int constants = cursor.count();
        for (int k = 0; k < constants; k++) {
          cursor.skipVarints(1); // the key
          Program.skip(type.skipper(), 0, type.skipper().length, cursor);
        }
      }
      return holdsMore;
    } catch (CorruptDataException e) {
      return false;
    }
  }

  private PoolType poolType(long typeId) {
    int index = schema.poolIndex(typeId);
    if (index < 0) {
      throw new CorruptDataException("constants of unknown type " + typeId);
    }
    return schema.poolTypes().get(index);
  }
}
