package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jtrace.timeline.query.Tile;
import io.jtrace.timeline.query.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which tiles the browser wants: those of each thread from {@code first} to {@code last}, both
 * included.
 */
record TileRequest(int level, int first, int last, List<Integer> threads) {
  private static final String FORM =
      "expected {\"level\":L,\"first\":i,\"last\":j,\"threads\":[ids]}";

  /** Copies the list. */
  TileRequest {
    threads = List.copyOf(threads);
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  static TileRequest parse(String body) {
    int level = -1;
    int first = -1;
    int last = -1;
    List<Integer> threads = new ArrayList<>();
    try (JsonParser json = Json.factory().createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "level" -> level = json.getIntValue();
          case "first" -> first = json.getIntValue();
          case "last" -> last = json.getIntValue();
          case "threads" -> {
            expect(json.currentToken() == JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
              threads.add(json.getIntValue());
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
    return new TileRequest(level, first, last, threads);
  }

  private static void expect(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException(FORM);
    }
  }

  /** Returns the number of tiles. */
  long count() {
    return threads.size() * ((long) last - first + 1);
  }

  /**
   * Checks the request against a trace with {@code tracks} threads and processors.
   *
   * @throws IllegalArgumentException if there is no such level, index or thread
   */
  void check(int tracks) {
    if (level < 0 || level > Tiles.MAX_LEVEL) {
      throw new IllegalArgumentException(
          "expected a level from 0 to " + Tiles.MAX_LEVEL + ", found " + level);
    }
    long end = Long.MAX_VALUE / ((long) Tile.BUCKETS << level) - 1;
    if (first < 0 || last < first || last >= end) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "expected 0 <= first <= last < %d, found %d and %d", end, first, last));
    }
    for (int thread : threads) {
      if (thread < 0 || thread >= tracks) {
        throw new IllegalArgumentException(
            "expected threads below " + tracks + ", found " + thread);
      }
    }
  }
}
