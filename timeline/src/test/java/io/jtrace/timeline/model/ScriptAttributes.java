package io.jtrace.timeline.model;

import io.jtrace.timeline.table.Strings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What follows a span, a sample or a slice of a {@link TraceScript}: {@code key=value} or a word.
 */
final class ScriptAttributes {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Reads up to the next comma. */
  static ScriptAttributes of(ScriptLine line) {
    ScriptAttributes attributes = new ScriptAttributes();
    while (line.hasAttribute()) {
      String word = line.word();
      int equals = word.indexOf('=');
      if (word.equals("wokenBy")) {
        attributes.values.put(word, line.word());
      } else if (equals < 0) {
        attributes.values.put(word, "");
      } else {
        attributes.values.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return attributes;
  }

  /** Returns all, which may be changed. */
  Map<String, String> values() {
    return values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String get(String key) {
    return getOr(key, "");
  }

  String getOr(String key, String fallback) {
    return values.getOrDefault(key, fallback);
  }

  int text(Strings.Builder strings, String key) {
    return has(key) ? strings.intern(get(key)) : Strings.NONE;
  }

  long number(String key, long fallback) {
    return has(key) ? Long.parseLong(get(key)) : fallback;
  }

  long nanos(String key) {
    return has(key) ? ScriptLine.nanos(get(key)) : 0;
  }
}
