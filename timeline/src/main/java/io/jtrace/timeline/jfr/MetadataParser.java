package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.FieldDescriptor.Content;
import io.jtrace.timeline.jfr.FieldDescriptor.TimeUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the payload of a metadata event: a string table, then a tree of elements over it. */
final class MetadataParser {
  /*
   * The tree is root > metadata > class > (field | annotation | setting), and annotations below
   * fields. Types refer to each other by id, and to annotations as well, so the tree is read first
   * and understood afterwards.
   */

  private static final int MAX_DEPTH = 32;

  private record Element(String name, Map<String, String> attributes, List<Element> children) {
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }

    long id(String key) {
      try {
        return Long.parseLong(attribute(key));
      } catch (NumberFormatException e) {
        throw new CorruptDataException("element " + name + " has no number as " + key);
      }
    }
  }

  private final Cursor cursor;
  private final String[] strings;
  private final Map<Long, String> namesById = new HashMap<>();

  private MetadataParser(Cursor cursor) {
    this.cursor = cursor;
    strings = new String[cursor.count()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = string();
    }
  }

  /** Parses what follows the head of a metadata event, up to the cursor's limit. */
  static Metadata parse(Cursor payload) {
    MetadataParser parser = new MetadataParser(payload);
    List<Element> classes = new ArrayList<>();
    collectClasses(parser.element(0), classes);
    if (classes.isEmpty()) {
      throw new CorruptDataException("metadata without types");
    }
    classes.forEach(c -> parser.namesById.put(c.id("id"), typeName(c)));
    Map<Long, TypeDescriptor> types = new LinkedHashMap<>();
    for (Element element : classes) {
      TypeDescriptor type = parser.type(element);
      types.put(type.id(), type);
    }
    return new Metadata(types);
  }

  private static void collectClasses(Element element, List<Element> classes) {
    for (Element child : element.children()) {
      if (child.name().equals("class")) {
        classes.add(child);
      } else {
        collectClasses(child, classes);
      }
    }
  }

  /** Returns the name of a type as JDK 11 and later write it; 9 and 10 used other prefixes. */
  private static String typeName(Element element) {
    String name = element.attribute("name");
    if (name.startsWith("com.oracle.jdk.")) {
      return "jdk." + name.substring("com.oracle.jdk.".length());
    }
    if (name.startsWith("com.oracle.jfr.types.")) {
      return "jdk.types." + name.substring("com.oracle.jfr.types.".length());
    }
    return name;
  }

  private String string() {
    int encoding = cursor.int8();
    return switch (encoding) {
      case Cursor.STRING_NULL, Cursor.STRING_EMPTY -> "";
      case Cursor.STRING_CONSTANT ->
          throw new CorruptDataException("metadata refers to a constant pool");
      default -> cursor.characters(encoding);
    };
  }

  private String stringRef() {
    long index = cursor.varint();
    if (index < 0 || index >= strings.length) {
      throw new CorruptDataException("string " + index + " of " + strings.length);
    }
    return strings[(int) index];
  }

  private Element element(int depth) {
    if (depth > MAX_DEPTH) {
      throw new CorruptDataException("metadata nested deeper than " + MAX_DEPTH);
    }
    String name = stringRef();
    int attributeCount = cursor.count();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < attributeCount; i++) {
      String key = stringRef();
      attributes.put(key, stringRef());
    }
    int childCount = cursor.count();
    List<Element> children = new ArrayList<>();
    for (int i = 0; i < childCount; i++) {
      children.add(element(depth + 1));
    }
    return new Element(name, attributes, children);
  }

  private TypeDescriptor type(Element element) {
    List<FieldDescriptor> fields = new ArrayList<>();
    for (Element child : element.children()) {
      if (child.name().equals("field")) {
        fields.add(field(child));
      }
    }
    return new TypeDescriptor(
        element.id("id"),
        typeName(element),
        element.attribute("superType"),
        annotation(element, "jdk.jfr.Label"),
        fields);
  }

  private FieldDescriptor field(Element element) {
    String dimension = element.attribute("dimension");
    return new FieldDescriptor(
        element.attribute("name"),
        element.id("class"),
        element.attribute("constantPool").equals("true"),
        !dimension.isEmpty() && !dimension.equals("0"),
        annotation(element, "jdk.jfr.Unsigned") != null,
        unit(element),
        content(element));
  }

  private TimeUnit unit(Element field) {
    String unit = annotation(field, "jdk.jfr.Timespan");
    return switch (unit == null ? "" : unit) {
      case "TICKS" -> TimeUnit.TICKS;
      case "NANOSECONDS" -> TimeUnit.NANOSECONDS;
      case "MICROSECONDS" -> TimeUnit.MICROSECONDS;
      case "MILLISECONDS" -> TimeUnit.MILLISECONDS;
      case "SECONDS" -> TimeUnit.SECONDS;
      default -> TimeUnit.NONE;
    };
  }

  private Content content(Element field) {
    String timestamp = annotation(field, "jdk.jfr.Timestamp");
    if (timestamp != null) {
      return timestamp.equals("TICKS") ? Content.INSTANT_TICKS : Content.INSTANT_EPOCH_MILLIS;
    }
    if (annotation(field, "jdk.jfr.MemoryAddress") != null) {
      return Content.ADDRESS;
    }
    String amount = annotation(field, "jdk.jfr.DataAmount");
    return amount != null && !amount.equals("BITS") ? Content.BYTES : Content.NONE;
  }

  /** Returns the value of an annotation, empty where it has none, or null if it is absent. */
  private @Nullable String annotation(Element annotated, String annotationName) {
    for (Element child : annotated.children()) {
      if (child.name().equals("annotation")
          && annotationName.equals(namesById.get(child.id("class")))) {
        Map<String, String> values = child.attributes();
        return values.getOrDefault("value", values.getOrDefault("value-0", ""));
      }
    }
    return null;
  }
}
