package io.jtrace.timeline.jfr;

import org.jspecify.annotations.Nullable;

/**
 * How to get the wanted fields out of a struct or an event, compiled from the metadata: a list of
 * instructions that read or skip, each one {@code int} and its operands. It ends with the last
 * wanted field.
 *
 * <table>
 * <caption>Instructions</caption>
 * <tr><td>{@link #SKIP_VARINTS} n</td><td>skips n integers</td></tr>
 * <tr><td>{@link #SKIP_BYTES} n</td><td>skips n bytes</td></tr>
 * <tr><td>{@link #SKIP_STRING}</td><td>skips a string</td></tr>
 * <tr><td>{@link #SKIP_ARRAY} n body</td><td>skips an array whose elements are skipped by the n
 * {@code int}s of instructions that follow</td></tr>
 * <tr><td>{@link #READ} w</td><td>reads wanted field w as its {@link Source} says</td></tr>
 * </table>
 *
 * @param sources how each wanted field is written; null for those that the type lacks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record Program(int[] code, @Nullable Source[] sources) {
  static final int SKIP_VARINTS = 0;
  static final int SKIP_BYTES = 1;
  static final int SKIP_STRING = 2;
  static final int SKIP_ARRAY = 3;
  static final int READ = 4;

  /** How the values of a field are written. */
  enum Encoding {
    LONG,
    INT,
    UNSIGNED_INT,
    SHORT,
    UNSIGNED_SHORT,
    BYTE,
    UNSIGNED_BYTE,
    FLOAT,
    DOUBLE,
    STRING,
    CONSTANT,
    ARRAY;

    boolean isInteger() {
      return ordinal() <= UNSIGNED_BYTE.ordinal();
    }

    boolean isReal() {
      return this == FLOAT || this == DOUBLE;
    }

    /** Returns whether every value is one integer of variable length. */
    boolean isVarint() {
      return ordinal() <= UNSIGNED_SHORT.ordinal() || this == CONSTANT;
    }
  }

  /**
   * Where the value of a wanted field comes from.
   *
   * @param type of the field's value, of its constants, or of its elements
   */
  record Source(Encoding encoding, TypeDescriptor type, FieldDescriptor field) {}

  /** Returns whether the type has all wanted fields, as integers. */
  boolean readsIntegers() {
    for (Source source : sources) {
      if (source == null || !source.encoding().isInteger()) {
        return false;
      }
    }
    return true;
  }

  /** Skips with the instructions {@code code[from..to)}, none of which may be a read. */
  static void skip(int[] code, int from, int to, Cursor cursor) {
    int pc = from;
    while (pc < to) {
      pc = skipOne(code, pc, cursor);
    }
  }

  /** Carries out the skip at {@code pc} and returns where the next instruction is. */
  static int skipOne(int[] code, int pc, Cursor cursor) {
    switch (code[pc]) {
      case SKIP_VARINTS -> {
        cursor.skipVarints(code[pc + 1]);
        return pc + 2;
      }
      case SKIP_BYTES -> {
        cursor.skipBytes(code[pc + 1]);
        return pc + 2;
      }
      case SKIP_STRING -> {
        cursor.skipString();
        return pc + 1;
      }
      case SKIP_ARRAY -> {
        int body = pc + 2;
        int end = body + code[pc + 1];
        skipArray(code, body, end, cursor);
        return end;
      }
      default -> throw new IllegalStateException("instruction " + code[pc] + " at " + pc);
    }
  }

  /** Returns where the instruction after the one at {@code pc} is. */
  static int next(int[] code, int pc) {
    return switch (code[pc]) {
      case SKIP_STRING -> pc + 1;
      case SKIP_ARRAY -> pc + 2 + code[pc + 1];
      default -> pc + 2;
    };
  }

  private static void skipArray(int[] code, int body, int end, Cursor cursor) {
    int count = cursor.count();
    if (end - body == 2 && code[body] == SKIP_VARINTS) {
      cursor.skipVarints((long) count * code[body + 1]);
      return;
    }
    if (end > body) {
      for (int i = 0; i < count; i++) {
        skip(code, body, end, cursor);
      }
    }
  }

  /** Returns what {@link #readInteger} makes of an integer. */
  static long cut(Encoding encoding, long value) {
    return switch (encoding) {
      case INT -> (int) value;
      case UNSIGNED_INT -> value & 0xffffffffL;
      case SHORT -> (short) value;
      case UNSIGNED_SHORT -> value & 0xffff;
      case UNSIGNED_BYTE -> value & 0xff;
      default -> value;
    };
  }

  /** Reads an integer of the given encoding, extended to 64 bits with its sign if it has one. */
  static long readInteger(Encoding encoding, Cursor cursor) {
    return switch (encoding) {
      case LONG, CONSTANT -> cursor.varint();
      case INT -> (int) cursor.varint();
      case UNSIGNED_INT -> cursor.varint() & 0xffffffffL;
      case SHORT -> (short) cursor.varint();
      case UNSIGNED_SHORT -> cursor.varint() & 0xffff;
      case BYTE -> cursor.int8();
      case UNSIGNED_BYTE -> cursor.int8() & 0xff;
      default -> throw new IllegalStateException(encoding + " is no integer");
    };
  }
}
