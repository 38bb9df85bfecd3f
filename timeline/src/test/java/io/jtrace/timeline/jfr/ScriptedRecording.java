package io.jtrace.timeline.jfr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one chunk of a recording from a script: types, then constants and events in the order in
 * which they shall be in the file. What a test breaks on purpose it overrides by name. Join the
 * bytes of several to get several chunks.
 *
 * <p>Values follow their declared fields: a {@code Number} or {@code Boolean} for primitives and
 * keys, a {@code String} for strings, a {@code List} for structs and arrays, and ready-made {@code
 * byte[]} for anything.
 */
final class ScriptedRecording {
  static final long START_NANOS = 1_700_000_000_000_000_000L;

  /** How long the header of a chunk is. */
  static final int HEADER_BYTES = 68;

  private static final long METADATA = 0;
  private static final long CHECKPOINT = 1;

  /** A field of a declared type; the type may end in {@code []} or begin with {@code @} (a key). */
  record Field(String type, String name, String annotation) {
    static Field of(String declaration) {
      String[] words = declaration.split(" ", 3);
      return new Field(words[0], words[1], words.length > 2 ? words[2] : "");
    }

    boolean isConstant() {
      return type.startsWith("@");
    }

    boolean isArray() {
      return type.endsWith("[]");
    }

    String plainType() {
      return type.replace("@", "").replace("[]", "");
    }
  }

  record Type(long id, String name, boolean event, List<Field> fields) {}

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final JfrBytes body = new JfrBytes();
  private Map<String, Map<Long, byte[]>> pending = new LinkedHashMap<>();
  private long nextTypeId = 100;
  private int sizeWidth;
  private long checkpointAt;
  private long checkpointTicks;
  private long metadataAt;

  /* The header, as a finished chunk of the JDK has it unless a test says otherwise. */
  private int major = 2;
  private int minor = 1;
  private int state;
  private long startNanos = START_NANOS;
  private long durationNanos = 1_000_000_000;
  private long startTicks;
  private long ticksPerSecond = 1_000_000_000;
  private long sizeOverride = -1;

  ScriptedRecording() {
    for (String primitive :
        List.of("long", "int", "short", "char", "byte", "boolean", "float", "double")) {
      struct(primitive);
    }
    struct("java.lang.String");
    struct("jdk.types.Symbol", "java.lang.String string");
    struct("jdk.types.ThreadGroup", "@jdk.types.ThreadGroup parent", "java.lang.String name");
    struct(
        "java.lang.Thread",
        "java.lang.String osName",
        "long osThreadId",
        "java.lang.String javaName",
        "long javaThreadId",
        "@jdk.types.ThreadGroup group");
    struct("java.lang.Class", "@jdk.types.Symbol name", "int modifiers");
    struct("jdk.types.Method", "@java.lang.Class type", "@jdk.types.Symbol name");
    struct("jdk.types.FrameType", "java.lang.String description");
    struct(
        "jdk.types.StackFrame",
        "@jdk.types.Method method",
        "int lineNumber",
        "int bytecodeIndex",
        "@jdk.types.FrameType type");
    struct("jdk.types.StackTrace", "boolean truncated", "jdk.types.StackFrame[] frames");
    for (String annotation :
        List.of("jdk.jfr.Timespan", "jdk.jfr.Timestamp", "jdk.jfr.Unsigned", "jdk.jfr.Label")) {
      struct(annotation);
    }
  }

  ScriptedRecording version(int newMajor, int newMinor) {
    major = newMajor;
    minor = newMinor;
    return this;
  }

  /** Sets the clock of the chunk. */
  ScriptedRecording clock(long newStartNanos, long newStartTicks, long newTicksPerSecond) {
    startNanos = newStartNanos;
    startTicks = newStartTicks;
    ticksPerSecond = newTicksPerSecond;
    return this;
  }

  ScriptedRecording lasting(long newDurationNanos) {
    durationNanos = newDurationNanos;
    return this;
  }

  /** Leaves the chunk as a JVM that still writes to it, or was killed. */
  ScriptedRecording unfinished() {
    state = 1;
    return this;
  }

  ScriptedRecording announcing(long sizeBytes) {
    sizeOverride = sizeBytes;
    return this;
  }

  /** Writes the size of each event in that many bytes from here on. */
  ScriptedRecording sizesIn(int width) {
    sizeWidth = width;
    return this;
  }

  /** Forgets all types but these. */
  ScriptedRecording onlyTypes(String... names) {
    types.keySet().retainAll(List.of(names));
    return this;
  }

  /** Gives the types that follow ids from {@code id} on. */
  ScriptedRecording typeIdsFrom(long id) {
    nextTypeId = id;
    return this;
  }

  /** Declares a struct or primitive: each field is "type name" or "type name annotation=value". */
  ScriptedRecording struct(String name, String... fields) {
    return declare(name, false, fields);
  }

  /** Declares an event; nothing is added to its fields. */
  ScriptedRecording eventType(String name, String... fields) {
    return declare(name, true, fields);
  }

  private ScriptedRecording declare(String name, boolean event, String... fields) {
    Map<String, Field> parsed = new HashMap<>();
    List<Field> declared =
        Arrays.stream(fields).map(f -> parsed.computeIfAbsent(f, Field::of)).toList();
    types.put(name, new Type(nextTypeId++, name, event, declared));
    return this;
  }

  long typeId(String name) {
    return declared(name).id();
  }

  private Type declared(String name) {
    Type type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return type;
  }

  /** Adds a constant to the next checkpoint. */
  ScriptedRecording constant(String type, long key, @Nullable Object... values) {
    JfrBytes bytes = new JfrBytes();
    if (type.equals("java.lang.String")) {
      bytes.utf8((String) values[0]);
    } else {
      struct(bytes, declared(type), Arrays.asList(values));
    }
    pending.computeIfAbsent(type, t -> new LinkedHashMap<>()).put(key, bytes.toByteArray());
    return this;
  }

  /** Adds a platform thread to the next checkpoint. */
  ScriptedRecording thread(long key, String name, long osId, long javaId) {
    return constant("java.lang.Thread", key, name, osId, javaId > 0 ? name : null, javaId, 0);
  }

  /** Sets the time of the checkpoints that follow. */
  ScriptedRecording checkpointsAt(long ticks) {
    checkpointTicks = ticks;
    return this;
  }

  /** Writes the constants added since the last checkpoint. */
  ScriptedRecording checkpoint() {
    JfrBytes pools = new JfrBytes().varint(pending.size());
    pending.forEach(
        (type, constants) -> {
          pools.varint(typeId(type)).varint(constants.size());
          constants.forEach((key, value) -> pools.varint(key).bytes(value));
        });
    pending = new LinkedHashMap<>();
    return checkpoint(pools.toByteArray());
  }

  /** Writes a checkpoint event with these bytes behind its fixed part. */
  ScriptedRecording checkpoint(byte[] pools) {
    long at = here();
    long distance = checkpointAt == 0 ? 0 : checkpointAt - at;
    checkpointAt = at;
    return raw(
        CHECKPOINT,
        new JfrBytes()
            .varint(checkpointTicks)
            .varint(0)
            .varint(distance)
            .int8(1)
            .bytes(pools)
            .toByteArray());
  }

  /** Writes an event, all of its fields in declared order. */
  ScriptedRecording event(String type, @Nullable Object... values) {
    JfrBytes bytes = new JfrBytes();
    struct(bytes, declared(type), Arrays.asList(values));
    return raw(typeId(type), bytes.toByteArray());
  }

  /** Writes an event of any type id with any payload. */
  ScriptedRecording raw(long typeId, byte[] payload) {
    JfrBytes rest = new JfrBytes().varint(typeId).bytes(payload);
    if (sizeWidth > 0) {
      body.paddedVarint(rest.size() + sizeWidth, sizeWidth);
    } else {
      int width = rest.size() + 1 < 0x80 ? 1 : 4;
      body.paddedVarint(rest.size() + width, width);
    }
    body.bytes(rest.toByteArray());
    return this;
  }

  /** Writes bytes that are no event. */
  ScriptedRecording garbage(byte... bytes) {
    body.bytes(bytes);
    return this;
  }

  /** Writes a metadata event with the types declared so far. */
  ScriptedRecording metadata() {
    metadataAt = here();
    return raw(METADATA, new ScriptedMetadata(types.values()).bytes());
  }

  /** Returns where in the chunk the next event will be. */
  long here() {
    return (long) HEADER_BYTES + body.size();
  }

  /** Returns the chunk, with a last checkpoint and metadata where those are missing. */
  byte[] bytes() {
    if (!pending.isEmpty() || checkpointAt == 0) {
      checkpoint();
    }
    if (metadataAt == 0) {
      metadata();
    }
    return bytesAsTheyAre();
  }

  /** Returns the chunk with what was written to it and nothing else. */
  byte[] bytesAsTheyAre() {
    long size = sizeOverride >= 0 ? sizeOverride : here();
    return new JfrBytes()
        .bytes((byte) 'F', (byte) 'L', (byte) 'R', (byte) 0)
        .int16(major)
        .int16(minor)
        .int64(size)
        .int64(checkpointAt)
        .int64(metadataAt)
        .int64(startNanos)
        .int64(durationNanos)
        .int64(startTicks)
        .int64(ticksPerSecond)
        .int8(state)
        .bytes((byte) 0, (byte) 0, (byte) 1)
        .bytes(body.toByteArray())
        .toByteArray();
  }

  static byte[] join(byte[]... parts) {
    JfrBytes joined = new JfrBytes();
    for (byte[] part : parts) {
      joined.bytes(part);
    }
    return joined.toByteArray();
  }

  private void struct(JfrBytes out, Type type, List<? extends @Nullable Object> values) {
    if (values.size() != type.fields().size()) {
      throw new IllegalArgumentException(
          type.name() + " has " + type.fields().size() + " fields, not " + values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      field(out, type.fields().get(i), values.get(i));
    }
  }

  private void field(JfrBytes out, Field field, @Nullable Object value) {
    String type = field.isConstant() ? "long" : field.plainType();
    if (value instanceof byte[] ready) {
      out.bytes(ready);
    } else if (field.isArray() && value instanceof List<?> elements) {
      out.varint(elements.size());
      elements.forEach(element -> value(out, type, element));
    } else {
      value(out, type, value);
    }
  }

  private void value(JfrBytes out, String type, @Nullable Object value) {
    if (value instanceof Number number) {
      number(out, type, number);
    } else if (value instanceof Boolean flag) {
      out.int8(flag ? 1 : 0);
    } else if (value instanceof List<?> fields) {
      struct(out, declared(type), fields);
    } else {
      out.utf8((String) value);
    }
  }

  private static void number(JfrBytes out, String type, Number number) {
    switch (type) {
      case "long" -> out.varint(number.longValue());
      case "int" -> out.varint(number.intValue() & 0xffffffffL);
      case "short", "char" -> out.varint(number.intValue() & 0xffff);
      case "byte" -> out.int8(number.intValue());
      case "float" -> out.int32(Float.floatToIntBits(number.floatValue()));
      case "double" -> out.int64(Double.doubleToLongBits(number.doubleValue()));
      default -> throw new IllegalArgumentException("a number for a " + type);
    }
  }
}
