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

  private long[] raw = new long[64];
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
    if (raw.length < plan.rawCount()) {
      raw = new long[plan.rawCount()];
    }
    scan(plan.scan());
    long[] values = raw;
    EventPlan.Head head = plan.head();
    TickClock ticks = clock();
    long start = head.start() >= 0 ? ticks.nanosAt(values[head.start()]) : 0;
    long duration = head.duration() >= 0 ? ticks.nanosOf(values[head.duration()]) : 0;
    int thread =
        head.thread() >= 0 ? constants.resolve(head.threadPool(), values[head.thread()]) : -1;
    int stack = head.stack() >= 0 ? constants.resolve(head.stackPool(), values[head.stack()]) : -1;
    assign(plan.assignments(), columns);
    for (int field : plan.absent()) {
      columns.absent(field);
    }
    if (head.sampledThread() >= 0) {
      thread = columns.openId(head.sampledThread());
    }
    if (duration < 0) {
      batch.diagnostics().count(Diagnostic.NEGATIVE_DURATION, plan.typeName());
      duration = 0;
    }
    latestEndNanos = Math.max(latestEndNanos, start + duration);
    if (plan.ofThread() && thread >= 0) {
      batch.sorter().add(thread, plan.shape(), columns.rows(), start, duration);
    }
    if (plan.otherThread() >= 0) {
      int other = columns.openId(plan.otherThread());
      if (other >= 0 && other != thread) {
        // A thread is woken before what it does then, should both be at one tick.
        long length = head.duration() < 0 ? Long.MAX_VALUE : duration;
        batch.sorter().add(other, plan.shape(), columns.rows(), start, length);
      }
    }
    columns.add(start, duration, thread, stack);
  }

  private void scan(int[] code) {
    Cursor in = cursor;
    long[] values = raw;
    int at = 0;
    int pc = 0;
    while (pc < code.length) {
      switch (code[pc]) {
        case EventPlan.INTEGERS -> {
          in.varints(values, at, code[pc + 1]);
          at += code[pc + 1];
          pc += 2;
        }
        case EventPlan.TEXT -> {
          values[at++] = constants.readText(in);
          pc++;
        }
        case EventPlan.BYTE -> {
          values[at++] = in.int8();
          pc++;
        }
        case EventPlan.FLOAT -> {
          values[at++] = Double.doubleToRawLongBits(in.float32());
          pc++;
        }
        case EventPlan.DOUBLE -> {
          values[at++] = Double.doubleToRawLongBits(in.float64());
          pc++;
        }
        default -> pc = Program.skipOne(code, pc, in);
      }
    }
  }

  private void assign(int[] assignments, BatchColumns columns) {
    long[] values = raw;
    for (int i = 0; i < assignments.length; i += EventPlan.ASSIGNMENT_WORDS) {
      int field = assignments[i + 1];
      long value = values[assignments[i + 2]];
      int operand = assignments[i + 3];
      switch (assignments[i]) {
        case EventPlan.COPY -> columns.number(field, Program.cut(ENCODINGS[operand], value));
        case EventPlan.CONSTANT -> columns.id(field, constants.resolve(operand, value));
        case EventPlan.ID -> columns.id(field, (int) value);
        case EventPlan.NANOS -> columns.number(field, clock().nanosOf(value, UNITS[operand]));
        case EventPlan.METHOD -> columns.id(field, constants.methodText(operand, value));
        default -> columns.real(field, real(ENCODINGS[operand], value));
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

  private static double real(Encoding encoding, long value) {
    return encoding.isReal() ? Double.longBitsToDouble(value) : Program.cut(encoding, value);
  }
}
