package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Source;
import org.jspecify.annotations.Nullable;

/** The wanted fields of one struct, as raw values. */
final class StructValues {
  private final Program program;
  private final long[] values;

  StructValues(Program program) {
    this.program = program;
    values = new long[program.sources().length];
  }

  /** Reads a struct; stops after its last wanted field. */
  void read(Cursor cursor) {
    int[] code = program.code();
    int pc = 0;
    while (pc < code.length) {
      if (code[pc] == Program.READ) {
        int wanted = code[pc + 1];
        values[wanted] = value(program.sources()[wanted], cursor);
        pc += 2;
      } else {
        pc = Program.skipOne(code, pc, cursor);
      }
    }
  }

  /**
   * Returns an integer or key as it is, a {@code float} or {@code double} as bits, a string or
   * array as its position; 0 for a field that the type lacks.
   */
  long at(int wanted) {
    return values[wanted];
  }

  private static long value(@Nullable Source source, Cursor cursor) {
    if (source == null) {
      throw new IllegalStateException("a field is read that the type lacks");
    }
    switch (source.encoding()) {
      case FLOAT -> {
        return Float.floatToRawIntBits(cursor.float32());
      }
      case DOUBLE -> {
        return Double.doubleToRawLongBits(cursor.float64());
      }
      case STRING -> {
        int position = cursor.position();
        cursor.skipString();
        return position;
      }
      case ARRAY -> {
        return cursor.position();
      }
      default -> {
        return Program.readInteger(source.encoding(), cursor);
      }
    }
  }
}
