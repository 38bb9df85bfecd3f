package io.jtrace.agent.options;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The value of every {@link OptionKey}. Immutable. */
public final class Options {

  private final Map<String, Object> values;
  private final Set<String> given;

  private Options(Map<String, Object> values, Set<String> given) {
    this.values = Collections.unmodifiableMap(values);
    this.given = Set.copyOf(given);
  }

  /**
   * Reads the options of this process; the agent's argument wins over a system property, and that
   * over an environment variable. Never fails: what is wrong goes to {@code warnings}, one sentence
   * each, and is replaced by the default.
   */
  public static Options read(String argument, Consumer<String> warnings) {
    return from(argument, strings(System.getProperties()), System.getenv(), warnings);
  }

  /** Same as {@link #read} with other sources. */
  public static Options from(
      String argument,
      Map<String, String> properties,
      Map<String, String> environment,
      Consumer<String> warnings) {
    OptionSources sources = new OptionSources(warnings);
    sources.addEnvironment(environment);
    sources.addProperties(properties);
    sources.addArgument(argument);
    Map<String, Object> values = new HashMap<>();
    for (OptionKey<?> key : OptionKey.ALL) {
      values.put(key.name(), value(key, sources.byKey().get(key.name()), warnings));
    }
    return new Options(values, sources.byKey().keySet());
  }

  /** All defaults. */
  public static Options defaults() {
    return from("", Map.of(), Map.of(), warning -> {});
  }

  /** Returns a copy with one value replaced. */
  public <T> Options with(OptionKey<T> key, T value) {
    Map<String, Object> copy = new HashMap<>(values);
    copy.put(key.name(), value);
    return new Options(copy, given);
  }

  /** Returns whether somebody has set a key, even to its default. */
  public boolean isGiven(OptionKey<?> key) {
    return given.contains(key.name());
  }

  /** Returns the value of a key. */
  @SuppressWarnings("unchecked") // the only writers are typed by the key
  public <T> T get(OptionKey<T> key) {
    Object value = values.get(key.name());
    if (value == null) {
      throw new IllegalArgumentException("no option " + key.name() + " in the table");
    }
    return (T) value;
  }

  /** The table of keys for people. */
  public static String help() {
    StringBuilder text =
        new StringBuilder("-javaagent:jtrace.jar=key=value,...  or -Djtrace.key=value,")
            .append(" or JTRACE_KEY=value in the environment; the first of these wins:\n");
    for (OptionKey<?> key : OptionKey.ALL) {
      text.append(
          String.format("  %-11s %-15s %s%n", key.name(), key.defaultText(), key.meaning()));
    }
    return text.toString();
  }

  private static <T> Object value(
      OptionKey<T> key, OptionSources.@Nullable Given given, Consumer<String> warnings) {
    if (given != null) {
      try {
        return key.parser().apply(given.value());
      } catch (IllegalArgumentException bad) {
        String shown = key.equals(OptionKey.TOKEN) ? "(hidden)" : given.value();
        warnings.accept(
            given.origin()
                + "="
                + shown
                + ": "
                + bad.getMessage()
                + "; using "
                + (key.defaultText().isEmpty() ? "the default" : key.defaultText()));
      }
    }
    return key.parser().apply(key.defaultText());
  }

  private static Map<String, String> strings(Properties properties) {
    Map<String, String> strings = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      strings.put(name, properties.getProperty(name));
    }
    return strings;
  }
}
