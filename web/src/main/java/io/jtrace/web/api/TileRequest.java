package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** Which tiles the browser wants: those of each thread or processor in a window. */
record TileRequest(TileWindow window, List<Integer> threads) {
  private static final String FORM =
      "expected {\"level\":L,\"first\":i,\"last\":j,\"threads\":[ids]}";

  /** Copies the list. */
  TileRequest {
    threads = List.copyOf(threads);
  }

  /**
   * Reads a request about a trace with {@code tracks} threads and processors.
   *
   * @throws IllegalArgumentException if the text is of another form, or there is no such level,
   *     index or thread
   */
  static TileRequest parse(String body, int tracks) {
    List<Integer> threads = new ArrayList<>();
    TileWindow window =
        TileWindow.parse(
            body,
            FORM,
            (name, json) -> {
              if (!name.equals("threads")) {
                return false;
              }
              threads.addAll(TileWindow.array(json, JsonParser::getIntValue));
              return true;
            });
    for (int thread : threads) {
      if (thread < 0 || thread >= tracks) {
        throw new IllegalArgumentException(
            "expected threads below " + tracks + ", found " + thread);
      }
    }
    return new TileRequest(window, threads);
  }

  /** Returns the number of tiles. */
  long count() {
    return threads.size() * window.count();
  }
}
