package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of a chunk, each of which is made into a value when something refers to it. Values
 * of the latest are kept.
 *
 * <p>Not safe for use by several threads.
 */
final class ChunkConstants {
  /** Stacks are large: more of them than this are not kept. */
  private static final int KEPT_VALUES = 8192;

  private final Schema schema;
  private final byte[] bytes;
  private final int size;
  private final ConstantPool[] pools;
  private final Map<Key, EventValue> known = new HashMap<>();

  private record Key(int pool, long key) {}

  private ChunkConstants(Schema schema, byte[] bytes) {
    this.schema = schema;
    this.bytes = bytes;
    size = bytes.length - Cursor.SLACK_BYTES;
    pools = new ConstantPool[schema.poolTypes().size()];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = new ConstantPool();
    }
  }

  /**
   * Indexes the constants of checkpoints that parse.
   *
   * @throws CorruptDataException if they are too long
   */
  static ChunkConstants of(ChunkView chunk, LongColumn checkpoints, Schema schema) {
    int[] ends = new int[checkpoints.size()];
    ChunkConstants constants =
        new ChunkConstants(schema, CutThreads.gather(chunk, checkpoints, ends));
    int from = 0;
    for (int end : ends) {
      constants.index(new Cursor(constants.bytes, from, end));
      from = end;
    }
    for (ConstantPool pool : constants.pools) {
      pool.seal();
    }
    return constants;
  }

  private void index(Cursor cursor) {
    cursor.skipVarints(5); // size, type, start, duration, distance to the previous checkpoint
    cursor.skipBytes(1); // what kind of checkpoint
    int poolCount = cursor.count();
    for (int i = 0; i < poolCount; i++) {
      int pool = schema.poolIndex(cursor.varint());
      int constantCount = cursor.count();
      for (int k = 0; k < constantCount; k++) {
        long key = cursor.varint();
        pools[pool].put(key, cursor.position());
        int[] skipper = schema.poolTypes().get(pool).skipper();
        Program.skip(skipper, 0, skipper.length, cursor);
      }
    }
  }

  /** Makes values of constants. */
  interface Maker {
    /** Makes the value of a constant, with the cursor at its beginning. */
    EventValue make(Cursor cursor);
  }

  /** Returns the value of a constant; {@code otherwise} if there is none with this key. */
  EventValue value(long typeId, long key, EventValue otherwise, Maker maker) {
    int pool = schema.poolIndex(typeId);
    int slot = pool < 0 ? -1 : pools[pool].slot(key);
    if (slot < 0) {
      return otherwise;
    }
    Key place = new Key(pool, key);
    EventValue value = known.get(place);
    if (value == null) {
      value = maker.make(new Cursor(bytes, pools[pool].offset(slot), size));
      if (known.size() >= KEPT_VALUES) {
        known.clear();
      }
      known.put(place, value);
    }
    return value;
  }

  /** Returns the keys of all constants of the type with this name. */
  long[] keys(String typeName) {
    for (PoolType type : schema.poolTypes()) {
      if (type.name().equals(typeName)) {
        return pools[type.index()].keys();
      }
    }
    return new long[0];
  }
}
