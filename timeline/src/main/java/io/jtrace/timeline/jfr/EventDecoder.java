package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.FieldDescriptor.TimeUnit;
import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.table.Strings;
import org.jspecify.annotations.Nullable;

/** Decodes the events of a chunk into columns: the hot loop of this package. */
final class EventDecoder {
  private static final Encoding[] ENCODINGS = Encoding.values();
  private static final TimeUnit[] UNITS = TimeUnit.values();

  private final ConstantPools constants;
  private final Dictionaries dictionaries;
  private final Diagnostics.Builder diagnostics;
  private final Cursor cursor = new Cursor(new byte[Cursor.SLACK_BYTES], 0, 0);

  private @Nullable TickClock clock;
  private long latestEndNanos;

  EventDecoder(
      ConstantPools constants, Dictionaries dictionaries, Diagnostics.Builder diagnostics) {
    this.constants = constants;
    this.dictionaries = dictionaries;
    this.diagnostics = diagnostics;
  }

  /** Begins a chunk. */
  void begin(TickClock newClock) {
    clock = newClock;
    latestEndNanos = Long.MIN_VALUE;
  }

  /** Returns the end of the latest consumed event of the chunk, or the least value. */
  long latestEndNanos() {
    return latestEndNanos;
  }

  /** Decodes a stretch of whole events. */
  void decode(Schema schema, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      cursor.reset(bytes, at, to);
      int size = (int) cursor.varint();
      long type = cursor.varint();
      if (type != ChunkFrame.METADATA && type != ChunkFrame.CHECKPOINT) {
        EventPlan plan = schema.plan(type);
        if (plan == null) {
          diagnostics.add(Diagnostic.EVENT_UNREADABLE, "of a type without metadata", 1, size);
        } else {
          cursor.reset(bytes, cursor.position(), at + size);
          event(plan, size);
        }
      }
      at += size;
    }
  }

  private void event(EventPlan plan, int size) {
    EventColumns columns = plan.columns();
    if (columns == null) {
      plan.tally().add(size);
      return;
    }
    columns.reserve();
    try {
      row(plan, columns);
    } catch (CorruptDataException e) {
      columns.resetRow();
      diagnostics.add(Diagnostic.EVENT_UNREADABLE, plan.typeName(), 1, size);
      return;
    }
    columns.addRow();
    plan.tally().add(size);
  }

  private void row(EventPlan plan, EventColumns columns) {
    int[] code = plan.code();
    long start = 0;
    long duration = 0;
    int pc = 0;
    while (pc < code.length) {
      switch (code[pc]) {
        case EventPlan.START -> {
          start = clock().nanosAt(cursor.varint());
          pc += 1;
        }
        case EventPlan.DURATION -> {
          duration = clock().nanosOf(cursor.varint());
          pc += 1;
        }
        case EventPlan.THREAD -> {
          columns.thread(constants.resolve(code[pc + 1], cursor.varint()));
          pc += 2;
        }
        case EventPlan.STACK -> {
          columns.stack(constants.resolve(code[pc + 1], cursor.varint()));
          pc += 2;
        }
        case EventPlan.NUMBER -> {
          columns.number(code[pc + 1], Program.readInteger(ENCODINGS[code[pc + 2]], cursor));
          pc += 3;
        }
        case EventPlan.NANOS -> {
          long value = Program.readInteger(ENCODINGS[code[pc + 2]], cursor);
          columns.number(code[pc + 1], nanos(value, UNITS[code[pc + 3]]));
          pc += 4;
        }
        case EventPlan.REAL -> {
          columns.real(code[pc + 1], real(ENCODINGS[code[pc + 2]]));
          pc += 3;
        }
        case EventPlan.TEXT -> {
          columns.id(code[pc + 1], constants.readText(cursor));
          pc += 2;
        }
        case EventPlan.CONSTANT -> {
          columns.id(code[pc + 1], constants.resolve(code[pc + 2], cursor.varint()));
          pc += 3;
        }
        case EventPlan.METHOD -> {
          columns.id(code[pc + 1], method(code[pc + 2], cursor.varint()));
          pc += 3;
        }
        default -> pc = Program.skipOne(code, pc, cursor);
      }
    }
    if (plan.sampledThread() >= 0) {
      columns.threadFrom(plan.sampledThread());
    }
    if (duration < 0) {
      diagnostics.count(Diagnostic.NEGATIVE_DURATION, plan.typeName());
      duration = 0;
    }
    columns.start(start);
    columns.duration(duration);
    latestEndNanos = Math.max(latestEndNanos, start + duration);
  }

  private TickClock clock() {
    TickClock current = clock;
    if (current == null) {
      throw new IllegalStateException("no chunk was begun");
    }
    return current;
  }

  /** Returns a length of time in nanoseconds; the least value, which stands for none, stays. */
  private long nanos(long value, TimeUnit unit) {
    if (value == Long.MIN_VALUE) {
      return value;
    }
    return switch (unit) {
      case TICKS -> clock().saturatedNanosOf(value);
      case SECONDS -> saturatedProduct(value, 1_000_000_000);
      case MILLISECONDS -> saturatedProduct(value, 1_000_000);
      case MICROSECONDS -> saturatedProduct(value, 1_000);
      case NANOSECONDS, NONE -> value;
    };
  }

  private static long saturatedProduct(long value, long factor) {
    if (value > Long.MAX_VALUE / factor) {
      return Long.MAX_VALUE;
    }
    return value < -Long.MAX_VALUE / factor ? -Long.MAX_VALUE : value * factor;
  }

  private double real(Encoding encoding) {
    return switch (encoding) {
      case FLOAT -> cursor.float32();
      case DOUBLE -> cursor.float64();
      default -> Program.readInteger(encoding, cursor);
    };
  }

  private int method(int pool, long key) {
    if (key == 0) {
      return Strings.NONE;
    }
    long names = constants.methodNames(pool, key);
    int className = (int) (names >>> 32);
    TextDictionary texts = dictionaries.texts();
    String method = texts.at((int) names);
    return className == Strings.NONE
        ? (int) names
        : texts.intern(texts.at(className) + "." + method);
  }
}
