package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the metadata of types into {@linkplain Program programs}. */
final class ProgramCompiler {
  /* Inlined structs are expanded in place, so hostile metadata could ask for 2^n instructions. */
  private static final int MAX_CODE = 1 << 14;
  private static final int MAX_NESTING = 16;
  private static final int MAX_FIELDS = 1 << 14;

  private final Metadata metadata;
  private final List<String> wanted;
  private final @Nullable Source[] sources;
  private int[] code = new int[32];
  private int size;
  private int fieldCount;

  /** Where the code after the last read would begin. */
  private int lastReadEnd;

  /** Where the last instruction begins if it is a SKIP_VARINTS that may be extended, or -1. */
  private int openVarints = -1;

  private ProgramCompiler(Metadata metadata, List<String> wanted) {
    this.metadata = metadata;
    this.wanted = wanted;
    sources = new Source[wanted.size()];
  }

  /**
   * Compiles a program that reads the {@code wanted} fields of {@code type}; a dot leads into an
   * inlined struct.
   *
   * @throws CorruptDataException if the type cannot be decoded
   */
  static Program reader(Metadata metadata, TypeDescriptor type, List<String> wanted) {
    ProgramCompiler compiler = new ProgramCompiler(metadata, wanted);
    compiler.struct(type, "", 0);
    return new Program(Arrays.copyOf(compiler.code, compiler.lastReadEnd), compiler.sources);
  }

  /**
   * Compiles a program that reads the {@code wanted} fields of {@code type} and goes on to the end
   * of the value.
   */
  static Program elementReader(Metadata metadata, TypeDescriptor type, List<String> wanted) {
    ProgramCompiler compiler = new ProgramCompiler(metadata, wanted);
    compiler.value(type, "", 0);
    return new Program(Arrays.copyOf(compiler.code, compiler.size), compiler.sources);
  }

  /** Compiles a program that skips a whole value of {@code type}. */
  static int[] skipper(Metadata metadata, TypeDescriptor type) {
    ProgramCompiler compiler = new ProgramCompiler(metadata, List.of());
    compiler.value(type, "", 0);
    return Arrays.copyOf(compiler.code, compiler.size);
  }

  private void struct(TypeDescriptor type, String prefix, int depth) {
    if (depth > MAX_NESTING) {
      throw new CorruptDataException("type " + type.name() + " is nested too deep");
    }
    for (FieldDescriptor field : type.fields()) {
      String path = prefix + field.name();
      metadata.work(path);
      field(field, path, depth);
    }
  }

  private void field(FieldDescriptor field, String path, int depth) {
    if (++fieldCount > MAX_FIELDS) {
      throw new CorruptDataException("a type has more than " + MAX_FIELDS + " fields");
    }
    TypeDescriptor type = metadata.type(field.typeId());
    if (type == null) {
      throw new CorruptDataException("field " + path + " is of no known type");
    }
    int index = wanted.indexOf(path);
    if (index >= 0 && sources[index] == null) {
      Encoding encoding = encoding(field, type);
      if (encoding != null) {
        sources[index] = new Source(encoding, type, field);
        emit(Program.READ, index);
        lastReadEnd = size;
        if (encoding != Encoding.ARRAY) {
          return;
        }
        // An array is read by its position only, and then skipped.
      }
    }
    if (field.array()) {
      int lengthAt = beginArray();
      element(field, type, depth);
      endArray(lengthAt);
    } else if (field.constant()) {
      emitVarint();
    } else {
      value(type, path + ".", depth);
    }
  }

  private void element(FieldDescriptor field, TypeDescriptor type, int depth) {
    if (field.constant()) {
      emitVarint();
    } else {
      // No path leads into an array: what is in it is skipped.
      value(type, "[].", depth);
    }
  }

  private void value(TypeDescriptor type, String prefix, int depth) {
    switch (type.name()) {
      case "long", "int", "short", "char" -> emitVarint();
      case "boolean", "byte" -> emit(Program.SKIP_BYTES, 1);
      case "float" -> emit(Program.SKIP_BYTES, 4);
      case "double" -> emit(Program.SKIP_BYTES, 8);
      case "java.lang.String" -> emit(Program.SKIP_STRING);
      default -> struct(type, prefix, depth + 1);
    }
  }

  /** Returns how a field is written, or null for an inlined struct. */
  private static @Nullable Encoding encoding(FieldDescriptor field, TypeDescriptor type) {
    if (field.array()) {
      return Encoding.ARRAY;
    }
    if (field.constant()) {
      return Encoding.CONSTANT;
    }
    return primitive(type, field.unsigned());
  }

  /** Returns how a single value of a type is written, or null for a struct. */
  static @Nullable Encoding primitive(TypeDescriptor type, boolean unsigned) {
    return switch (type.name()) {
      case "long" -> Encoding.LONG;
      case "int" -> unsigned ? Encoding.UNSIGNED_INT : Encoding.INT;
      case "short" -> unsigned ? Encoding.UNSIGNED_SHORT : Encoding.SHORT;
      case "char" -> Encoding.UNSIGNED_SHORT;
      case "byte" -> unsigned ? Encoding.UNSIGNED_BYTE : Encoding.BYTE;
      case "boolean" -> Encoding.BYTE;
      case "float" -> Encoding.FLOAT;
      case "double" -> Encoding.DOUBLE;
      case "java.lang.String" -> Encoding.STRING;
      default -> null;
    };
  }

  private int beginArray() {
    emit(Program.SKIP_ARRAY, 0);
    return size - 1;
  }

  private void endArray(int lengthAt) {
    code[lengthAt] = size - lengthAt - 1;
    openVarints = -1;
  }

  private void emitVarint() {
    if (openVarints >= 0) {
      code[openVarints + 1]++;
    } else {
      emit(Program.SKIP_VARINTS, 1);
      openVarints = size - 2;
    }
  }

  private void emit(int... instruction) {
    if (size + instruction.length > MAX_CODE) {
      throw new CorruptDataException("a type has too many fields");
    }
    if (size + instruction.length > code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    for (int word : instruction) {
      code[size++] = word;
    }
    openVarints = -1;
  }
}
