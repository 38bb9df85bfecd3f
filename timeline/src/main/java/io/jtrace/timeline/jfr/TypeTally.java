package io.jtrace.timeline.jfr;

import java.util.Map;
import java.util.TreeMap;

/** What was counted of one event type so far. */
final class TypeTally {
  private final String name;
  private String label;
  private long count;
  private long sizeBytes;
  private final Map<String, String> settings = new TreeMap<>();

  TypeTally(String name) {
    this.name = name;
    label = name;
  }

  void label(String newLabel) {
    label = newLabel;
  }

  void add(long events, long eventsSizeBytes) {
    count += events;
    sizeBytes += eventsSizeBytes;
  }

  void setting(String setting, String value) {
    settings.put(setting, value);
  }

  long count() {
    return count;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Returns whether the recording says anything of this type beyond that it exists. */
  boolean isWorthMentioning() {
    return count > 0 || !settings.isEmpty();
  }

  EventTypeSummary summary() {
    return new EventTypeSummary(name, label, count, sizeBytes, settings);
  }
}
