package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes into the ledger what a recording cannot show: what its settings left out, what its JDK
 * does not record, and what the collector said itself.
 */
final class Limits {
  /** Events that belong together, so that the ledger has a line for each topic. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private enum Topic {
    BLOCKING(
        "waits for monitors, parks and sleeps",
        ConsumedEvent.THREAD_SLEEP,
        ConsumedEvent.THREAD_PARK,
        ConsumedEvent.MONITOR_ENTER,
        ConsumedEvent.MONITOR_WAIT),
    IO(
        "socket and file I/O",
        ConsumedEvent.SOCKET_READ,
        ConsumedEvent.SOCKET_WRITE,
        ConsumedEvent.FILE_READ,
        ConsumedEvent.FILE_WRITE,
        ConsumedEvent.FILE_FORCE),
    THREADS("starts and ends of threads", ConsumedEvent.THREAD_START, ConsumedEvent.THREAD_END),
    VIRTUAL_THREADS(
        "virtual threads",
        ConsumedEvent.VIRTUAL_THREAD_START,
        ConsumedEvent.VIRTUAL_THREAD_END,
        ConsumedEvent.VIRTUAL_THREAD_PINNED),
    GC("garbage collections", ConsumedEvent.GARBAGE_COLLECTION, ConsumedEvent.GC_PHASE_PAUSE),
    SAFEPOINTS(
        "safepoints",
        ConsumedEvent.SAFEPOINT_BEGIN,
        ConsumedEvent.SAFEPOINT_END,
        ConsumedEvent.EXECUTE_VM_OPERATION),
    COMPILATION("compilations", ConsumedEvent.COMPILATION),
    SAMPLES(
        "samples of running code",
        ConsumedEvent.EXECUTION_SAMPLE,
        ConsumedEvent.NATIVE_METHOD_SAMPLE),
    ALLOCATION("allocations", ConsumedEvent.ALLOCATION_SAMPLE),
    EXCEPTIONS("exceptions", ConsumedEvent.EXCEPTION_THROW),
    COUNTERS(
        "counters",
        ConsumedEvent.CPU_LOAD,
        ConsumedEvent.GC_HEAP_SUMMARY,
        ConsumedEvent.JAVA_THREAD_STATISTICS);

    private final String label;
    private final List<ConsumedEvent> events;

    Topic(String label, ConsumedEvent... events) {
      this.label = label;
      this.events = List.of(events);
    }
  }

  /** The collector knows far fewer; each has a line in the ledger. */
  private static final int MAX_LINES = 100;

  private static final int MAX_TEXT = 1_000;

  private static final String WITHOUT_RUNS =
      "JFR does not record when a virtual thread parks, runs or waits for a carrier; between its"
          + " recorded events its state is undetermined";

  private static final String TRACED_ONLY =
      "virtual threads: parks, yields and Object.wait are calls of traced methods, with the time in"
          + " which the thread was runnable again; who woke it, its runs and carriers, and waits to"
          + " enter a monitor are not recorded, and in between its state is undetermined";

  private final Recording recording;
  private final boolean knowsVirtualThreads;
  private final Diagnostics.Builder diagnostics;

  private Limits(Recording recording, TraceFacts facts, Diagnostics.Builder diagnostics) {
    this.recording = recording;
    knowsVirtualThreads =
        facts.jvms().stream().anyMatch(jvm -> jvm.javaVersion() == 0 || jvm.javaVersion() >= 21);
    this.diagnostics = diagnostics;
  }

  static void count(
      Recording recording,
      TraceFacts facts,
      TracedMethods traced,
      Diagnostics.Builder diagnostics) {
    Limits limits = new Limits(recording, facts, diagnostics);
    limits.missing();
    limits.settings("threshold", "shorter than %s are not recorded: %s");
    limits.settings("throttle", "limited to %s are incomplete: %s");
    limits.virtualThreads(traced);
    limits.collector();
  }

  private void missing() {
    for (Topic topic : Topic.values()) {
      if (topic == Topic.VIRTUAL_THREADS && !knowsVirtualThreads) {
        continue;
      }
      List<String> absent = new ArrayList<>();
      for (ConsumedEvent event : topic.events) {
        if (!EventSettings.isEnabled(recording, event)) {
          absent.add(event.typeName());
        }
      }
      if (!absent.isEmpty()) {
        diagnostics.count(Diagnostic.NOT_RECORDED, topic.label + ": " + String.join(", ", absent));
      }
    }
  }

  /** One line for each value of a setting that leaves events out. */
  private void settings(String setting, String sentence) {
    Map<String, List<String>> events = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      for (ConsumedEvent event : topic.events) {
        String value = EventSettings.of(recording, event).getOrDefault(setting, "");
        if (EventSettings.isEnabled(recording, event) && isLimit(setting, value)) {
          events.computeIfAbsent(value, key -> new ArrayList<>()).add(event.typeName());
        }
      }
    }
    events.forEach(
        (value, names) ->
            diagnostics.count(
                Diagnostic.LIMIT, "events " + sentence.formatted(value, String.join(", ", names))));
  }

  private static boolean isLimit(String setting, String value) {
    return setting.equals("threshold")
        ? EventSettings.nanos(value) > 0
        : !value.isEmpty() && !value.equals("off");
  }

  private void virtualThreads(TracedMethods traced) {
    if (recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).size() > 0) {
      return;
    }
    for (int thread = 0; thread < recording.threads().size(); thread++) {
      if (recording.threads().isVirtual(thread)) {
        diagnostics.count(Diagnostic.LIMIT, traced.isEmpty() ? WITHOUT_RUNS : TRACED_ONLY);
        return;
      }
    }
  }

  /**
   * The collector writes a line per event and trace; here they are grouped by what limits them.
   * Thresholds and throttles are known from the settings already.
   */
  private void collector() {
    EventTable table = recording.events(ConsumedEvent.JTRACE_LIMIT);
    Map<String, Set<String>> events = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      String setting = text(table, "setting", row);
      if (!setting.equals("threshold") && !setting.equals("throttle")) {
        String what = (setting + " " + text(table, "value", row)).strip();
        String reason = text(table, "reason", row);
        String key = what.isEmpty() ? reason : reason + " (" + what + ")";
        boolean isKept = events.size() < MAX_LINES || events.containsKey(key);
        events
            .computeIfAbsent(isKept ? key : "further limits", k -> new LinkedHashSet<>())
            .add(text(table, "event", row));
      }
    }
    events.forEach(
        (key, names) ->
            diagnostics.count(
                Diagnostic.LIMIT,
                names.contains("*") ? key : key + ": " + String.join(", ", names)));
  }

  private String text(EventTable table, String field, int row) {
    String text = recording.strings().atOr(table.id(field, row), "");
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
