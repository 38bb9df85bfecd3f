package io.jtrace.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string. Immutable. */
public final class Query {
  private final String raw;
  private final Map<String, String> values;

  private Query(String raw, Map<String, String> values) {
    this.raw = raw;
    this.values = values;
  }

  /**
   * Parses a query string; of a parameter given twice the first counts.
   *
   * @param raw without question mark, percent-encoded
   * @throws IllegalArgumentException if the percent-encoding is broken
   */
  public static Query of(String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.putIfAbsent(decode(name), decode(value));
      }
    }
    return new Query(raw, values);
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /** Returns the query as it was sent. */
  public String raw() {
    return raw;
  }

  /** Returns the query, still encoded, without one parameter. */
  public String without(String name) {
    return Arrays.stream(raw.split("&", -1))
        .filter(pair -> !pair.equals(name) && !pair.startsWith(name + "="))
        .collect(Collectors.joining("&"));
  }

  /** Returns the value of a parameter, or {@code null} if it was not given. */
  public @Nullable String first(String name) {
    return values.get(name);
  }

  /** Returns the value of a parameter, or {@code otherwise} if it was not given. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * Returns the value of a parameter as a whole number; fractions are cut off.
   *
   * @throws IllegalArgumentException if the value is no number
   */
  public long number(String name, long otherwise) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isNaN(number)) {
        throw new NumberFormatException();
      }
      return Math.abs(number) < 1L << 53 ? (long) number : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number for the parameter \"" + name + "\", found \"" + value + "\"", e);
    }
  }
}
