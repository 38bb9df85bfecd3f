package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.FieldDescriptor.TimeUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which events of programs, agents and libraries are kept although jtrace does not know
 * them, and with which fields.
 */
final class CustomEvents {
  private static final String JDK_PREFIX = "jdk.";

  /** The collector writes these to be dropped by JFR in place of others; they say nothing. */
  private static final String NOP = "jtrace.Nop";

  private static final Set<String> COMMON =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  private static final int MAX_FIELDS = 64;

  private CustomEvents() {}

  /** Returns whether events of a type that is not consumed are kept as rows. */
  static boolean isKept(TypeDescriptor type) {
    return !type.name().startsWith(JDK_PREFIX) && !type.name().equals(NOP);
  }

  /** Returns the shape of a type: its fields that have a value in a column. */
  static EventShape shape(Metadata metadata, TypeDescriptor type, Schema schema) {
    List<ConsumedField> fields = new ArrayList<>();
    for (FieldDescriptor field : type.fields()) {
      if (!COMMON.contains(field.name()) && fields.size() < MAX_FIELDS) {
        kind(metadata, field, schema)
            .ifPresent(kind -> fields.add(new ConsumedField(field.name(), kind)));
      }
    }
    return new EventShape(type.name(), fields);
  }

  private static Optional<FieldKind> kind(Metadata metadata, FieldDescriptor field, Schema schema) {
    TypeDescriptor type = metadata.type(field.typeId());
    if (type == null || field.array()) {
      return Optional.empty();
    }
    if (field.constant()) {
      return constantKind(schema, type);
    }
    return switch (type.name()) {
      case "long", "int", "short", "byte", "char" ->
          Optional.of(field.unit() == TimeUnit.NONE ? FieldKind.NUMBER : FieldKind.NANOS);
      case "boolean" -> Optional.of(FieldKind.BOOLEAN);
      case "float", "double" -> Optional.of(FieldKind.REAL);
      case "java.lang.String" -> Optional.of(FieldKind.TEXT);
      default -> Optional.empty();
    };
  }

  private static Optional<FieldKind> constantKind(Schema schema, TypeDescriptor type) {
    int pool = schema.poolIndex(type.id());
    if (pool < 0) {
      return Optional.empty();
    }
    return switch (schema.poolTypes().get(pool).kind()) {
      case TEXT -> Optional.of(FieldKind.TEXT);
      case CLASS -> Optional.of(FieldKind.CLASS);
      case METHOD -> Optional.of(FieldKind.METHOD);
      case THREAD -> Optional.of(FieldKind.THREAD);
      default -> Optional.empty();
    };
  }
}
