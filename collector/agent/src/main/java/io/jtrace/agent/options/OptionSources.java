package io.jtrace.agent.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The three places options come from, weakest first: environment, system properties, the agent's
 * argument.
 */
final class OptionSources {

  static final String PROPERTY_PREFIX = "jtrace.";
  static final String VARIABLE_PREFIX = "JTRACE_";

  /** A value and where it stands, for messages. */
  record Given(String key, String value, String origin) {}

  private final Consumer<String> warnings;
  private final Map<String, Given> byKey = new TreeMap<>();

  OptionSources(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** The strongest value of each known key, by key. */
  Map<String, Given> byKey() {
    return byKey;
  }

  void addEnvironment(Map<String, String> environment) {
    addPrefixed(environment, VARIABLE_PREFIX);
  }

  void addProperties(Map<String, String> properties) {
    addPrefixed(properties, PROPERTY_PREFIX);
  }

  /**
   * Adds {@code key=value,key=value}. A value that holds a comma is put in single quotes; a key
   * without a value means {@code on}.
   */
  void addArgument(String argument) {
    for (String pair : split(argument)) {
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      add(key, equals < 0 ? "on" : unquote(pair.substring(equals + 1).strip()), key);
    }
  }

  private void addPrefixed(Map<String, String> values, String prefix) {
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            add(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value.strip(), name);
          }
        });
  }

  private void add(String key, String value, String origin) {
    if (OptionKey.named(key).isPresent()) {
      byKey.put(key, new Given(key, value, origin));
    } else {
      warnings.accept(
          "there is no option " + origin + ", it is ignored; the options are " + known());
    }
  }

  private static String known() {
    return String.join(", ", OptionKey.ALL.stream().map(OptionKey::name).toList());
  }

  private static List<String> split(String argument) {
    List<String> pairs = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= argument.length(); i++) {
      if (i == argument.length() || (argument.charAt(i) == ',' && !quoted)) {
        if (!argument.substring(start, i).isBlank()) {
          pairs.add(argument.substring(start, i));
        }
        start = i + 1;
      } else if (argument.charAt(i) == '\'') {
        quoted = !quoted;
      }
    }
    return pairs;
  }

  private static String unquote(String value) {
    return value.length() >= 2 && value.startsWith("'") && value.endsWith("'")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
