package io.jtrace.timeline.jfr;

import java.util.Map;

/**
 * What a recording holds of one event type.
 *
 * @param name such as {@code jdk.ThreadPark}
 * @param label the human name from the metadata; the name where there is none
 * @param count events in the file
 * @param sizeBytes bytes these events take in the file
 * @param settings the effective settings by name ({@code enabled}, {@code threshold}, {@code
 *     stackTrace}, {@code period}, {@code throttle}), as {@code jdk.ActiveSetting} states them
 *     last; empty where it states none
 */
public record EventTypeSummary(
    String name, String label, long count, long sizeBytes, Map<String, String> settings) {
  /** Copies the settings. */
  public EventTypeSummary {
    settings = Map.copyOf(settings);
  }
}
