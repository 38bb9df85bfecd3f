package io.jtrace.timeline.jfr;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the declared types as a string table and a tree over it. */
final class ScriptedMetadata {
  private final Collection<ScriptedRecording.Type> types;
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final JfrBytes tree = new JfrBytes();

  ScriptedMetadata(Collection<ScriptedRecording.Type> types) {
    this.types = types;
  }

  byte[] bytes() {
    element("root", Map.of(), 2);
    element("metadata", Map.of(), types.size());
    types.forEach(this::type);
    element("region", Map.of("gmtOffset", "0"), 0);
    JfrBytes out = new JfrBytes().varint(0).varint(0).varint(1).varint(strings.size());
    strings.keySet().forEach(out::utf8);
    return out.bytes(tree.toByteArray()).toByteArray();
  }

  private void type(ScriptedRecording.Type type) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", type.name());
    attributes.put("id", String.valueOf(type.id()));
    if (type.event()) {
      attributes.put("superType", "jdk.jfr.Event");
    } else if (type.name().startsWith("jdk.jfr.")) {
      attributes.put("superType", "java.lang.annotation.Annotation");
    }
    element("class", attributes, type.fields().size());
    type.fields().forEach(this::field);
  }

  private void field(ScriptedRecording.Field field) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", field.name());
    attributes.put("class", String.valueOf(typeId(field.plainType())));
    if (field.isConstant()) {
      attributes.put("constantPool", "true");
    }
    if (field.isArray()) {
      attributes.put("dimension", "1");
    }
    element("field", attributes, field.annotation().isEmpty() ? 0 : 1);
    if (!field.annotation().isEmpty()) {
      String[] parts = field.annotation().split("=", 2);
      Map<String, String> values = new LinkedHashMap<>();
      values.put("class", String.valueOf(typeId("jdk.jfr." + parts[0])));
      if (parts.length > 1) {
        values.put("value", parts[1]);
      }
      element("annotation", values, 0);
    }
  }

  private void element(String name, Map<String, String> attributes, int children) {
    tree.varint(string(name)).varint(attributes.size());
    attributes.forEach((key, value) -> tree.varint(string(key)).varint(string(value)));
    tree.varint(children);
  }

  private int string(String text) {
    return strings.computeIfAbsent(text, added -> strings.size());
  }

  private long typeId(String name) {
    return types.stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type " + name))
        .id();
  }
}
