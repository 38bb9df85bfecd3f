package io.jtrace.slf4j;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which keys of the MDC become labels.
 *
 * @param names of the keys; empty for all
 */
record Keys(Set<String> names) {

  /** Reads names with commas between. */
  static Keys from(String text) {
    return new Keys(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean has(String key) {
    return names.isEmpty() || names.contains(key);
  }
}
