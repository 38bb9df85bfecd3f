package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.FieldDescriptor.TimeUnit;
import io.jtrace.timeline.jfr.Program.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the events of a chunk into the columns of a batch: the hot loop of this package.
 *
 * <p>Not safe for use by several threads.
 */
final class EventDecoder {
  private static final Encoding[] ENCODINGS = Encoding.values();
  private static final TimeUnit[] UNITS = TimeUnit.values();

  private final Batch batch;
  private final ConstantPools constants;
  private final Cursor cursor = new Cursor(new byte[Cursor.SLACK_BYTES], 0, 0);

  private @Nullable TickClock clock;
  private long latestEndNanos;
  private int checkpoints;
  private int metadataEvents;

  EventDecoder(Batch batch, ConstantPools constants) {
    this.batch = batch;
    this.constants = constants;
  }

  /** Begins a chunk. */
  void begin(TickClock newClock) {
    clock = newClock;
    latestEndNanos = Long.MIN_VALUE;
    checkpoints = 0;
    metadataEvents = 0;
  }

  /** Returns the end of the latest event of the chunk that became a row, or the least value. */
  long latestEndNanos() {
    return latestEndNanos;
  }

  /** Returns how many checkpoint events were passed since the chunk began. */
  int checkpoints() {
    return checkpoints;
  }

  /** Returns how many metadata events were passed since the chunk began. */
  int metadataEvents() {
    return metadataEvents;
  }

  /**
   * Decodes the events in {@code bytes[from..to)} up to the first that does not fit there.
   *
   * @return where that one begins, or {@code to}
   */
  int decode(Schema schema, byte[] bytes, int from, int to) {
    Cursor head = cursor;
    int at = from;
    while (at < to) {
      head.reset(bytes, at, to);
      long size;
      long type;
      try {
        size = head.varint();
        type = head.varint();
      } catch (CorruptDataException e) {
        return at;
      }
      if (size < head.position() - at || size > to - at) {
        return at;
      }
      if (type > ChunkFrame.CHECKPOINT || type < ChunkFrame.METADATA) {
        head.limit(at + (int) size);
        event(schema.plan(type), (int) size);
      } else if (type == ChunkFrame.CHECKPOINT) {
        checkpoints++;
      } else {
        metadataEvents++;
      }
      at += (int) size;
    }
    return at;
  }

  private void event(@Nullable EventPlan plan, int size) {
    if (plan == null) {
      batch.diagnostics().add(Diagnostic.EVENT_UNREADABLE, "of a type without metadata", 1, size);
      return;
    }
    if (plan.hasRows()) {
      BatchColumns columns = batch.columns(plan.shape());
      columns.reserve();
      try {
        row(plan, columns);
      } catch (CorruptDataException e) {
        batch.diagnostics().add(Diagnostic.EVENT_UNREADABLE, plan.typeName(), 1, size);
        return;
      }
    }
    batch.count(plan, size);
  }

  private void row(EventPlan plan, BatchColumns columns) {
    Cursor in = cursor;
    TickClock ticks = clock();
    int[] code = plan.code();
    long start = 0;
    long duration = 0;
    int thread = -1;
    int stack = -1;
    int pc = 0;
    while (pc < code.length) {
      switch (code[pc]) {
        case EventPlan.START -> {
          start = ticks.nanosAt(in.varint());
          pc += 1;
        }
        case EventPlan.DURATION -> {
          duration = ticks.nanosOf(in.varint());
          pc += 1;
        }
        case EventPlan.THREAD -> {
          thread = constants.resolve(code[pc + 1], in.varint());
          pc += 2;
        }
        case EventPlan.STACK -> {
          stack = constants.resolve(code[pc + 1], in.varint());
          pc += 2;
        }
        case EventPlan.VARINT -> {
          columns.number(code[pc + 1], in.varint());
          pc += 2;
        }
        case EventPlan.CONSTANT -> {
          columns.id(code[pc + 1], constants.resolve(code[pc + 2], in.varint()));
          pc += 3;
        }
        case EventPlan.TEXT -> {
          columns.id(code[pc + 1], constants.readText(in));
          pc += 2;
        }
        case EventPlan.NUMBER -> {
          columns.number(code[pc + 1], Program.readInteger(ENCODINGS[code[pc + 2]], in));
          pc += 3;
        }
        default -> pc = rareField(code, pc, columns);
      }
    }
    for (int field : plan.absent()) {
      columns.absent(field);
    }
    if (plan.sampledThread() >= 0) {
      thread = columns.openId(plan.sampledThread());
    }
    if (duration < 0) {
      batch.diagnostics().count(Diagnostic.NEGATIVE_DURATION, plan.typeName());
      duration = 0;
    }
    latestEndNanos = Math.max(latestEndNanos, start + duration);
    if (plan.ofThread() && thread >= 0) {
      batch.sorter().add(thread, plan.shape(), columns.rows(), start, duration);
    }
    columns.add(start, duration, thread, stack);
  }

  private int rareField(int[] code, int pc, BatchColumns columns) {
    switch (code[pc]) {
      case EventPlan.NANOS -> {
        long value = Program.readInteger(ENCODINGS[code[pc + 2]], cursor);
        columns.number(code[pc + 1], nanos(value, UNITS[code[pc + 3]]));
        return pc + 4;
      }
      case EventPlan.REAL -> {
        columns.real(code[pc + 1], real(ENCODINGS[code[pc + 2]]));
        return pc + 3;
      }
      case EventPlan.METHOD -> {
        columns.id(code[pc + 1], constants.methodText(code[pc + 2], cursor.varint()));
        return pc + 3;
      }
      default -> {
        return Program.skipOne(code, pc, cursor);
      }
    }
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
}
