package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type whose values may be in constant pools: how to skip one, and what jtrace makes of it. */
final class PoolType {
  /** What the constants of a type become. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  enum Kind {
    /** A string id. */
    TEXT(List.of()),
    /** The string id of a class name. */
    CLASS(List.of("name")),
    /** The string id of {@code class.method}. */
    METHOD(List.of("type", "name")),
    /** A stack id. */
    STACK(List.of("truncated", "frames")),
    /** The ordinal of a {@link io.jtrace.timeline.table.FrameKind}. */
    FRAME_TYPE(List.of("description")),
    /** An index into the thread directory. */
    THREAD(List.of("osName", "osThreadId", "javaName", "javaThreadId", "group", "virtual")),
    /** Nothing: no consumed field holds it. */
    OPAQUE(List.of());

    private final List<String> fields;

    Kind(List<String> fields) {
      this.fields = fields;
    }
  }

  /* What is read of each frame of a stack. */
  static final int FRAME_METHOD = 0;
  static final int FRAME_LINE = 1;
  static final int FRAME_TYPE = 2;
  private static final List<String> FRAME_FIELDS = List.of("method", "lineNumber", "type");

  private static final int MAX_REFERENCES = 2;

  private final int index;
  private final TypeDescriptor type;
  private final Kind kind;
  private final int[] skipper;
  private final Program reader;
  private final @Nullable Program frameReader;
  private final int @Nullable [] frameLayout;

  private PoolType(
      int index,
      TypeDescriptor type,
      Kind kind,
      int[] skipper,
      Program reader,
      @Nullable Program frameReader) {
    this.index = index;
    this.type = type;
    this.kind = kind;
    this.skipper = skipper;
    this.reader = reader;
    this.frameReader = frameReader;
    frameLayout = frameReader == null ? null : FrameLayout.of(frameReader);
  }

  /**
   * Compiles a type.
   *
   * @throws CorruptDataException if its values cannot be skipped
   */
  static PoolType compile(int index, Metadata metadata, TypeDescriptor type) {
    int[] skipper = ProgramCompiler.skipper(metadata, type);
    Kind kind = kind(metadata, type, 0);
    List<String> wanted = kind.fields;
    if (kind == Kind.TEXT && !isString(type)) {
      wanted = List.of(textField(metadata, type, 0));
    }
    Program reader = ProgramCompiler.reader(metadata, type, wanted);
    Program frames = kind == Kind.STACK ? frameReader(metadata, reader) : null;
    return new PoolType(index, type, kind, skipper, reader, frames);
  }

  private static @Nullable Program frameReader(Metadata metadata, Program stackReader) {
    Source frames = stackReader.sources()[1];
    return frames == null || frames.encoding() != Encoding.ARRAY || frames.field().constant()
        ? null
        : ProgramCompiler.elementReader(metadata, frames.type(), FRAME_FIELDS);
  }

  private static Kind kind(Metadata metadata, TypeDescriptor type, int depth) {
    return switch (type.name()) {
      case "java.lang.Thread" -> Kind.THREAD;
      case "java.lang.Class" -> Kind.CLASS;
      case "jdk.types.Method" -> Kind.METHOD;
      case "jdk.types.StackTrace" -> Kind.STACK;
      case "jdk.types.FrameType" -> Kind.FRAME_TYPE;
      default ->
          isString(type) || !textField(metadata, type, depth).isEmpty() ? Kind.TEXT : Kind.OPAQUE;
    };
  }

  private static boolean isString(TypeDescriptor type) {
    return type.name().equals("java.lang.String");
  }

  /**
   * Returns the field of a struct that says what it is: its only string, or else its only reference
   * to a constant that has one; empty if there is none. References are followed over a few types
   * only, so that a chain of them ends whatever the metadata says.
   */
  private static String textField(Metadata metadata, TypeDescriptor type, int depth) {
    List<String> strings = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (FieldDescriptor field : type.fields()) {
      metadata.work("");
      TypeDescriptor fieldType = metadata.type(field.typeId());
      if (fieldType == null || field.array()) {
        continue;
      }
      if (isString(fieldType)) {
        strings.add(field.name());
      } else if (field.constant()
          && depth < MAX_REFERENCES
          && kind(metadata, fieldType, depth + 1) == Kind.TEXT) {
        references.add(field.name());
      }
    }
    List<String> found = strings.isEmpty() ? references : strings;
    return found.size() == 1 ? found.get(0) : "";
  }

  int index() {
    return index;
  }

  String name() {
    return type.name();
  }

  Kind kind() {
    return kind;
  }

  int[] skipper() {
    return skipper;
  }

  /** Returns the program that reads the fields which {@link #kind()} needs. */
  Program reader() {
    return reader;
  }

  /** Returns the program that reads one frame of a stack, or null where frames are not inlined. */
  @Nullable Program frameReader() {
    return frameReader;
  }

  /** Returns the layout of a frame that is nothing but integers, or null; borrowed. */
  int @Nullable [] frameLayout() {
    return frameLayout;
  }

  /** Returns how wanted field {@code index} is written, or null where the type lacks it. */
  @Nullable Source source(int index) {
    return reader.sources()[index];
  }

  /** Returns whether constants are strings written in place rather than structs. */
  boolean isPlainString() {
    return isString(type);
  }
}
