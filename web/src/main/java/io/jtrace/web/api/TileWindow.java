package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jtrace.timeline.query.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tiles of one level from {@code first} to {@code last}, both included. */
record TileWindow(int level, int first, int last) {
  private static final int NOT_GIVEN = -1;

  /** Reads a field of a request that is not of the window. */
  @FunctionalInterface
  interface OtherField {
    /** Returns whether there is such a field; the parser is at its value. */
    boolean read(String name, JsonParser json) throws IOException;
  }

  /** Reads an element of an array. */
  @FunctionalInterface
  interface Element<T> {
    /** Returns the value that the parser is at. */
    T read(JsonParser json) throws IOException;
  }

  /** Checks that there are such tiles. */
  TileWindow {
    Tiles.check(level, first);
    Tiles.check(level, last);
    if (last < first) {
      throw new IllegalArgumentException("expected first <= last, found " + first + " and " + last);
    }
  }

  /** Returns the number of tiles. */
  long count() {
    return (long) last - first + 1;
  }

  /**
   * Reads a request for tiles.
   *
   * @param form what is expected, for the user
   * @throws IllegalArgumentException if the text is of another form
   */
  static TileWindow parse(String body, String form, OtherField other) {
    int level = NOT_GIVEN;
    int first = NOT_GIVEN;
    int last = NOT_GIVEN;
    try (JsonParser json = Json.factory().createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT, form);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "level" -> level = json.getIntValue();
          case "first" -> first = json.getIntValue();
          case "last" -> last = json.getIntValue();
          default -> expect(other.read(name, json), form + ", found \"" + name + "\"");
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT, form);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          form + ", found something else at character " + e.getLocation().getCharOffset(), e);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return new TileWindow(level, first, last);
  }

  /** Reads an array. */
  static <T> List<T> array(JsonParser json, Element<T> element) throws IOException {
    expect(json.currentToken() == JsonToken.START_ARRAY, "expected an array");
    List<T> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(element.read(json));
    }
    return values;
  }

  private static void expect(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
