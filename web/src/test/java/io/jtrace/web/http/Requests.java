package io.jtrace.web.http;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests drawn in tests. */
public final class Requests {
  private Requests() {}

  /** Returns a GET of {@code path?query}. */
  public static Request get(String target) {
    return request("GET", target, Map.of(), "");
  }

  /** Returns a request of {@code path?query}. */
  public static Request request(
      String method, String target, Map<String, String> headers, String body) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    return new Request(method, path, Query.of(query), fields::get, body);
  }
}
