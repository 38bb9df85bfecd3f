package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.PoolType.Kind;
import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compiles the plan of an event type: binds the program of its type to the columns of a shape. */
final class EventPlanCompiler {
  /** Fields that are read of every event, before the consumed ones. */
  private static final List<String> COMMON =
      List.of("startTime", "duration", "eventThread", "stackTrace");

  private static final String SAMPLED_THREAD = "sampledThread";

  private final Schema schema;
  private final EventShape shape;
  private final boolean[] present;
  private final Words scan = new Words();
  private final Words assignments = new Words();
  private int rawCount;

  /** Where the number of an INTEGERS is that may be extended, or -1. */
  private int openIntegers = -1;

  /* Raw values of the common fields. */
  private int start = -1;
  private int duration = -1;
  private int thread = -1;
  private int threadPool = -1;
  private int stack = -1;
  private int stackPool = -1;

  private EventPlanCompiler(Schema schema, EventShape shape) {
    this.schema = schema;
    this.shape = shape;
    present = new boolean[shape.fields().size()];
  }

  /**
   * Compiles the plan of an event type.
   *
   * @throws CorruptDataException if its events cannot be decoded
   */
  static EventPlan compile(
      int number, Metadata metadata, TypeDescriptor type, Schema schema, Shapes shapes) {
    ConsumedEvent consumed = ConsumedEvent.named(type.name()).orElse(null);
    int shapeNumber = Shapes.NONE;
    if (consumed != null) {
      shapeNumber = consumed.ordinal();
    } else if (CustomEvents.isKept(type)) {
      shapeNumber = shapes.numberOf(CustomEvents.shape(metadata, type, schema));
    }
    boolean hasRows = shapeNumber != Shapes.NONE;
    EventShape shape = hasRows ? shapes.at(shapeNumber) : new EventShape(type.name(), List.of());
    EventPlanCompiler compiler = new EventPlanCompiler(schema, shape);
    if (hasRows) {
      List<String> wanted = new ArrayList<>(COMMON);
      shape.fields().forEach(field -> wanted.add(field.name()));
      compiler.bind(ProgramCompiler.reader(metadata, type, wanted));
    }
    boolean isOfThread = consumed != null && consumed.isOfThread();
    int otherThread = consumed == null ? -1 : shape.indexOf(consumed.otherThreadField());
    return compiler.plan(number, type, shapeNumber, isOfThread, otherThread);
  }

  private EventPlan plan(
      int number, TypeDescriptor type, int shapeNumber, boolean isOfThread, int otherThread) {
    String label = type.label() == null || type.label().isEmpty() ? type.name() : type.label();
    int sampled = thread >= 0 ? -1 : shape.indexOf(SAMPLED_THREAD);
    return new EventPlan(
        number,
        type.id(),
        type.name(),
        label,
        shapeNumber,
        scan.toArray(),
        rawCount,
        new EventPlan.Head(start, duration, thread, threadPool, stack, stackPool, sampled),
        assignments.toArray(),
        present,
        absent(),
        isOfThread,
        otherThread);
  }

  private int[] absent() {
    Words absent = new Words();
    for (int field = 0; field < present.length; field++) {
      if (!present[field]) {
        absent.add(field);
      }
    }
    return absent.toArray();
  }

  private void bind(Program program) {
    int[] code = program.code();
    int pc = 0;
    while (pc < code.length) {
      int next = Program.next(code, pc);
      if (code[pc] == Program.READ) {
        int wanted = code[pc + 1];
        Source source = program.sources()[wanted];
        if (source == null) {
          throw new IllegalStateException("a field is read that the type lacks");
        }
        if (source.encoding() != Encoding.ARRAY) { // the skip that follows is all that is needed
          read(wanted, source);
        }
      } else if (code[pc] == Program.SKIP_VARINTS) {
        scanIntegers(code[pc + 1]);
      } else {
        openIntegers = -1;
        scan.add(Arrays.copyOfRange(code, pc, next));
      }
      pc = next;
    }
  }

  private void read(int wanted, Source source) {
    int raw = rawCount;
    switch (source.encoding()) {
      case BYTE, UNSIGNED_BYTE -> scanOne(EventPlan.BYTE);
      case FLOAT -> scanOne(EventPlan.FLOAT);
      case DOUBLE -> scanOne(EventPlan.DOUBLE);
      case STRING -> scanOne(EventPlan.TEXT);
      default -> scanIntegers(1);
    }
    if (wanted < COMMON.size()) {
      assignCommon(wanted, source, raw);
    } else {
      int field = wanted - COMMON.size();
      present[field] = assign(field, source, raw);
    }
  }

  private void scanOne(int instruction) {
    openIntegers = -1;
    scan.add(instruction);
    rawCount++;
  }

  private void scanIntegers(int count) {
    if (openIntegers < 0) {
      scan.add(EventPlan.INTEGERS, 0);
      openIntegers = scan.size() - 1;
    }
    scan.increase(openIntegers, count);
    rawCount += count;
  }

  private void assignCommon(int wanted, Source source, int raw) {
    switch (COMMON.get(wanted)) {
      case "startTime" -> start = source.encoding() == Encoding.LONG ? raw : -1;
      case "duration" -> duration = source.encoding() == Encoding.LONG ? raw : -1;
      case "eventThread" -> {
        threadPool = schema.poolIndexOf(source, Kind.THREAD);
        thread = threadPool >= 0 ? raw : -1;
      }
      default -> {
        stackPool = schema.poolIndexOf(source, Kind.STACK);
        stack = stackPool >= 0 ? raw : -1;
      }
    }
  }

  private boolean assign(int field, Source source, int raw) {
    Encoding encoding = source.encoding();
    return switch (shape.fields().get(field).kind()) {
      case NUMBER, BOOLEAN ->
          encoding.isInteger() && assignments.add(EventPlan.COPY, field, raw, encoding.ordinal());
      case NANOS ->
          encoding.isInteger()
              && assignments.add(EventPlan.NANOS, field, raw, source.field().unit().ordinal());
      case REAL ->
          (encoding.isReal() || encoding.isInteger())
              && assignments.add(EventPlan.REAL, field, raw, encoding.ordinal());
      case TEXT, CLASS, METHOD ->
          encoding == Encoding.STRING
              ? assignments.add(EventPlan.ID, field, raw, 0)
              : assignConstant(field, source, raw, Kind.TEXT)
                  || assignConstant(field, source, raw, Kind.CLASS)
                  || assignConstant(field, source, raw, Kind.METHOD);
      case THREAD -> assignConstant(field, source, raw, Kind.THREAD);
    };
  }

  private boolean assignConstant(int field, Source source, int raw, Kind kind) {
    int pool = schema.poolIndexOf(source, kind);
    int operation = kind == Kind.METHOD ? EventPlan.METHOD : EventPlan.CONSTANT;
    return pool >= 0 && assignments.add(operation, field, raw, pool);
  }
}
