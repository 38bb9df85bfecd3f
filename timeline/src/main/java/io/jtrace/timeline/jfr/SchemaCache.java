package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles metadata events, once per distinct content. The chunks of one JVM mostly repeat it, and
 * equal bytes are the only sign of that: the id in the event counts from zero in every JVM.
 *
 * <p>Safe for use by several threads.
 */
final class SchemaCache {
  private static final int MAX_ENTRIES = 16;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] payload, Schema schema) {}

  private final Shapes shapes;
  private final List<Entry> entries = new ArrayList<>();

  SchemaCache(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Returns the schema of the metadata event at {@code at}, or null if there is none. */
  @Nullable Schema read(ChunkView chunk, long at) {
    if (!chunk.isEvent(at, ChunkFrame.METADATA)) {
      return null;
    }
    try {
      Cursor cursor = chunk.cursorAt(at, chunk.eventSize());
      cursor.skipVarints(5); // size, type, start, duration, id
      return compile(cursor);
    } catch (CorruptDataException e) {
      return null;
    }
  }

  private synchronized Schema compile(Cursor cursor) {
    int from = cursor.position();
    int to = from + cursor.remaining();
    for (Entry entry : entries) {
      if (Arrays.equals(entry.payload, 0, entry.payload.length, cursor.bytes(), from, to)) {
        return entry.schema;
      }
    }
    byte[] payload = Arrays.copyOfRange(cursor.bytes(), from, to);
    Schema schema = Schema.compile(MetadataParser.parse(cursor), shapes);
    if (entries.size() == MAX_ENTRIES) {
      entries.remove(0);
    }
    entries.add(new Entry(payload, schema));
    return schema;
  }
}
