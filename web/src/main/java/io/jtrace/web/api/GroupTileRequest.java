package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.query.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which tiles of groups the browser wants: from {@code first} to {@code last}, both included. */
record GroupTileRequest(Grouping by, int level, int first, int last, List<String> groups) {
  private static final String FORM =
      "expected {\"by\":\"name\",\"level\":L,\"first\":i,\"last\":j,\"groups\":[keys]}";

  /** Checks the numbers and copies the list. */
  GroupTileRequest {
    groups = List.copyOf(groups);
    Tiles.check(level, first);
    Tiles.check(level, last);
    expect(first <= last);
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  static GroupTileRequest parse(String body) {
    Grouping by = Grouping.NAME;
    int level = -1;
    int first = -1;
    int last = -1;
    List<String> groups = new ArrayList<>();
    try (JsonParser json = Json.factory().createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "by" -> by = Parameters.grouping(json.getText());
          case "level" -> level = json.getIntValue();
          case "first" -> first = json.getIntValue();
          case "last" -> last = json.getIntValue();
          case "groups" -> {
            expect(json.currentToken() == JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
              groups.add(json.getText());
            }
          }
          default -> throw new IllegalArgumentException(FORM + ", found \"" + name + "\"");
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          FORM + ", found something else at character " + e.getLocation().getCharOffset(), e);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return new GroupTileRequest(by, level, first, last, groups);
  }

  private static void expect(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException(FORM);
    }
  }

  /** Returns the number of tiles. */
  long count() {
    return groups.size() * ((long) last - first + 1);
  }
}
