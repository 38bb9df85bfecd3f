package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.EventValue.Text;
import io.jtrace.timeline.jfr.Program.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes all fields of events of a chunk. Of the types that everybody knows, such as threads and
 * classes, only what people call them is decoded: a class leads to its loader, which leads to a
 * class, and so on.
 *
 * <p>Not safe for use by several threads.
 */
final class ValueDecoder {
  /** Deeper than anything of a JDK; what lies below is left out. */
  private static final int MAX_DEPTH = 10;

  /** Constants refer to each other, and so a few of them can ask for any number of values. */
  private static final int MAX_CONSTANTS = 100_000;

  private static final EventValue NONE = new EventValue.None();
  private static final EventValue LEFT_OUT = new Text("…");

  static final String THREAD = "java.lang.Thread";

  private static final Map<String, Set<String>> WANTED =
      Map.of(
          THREAD,
          Set.of("osName", "osThreadId", "javaName", "javaThreadId"),
          "java.lang.Class",
          Set.of("name"),
          "jdk.types.Method",
          Set.of("type", "name"));

  private final Metadata metadata;
  private final TickClock clock;
  private final long originEpochNanos;
  private final ChunkConstants constants;
  private int constantsLeft;

  /**
   * Creates a decoder.
   *
   * @param originEpochNanos the wall clock at the time 0 of {@code clock}
   */
  ValueDecoder(
      Metadata metadata, TickClock clock, long originEpochNanos, ChunkConstants constants) {
    this.metadata = metadata;
    this.clock = clock;
    this.originEpochNanos = originEpochNanos;
    this.constants = constants;
  }

  /** Decodes an event but for its start and duration, with the cursor behind its type. */
  List<EventField> event(TypeDescriptor type, Cursor cursor) {
    constantsLeft = MAX_CONSTANTS;
    List<EventField> fields = new ArrayList<>();
    for (FieldDescriptor field : type.fields()) {
      boolean isWanted = !DecodedEvent.isTime(field.name());
      EventValue value = field(field, cursor, 0, isWanted);
      if (isWanted) {
        fields.add(new EventField(field.name(), value));
      }
    }
    return fields;
  }

  /** Returns the thread with a key; none if there is no such constant. */
  EventValue thread(TypeDescriptor type, long key) {
    constantsLeft = MAX_CONSTANTS;
    return constant(type, key, 0);
  }

  private EventValue field(FieldDescriptor field, Cursor cursor, int depth, boolean isWanted) {
    TypeDescriptor type = metadata.type(field.typeId());
    if (type == null) {
      throw new CorruptDataException("field " + field.name() + " is of no known type");
    }
    if (!field.array()) {
      return element(field, type, cursor, depth, isWanted);
    }
    int count = cursor.count();
    List<EventValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(element(field, type, cursor, depth, isWanted));
    }
    return new EventValue.Many(values);
  }

  private EventValue element(
      FieldDescriptor field, TypeDescriptor type, Cursor cursor, int depth, boolean isWanted) {
    if (field.constant()) {
      long key = cursor.varint();
      return isWanted ? constant(type, key, depth) : NONE;
    }
    return isPrimitive(type) ? primitive(field, type, cursor) : struct(type, cursor, depth);
  }

  private static boolean isPrimitive(TypeDescriptor type) {
    return switch (type.name()) {
      case "long", "int", "short", "char", "byte", "boolean", "float", "double" -> true;
      default -> type.name().equals("java.lang.String");
    };
  }

  private EventValue primitive(FieldDescriptor field, TypeDescriptor type, Cursor cursor) {
    return switch (type.name()) {
      case "boolean" -> new EventValue.Flag(cursor.int8() != 0);
      case "float" -> new EventValue.Real(cursor.float32());
      case "double" -> new EventValue.Real(cursor.float64());
      case "java.lang.String" -> string(type, cursor);
      case "char" -> new Text(String.valueOf((char) cursor.varint()));
      default -> whole(field, type, cursor);
    };
  }

  private EventValue whole(FieldDescriptor field, TypeDescriptor type, Cursor cursor) {
    Encoding encoding = ProgramCompiler.primitive(type, field.unsigned());
    long value = encoding == null ? cursor.varint() : Program.readInteger(encoding, cursor);
    if (field.unit() != FieldDescriptor.TimeUnit.NONE) {
      return value == Long.MIN_VALUE
          ? NONE
          : new EventValue.Length(clock.nanosOf(value, field.unit()));
    }
    return switch (field.content()) {
      case INSTANT_TICKS -> moment(value, originEpochNanos + clock.saturatedNanosAt(value));
      case INSTANT_EPOCH_MILLIS -> moment(value, TickClock.saturatedProduct(value, 1_000_000));
      case BYTES -> new EventValue.Size(value);
      case ADDRESS -> new EventValue.Address(value);
      case NONE -> new EventValue.Whole(value, field.unsigned());
    };
  }

  private static EventValue moment(long value, long epochNanos) {
    return value == Long.MIN_VALUE ? NONE : new EventValue.Moment(epochNanos);
  }

  private EventValue string(TypeDescriptor type, Cursor cursor) {
    int encoding = cursor.int8();
    return switch (encoding) {
      case Cursor.STRING_NULL -> NONE;
      case Cursor.STRING_EMPTY -> new Text("");
      case Cursor.STRING_CONSTANT ->
          constants.value(type.id(), cursor.varint(), NONE, ValueDecoder::stringConstant);
      default -> new Text(cursor.characters(encoding));
    };
  }

  /** A string that refers to another would never end. */
  private static EventValue stringConstant(Cursor cursor) {
    int encoding = cursor.int8();
    return switch (encoding) {
      case Cursor.STRING_NULL, Cursor.STRING_CONSTANT -> NONE;
      case Cursor.STRING_EMPTY -> new Text("");
      default -> new Text(cursor.characters(encoding));
    };
  }

  private EventValue constant(TypeDescriptor type, long key, int depth) {
    if (depth >= MAX_DEPTH || --constantsLeft < 0) {
      return LEFT_OUT;
    }
    if (isPrimitive(type)) {
      return constants.value(type.id(), key, NONE, ValueDecoder::stringConstant);
    }
    return constants.value(type.id(), key, NONE, cursor -> struct(type, cursor, depth + 1));
  }

  private EventValue struct(TypeDescriptor type, Cursor cursor, int depth) {
    if (depth > 2 * MAX_DEPTH) {
      throw new CorruptDataException("type " + type.name() + " is nested too deep");
    }
    @Nullable Set<String> wanted = WANTED.get(type.name());
    List<EventField> fields = new ArrayList<>();
    for (FieldDescriptor field : type.fields()) {
      boolean isWanted = wanted == null || wanted.contains(field.name());
      EventValue value = field(field, cursor, depth + 1, isWanted);
      if (isWanted) {
        fields.add(new EventField(field.name(), value));
      }
    }
    return WellKnown.value(type.name(), fields);
  }
}
