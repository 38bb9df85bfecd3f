package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.PoolType.Kind;
import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Binds the program of an event type to the columns of the event. */
final class EventPlanCompiler {
  private static final int[] NO_CODE = {};

  /** Fields that are read of every event, before the consumed ones. */
  private static final List<String> COMMON =
      List.of("startTime", "duration", "eventThread", "stackTrace");

  private static final String SAMPLED_THREAD = "sampledThread";

  private final Schema schema;
  private final EventShape shape;
  private final boolean[] present;
  private int[] code = new int[64];
  private int size;
  private boolean hasThread;

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
    String label = type.label() == null || type.label().isEmpty() ? type.name() : type.label();
    ConsumedEvent consumed = ConsumedEvent.named(type.name()).orElse(null);
    int shapeNumber =
        consumed != null
            ? consumed.ordinal()
            : CustomEvents.isKept(type)
                ? shapes.numberOf(CustomEvents.shape(metadata, type, schema))
                : Shapes.NONE;
    if (shapeNumber == Shapes.NONE) {
      return new EventPlan(
          number,
          type.id(),
          type.name(),
          label,
          Shapes.NONE,
          NO_CODE,
          new boolean[0],
          NO_CODE,
          -1,
          false);
    }
    EventShape shape = shapes.at(shapeNumber);
    List<String> wanted = new ArrayList<>(COMMON);
    shape.fields().forEach(field -> wanted.add(field.name()));
    Program program = ProgramCompiler.reader(metadata, type, wanted);
    EventPlanCompiler compiler = new EventPlanCompiler(schema, shape);
    compiler.bind(program);
    return new EventPlan(
        number,
        type.id(),
        type.name(),
        label,
        shapeNumber,
        Arrays.copyOf(compiler.code, compiler.size),
        compiler.present,
        compiler.absent(),
        compiler.hasThread ? -1 : shape.indexOf(SAMPLED_THREAD),
        consumed != null && consumed.isOfThread());
  }

  private int[] absent() {
    int[] absent = new int[present.length];
    int count = 0;
    for (int field = 0; field < present.length; field++) {
      if (!present[field]) {
        absent[count++] = field;
      }
    }
    return Arrays.copyOf(absent, count);
  }

  private void bind(Program program) {
    int[] from = program.code();
    int pc = 0;
    while (pc < from.length) {
      if (from[pc] == Program.READ) {
        int wanted = from[pc + 1];
        Source source = program.sources()[wanted];
        if (source == null) {
          throw new IllegalStateException("a field is read that the type lacks");
        }
        bindRead(wanted, source);
        pc += 2;
      } else {
        int next = Program.next(from, pc);
        while (pc < next) {
          emit(from[pc++]);
        }
      }
    }
  }

  private void bindRead(int wanted, Source source) {
    boolean bound =
        wanted < COMMON.size()
            ? bindCommon(wanted, source)
            : bindField(wanted - COMMON.size(), source);
    if (!bound) {
      emitSkip(source.encoding());
    }
  }

  private boolean bindCommon(int wanted, Source source) {
    switch (COMMON.get(wanted)) {
      case "startTime" -> {
        return source.encoding() == Encoding.LONG && emit(EventPlan.START);
      }
      case "duration" -> {
        return source.encoding() == Encoding.LONG && emit(EventPlan.DURATION);
      }
      case "eventThread" -> {
        int pool = schema.poolIndexOf(source, Kind.THREAD);
        hasThread = pool >= 0;
        return hasThread && emit(EventPlan.THREAD, pool);
      }
      default -> {
        int pool = schema.poolIndexOf(source, Kind.STACK);
        return pool >= 0 && emit(EventPlan.STACK, pool);
      }
    }
  }

  private boolean bindField(int field, Source source) {
    Encoding encoding = source.encoding();
    boolean bound =
        switch (shape.fields().get(field).kind()) {
          case NUMBER, BOOLEAN ->
              encoding == Encoding.LONG
                  ? emit(EventPlan.VARINT, field)
                  : encoding.isInteger() && emit(EventPlan.NUMBER, field, encoding.ordinal());
          case NANOS ->
              encoding.isInteger()
                  && emit(
                      EventPlan.NANOS, field, encoding.ordinal(), source.field().unit().ordinal());
          case REAL ->
              (encoding.isReal() || encoding.isInteger())
                  && emit(EventPlan.REAL, field, encoding.ordinal());
          case TEXT, CLASS, METHOD ->
              encoding == Encoding.STRING
                  ? emit(EventPlan.TEXT, field)
                  : bindConstant(field, source, Kind.TEXT)
                      || bindConstant(field, source, Kind.CLASS)
                      || bindConstant(field, source, Kind.METHOD);
          case THREAD -> bindConstant(field, source, Kind.THREAD);
        };
    if (bound) {
      present[field] = true;
    }
    return bound;
  }

  private boolean bindConstant(int field, Source source, Kind kind) {
    int pool = schema.poolIndexOf(source, kind);
    int instruction = kind == Kind.METHOD ? EventPlan.METHOD : EventPlan.CONSTANT;
    return pool >= 0 && emit(instruction, field, pool);
  }

  private void emitSkip(Encoding encoding) {
    switch (encoding) {
      case BYTE, UNSIGNED_BYTE -> emit(Program.SKIP_BYTES, 1);
      case FLOAT -> emit(Program.SKIP_BYTES, 4);
      case DOUBLE -> emit(Program.SKIP_BYTES, 8);
      case STRING -> emit(Program.SKIP_STRING);
      case ARRAY -> {} // the instruction that skips it follows
      default -> emit(Program.SKIP_VARINTS, 1);
    }
  }

  /** Appends an instruction, or a part of one; true, so that it can end a condition. */
  private boolean emit(int... words) {
    if (size + words.length > code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    for (int word : words) {
      code[size++] = word;
    }
    return true;
  }
}
