package io.jtrace.web.load;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What labels a thread had at a time, by {@code jtrace.Labels}: a thread says so when they change,
 * so those from before the recording are not known.
 */
final class ContextLabels {

  private final Map<Integer, TreeMap<Long, Map<String, String>>> byThread = new HashMap<>();

  private ContextLabels() {}

  static ContextLabels of(Recording recording) {
    ContextLabels labels = new ContextLabels();
    EventTable table = recording.events(ConsumedEvent.JTRACE_LABELS);
    for (int row = 0; row < table.size(); row++) {
      int text = table.id("labels", row);
      labels
          .byThread
          .computeIfAbsent(table.thread(row), thread -> new TreeMap<>())
          .put(table.startNanos(row), parse(text < 0 ? "" : recording.strings().at(text)));
    }
    return labels;
  }

  /** Reads {@code key=value}, one a line. */
  private static Map<String, String> parse(String text) {
    Map<String, String> labels = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                labels.put(line.substring(0, equals), line.substring(equals + 1));
              }
            });
    return labels;
  }

  Map<String, String> at(int thread, long nanos) {
    TreeMap<Long, Map<String, String>> changes = byThread.get(thread);
    Map.Entry<Long, Map<String, String>> last = changes == null ? null : changes.floorEntry(nanos);
    return last == null ? Map.of() : last.getValue();
  }
}
