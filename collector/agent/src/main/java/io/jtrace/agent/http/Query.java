package io.jtrace.agent.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a request; of a name given twice the first counts. */
final class Query {

  /** What Go reads as a number; Java reads more, such as 1f. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** As many digits as a long has for certain. */
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private static final Pattern INFINITE =
      Pattern.compile("\\+?inf(?:inity)?", Pattern.CASE_INSENSITIVE);

  private final String raw;
  private final Map<String, String> values;

  private Query(String raw, Map<String, String> values) {
    this.raw = raw;
    this.values = values;
  }

  static Query from(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isPresent() && value.isPresent()) {
        values.putIfAbsent(name.get(), value.get());
      }
    }
    return new Query(text, values);
  }

  /** Returns nothing for a bad escape: as in Go, a pair that cannot be decoded is not there. */
  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
  }

  /** Returns the text as it was sent, still encoded. */
  String raw() {
    return raw;
  }

  /** Returns a parameter; one without a value counts as absent. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns a whole number as Go reads it; {@code absent} if there is none that is readable. */
  long number(String name, long absent) {
    String text = value(name).orElse("");
    return WHOLE.matcher(text).matches() ? Long.parseLong(text) : absent;
  }

  /** Returns a number of seconds as Go does: what is absent, unreadable or not above 0 is 1. */
  double seconds() {
    String text = value("seconds").orElse("");
    if (INFINITE.matcher(text).matches()) {
      return Double.POSITIVE_INFINITY;
    }
    if (!NUMBER.matcher(text).matches()) {
      return 1;
    }
    double seconds = Double.parseDouble(text);
    return seconds > 0 && seconds < Double.POSITIVE_INFINITY ? seconds : 1;
  }
}
