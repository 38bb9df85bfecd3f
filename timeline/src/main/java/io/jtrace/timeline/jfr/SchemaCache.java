package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles metadata events, once per distinct content. The chunks of one JVM mostly repeat it, and
 * equal bytes are the only sign of that: the id in the event counts from zero in every JVM.
 */
final class SchemaCache {
  private static final int MAX_ENTRIES = 16;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] payload, Schema schema) {}

  private final EventStore store;
  private final List<Entry> entries = new ArrayList<>();

  SchemaCache(EventStore store) {
    this.store = store;
  }

  /** Returns the schema of the metadata event at {@code at}, or null if there is none. */
  @Nullable Schema read(byte[] bytes, int size, long at) {
    Cursor cursor = new Cursor(bytes, 0, size);
    if (!CheckpointChain.isEvent(cursor, at, size, ChunkFrame.METADATA)) {
      return null;
    }
    try {
      cursor.position((int) at);
      int end = (int) at + (int) cursor.varint();
      cursor.reset(bytes, cursor.position(), end);
      cursor.skipVarints(4); // type, start, duration, id
      return compile(cursor, end);
    } catch (CorruptDataException e) {
      return null;
    }
  }

  private Schema compile(Cursor cursor, int end) {
    int from = cursor.position();
    for (Entry entry : entries) {
      if (Arrays.equals(entry.payload, 0, entry.payload.length, cursor.bytes(), from, end)) {
        return entry.schema;
      }
    }
    byte[] payload = Arrays.copyOfRange(cursor.bytes(), from, end);
    Schema schema = Schema.compile(MetadataParser.parse(cursor), store);
    if (entries.size() == MAX_ENTRIES) {
      entries.remove(0);
    }
    entries.add(new Entry(payload, schema));
    return schema;
  }
}
