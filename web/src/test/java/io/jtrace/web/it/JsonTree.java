package io.jtrace.web.it;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of JSON: a map, a list, a text, a number, true, false or null. */
final class JsonTree {
  private final @Nullable Object value;

  private JsonTree(@Nullable Object value) {
    this.value = value;
  }

  static JsonTree of(byte[] bytes) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      return new JsonTree(read(parser, parser.nextToken()));
    }
  }

  private static @Nullable Object read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }

  private static Map<String, JsonTree> fields(JsonParser parser) throws IOException {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      fields.put(name, new JsonTree(read(parser, parser.nextToken())));
    }
    return fields;
  }

  private static List<JsonTree> elements(JsonParser parser) throws IOException {
    List<JsonTree> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(new JsonTree(read(parser, token)));
    }
    return elements;
  }

  /** Returns a field of an object, null in JSON if there is no such. */
  JsonTree at(String field) {
    return value instanceof Map<?, ?> fields && fields.get(field) instanceof JsonTree found
        ? found
        : new JsonTree(null);
  }

  /** Returns the elements of an array, none if this is none. */
  Stream<JsonTree> elements() {
    return value instanceof List<?> list
        ? list.stream().filter(JsonTree.class::isInstance).map(JsonTree.class::cast)
        : Stream.empty();
  }

  /** Returns the element of an array whose field has this text. */
  JsonTree with(String field, String text) {
    return elements()
        .filter(one -> one.at(field).text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + field + " " + text + " in " + this));
  }

  /** Returns the texts of a field of the elements. */
  List<String> texts(String field) {
    return elements().map(one -> one.at(field).text()).toList();
  }

  /** Returns a text, number or truth in words. */
  String text() {
    return String.valueOf(value);
  }

  long number() {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError("not a number: " + this);
  }

  @Override
  public String toString() {
    return text();
  }
}
