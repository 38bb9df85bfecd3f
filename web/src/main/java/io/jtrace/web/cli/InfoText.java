package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.SchedulingFacts;
import io.jtrace.timeline.jfr.Diagnostic.Severity;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.web.api.Losses;
import io.jtrace.web.cli.TextTable.Align;
import io.jtrace.web.load.LoadedTrace;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code info} for people: one screen, the most important first. */
final class InfoText {
  private static final int TYPES_SHOWN = 20;
  private static final int NOTES_SHOWN = 6;
  private static final int VALUE_WIDTH = 100;
  private static final int SETTINGS_WIDTH = 48;
  private static final int LABEL_WIDTH = 9;
  private static final long NANOS = 1_000_000_000;

  private final LoadedTrace loaded;
  private final Trace trace;
  private final StringBuilder out = new StringBuilder();

  InfoText(LoadedTrace loaded) {
    this.loaded = loaded;
    this.trace = loaded.trace();
  }

  String text(boolean allTypes) {
    TraceFacts facts = trace.facts();
    line(
        "Trace",
        loaded.name()
            + ": "
            + Amounts.bytes(facts.sizeBytes())
            + ", "
            + Amounts.counted(facts.chunks(), "chunk")
            + ", "
            + Amounts.counted(facts.eventCount(), "event"));
    line("Time", Amounts.duration(facts.durationNanos()) + " from " + start(facts));
    line("Threads", ThreadCounts.counted(trace));
    facts.jvms().forEach(this::jvm);
    note("Schedule", schedule(SchedulingFacts.of(trace)));
    lost();
    notes();
    out.append('\n');
    types(allTypes);
    return out.toString();
  }

  /** What is known of schedulers. */
  private static String schedule(SchedulingFacts facts) {
    List<String> parts = new ArrayList<>();
    parts.add(
        facts.hooked()
            ? Amounts.counted(facts.runs(), "run")
                + " of virtual threads on "
                + Amounts.counted(facts.carriers(), "carrier")
            : "no runs of virtual threads");
    add(parts, facts.lost() > 0 ? Amounts.counted(facts.lost(), "scheduling event") + " lost" : "");
    boolean isCpuKnown = facts.cpuSource() != CpuSource.NONE;
    parts.add(
        isCpuKnown ? "processor times by " + facts.cpuSource().label() : "no processor times");
    add(parts, facts.syscalls() ? "sampled system calls" : "");
    add(parts, facts.executors() > 0 ? Amounts.counted(facts.executors(), "executor queue") : "");
    return String.join(", ", parts);
  }

  private static String start(TraceFacts facts) {
    long nanos = facts.startEpochNanos();
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
    return time.toLocalDate()
        + twoDigits(" ", time.getHour())
        + twoDigits(":", time.getMinute())
        + twoDigits(":", time.getSecond())
        + "."
        + Integer.toString(1000 + time.getNano() / 1_000_000).substring(1)
        + " UTC";
  }

  /** A formatter for the same takes longer to load than the rest of this class. */
  private static String twoDigits(String before, int number) {
    return before + number / 10 + number % 10;
  }

  private void line(String label, String value) {
    out.append(label)
        .append(" ".repeat(Math.max(0, LABEL_WIDTH - label.length())))
        .append(TextTable.fit(value, VALUE_WIDTH))
        .append('\n');
  }

  /** The end of a note says which event it is about, so it is wrapped and not cut. */
  private void note(String label, String sentence) {
    String rest = sentence;
    String head = label;
    while (rest.length() > VALUE_WIDTH) {
      int space = rest.lastIndexOf(' ', VALUE_WIDTH);
      int cut = space > 0 ? space : VALUE_WIDTH;
      line(head, rest.substring(0, cut));
      rest = rest.substring(cut).strip();
      head = "";
    }
    line(head, rest);
  }

  private void jvm(TraceFacts.Jvm jvm) {
    List<String> parts = new ArrayList<>();
    add(parts, jvm.name());
    add(parts, jvm.collector());
    add(parts, jvm.processors() == 0 ? "" : Amounts.counted(jvm.processors(), "processor"));
    add(parts, jvm.maxHeapBytes() == 0 ? "" : "heap to " + Amounts.bytes(jvm.maxHeapBytes()));
    add(parts, jvm.pid() == 0 ? "" : "pid " + jvm.pid());
    line("JVM", parts.isEmpty() ? "not recorded" : String.join(", ", parts));
    if (!jvm.version().isEmpty()) {
      line("", jvm.version());
    }
    if (!jvm.mainClass().isEmpty()) {
      line("Program", jvm.mainClass());
    }
    if (!jvm.arguments().isEmpty()) {
      line("Options", jvm.arguments());
    }
  }

  private static void add(List<String> parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private void lost() {
    List<Diagnostics.Entry> losses = entries(Severity.LOSS);
    if (losses.isEmpty()) {
      line("Lost", "nothing");
      return;
    }
    long lostBytes = trace.diagnostics().lostBytes();
    line(
        "Lost",
        Amounts.percent(trace.lostPercent())
            + " of the recording ("
            + Amounts.bytes(lostBytes)
            + ")");
    losses.forEach(entry -> note("", sentence(entry) + place(entry)));
  }

  private void notes() {
    List<Diagnostics.Entry> notes = new ArrayList<>(entries(Severity.REPAIR));
    notes.addAll(entries(Severity.LIMIT));
    String label = "Noted";
    for (Diagnostics.Entry note : notes.subList(0, Math.min(NOTES_SHOWN, notes.size()))) {
      note(label, sentence(note) + place(note));
      label = "";
    }
    if (notes.size() > NOTES_SHOWN) {
      line("", "\u2026 and " + (notes.size() - NOTES_SHOWN) + " more, see --json");
    }
  }

  private List<Diagnostics.Entry> entries(Severity severity) {
    return trace.diagnostics().entries().stream()
        .filter(entry -> entry.diagnostic().severity() == severity)
        .toList();
  }

  private static String sentence(Diagnostics.Entry entry) {
    String times = entry.count() > 1 ? " (" + Amounts.count(entry.count()) + " times)" : "";
    String detail = entry.detail().isEmpty() ? "" : ": " + entry.detail();
    return entry.diagnostic().sentence() + times + detail;
  }

  /** How much, when and where; what is not known is left out. */
  private String place(Diagnostics.Entry entry) {
    StringBuilder place = new StringBuilder();
    if (entry.sizeBytes() > 0) {
      place.append("; ").append(Amounts.bytes(entry.sizeBytes()));
      if (entry.diagnostic().severity() == Severity.LOSS) {
        place.append(", ").append(Amounts.percent(Losses.percent(trace, entry)));
      }
    }
    appendTime(place, entry);
    boolean isSaid = entry.detail().contains(Long.toString(entry.offsetBytes()));
    if (entry.offsetBytes() != Diagnostics.UNKNOWN && !isSaid) {
      place.append("; at byte ").append(entry.offsetBytes());
    }
    return place.toString();
  }

  private static void appendTime(StringBuilder place, Diagnostics.Entry entry) {
    boolean isStartKnown = entry.fromNanos() != Diagnostics.UNKNOWN;
    boolean isEndKnown = entry.toNanos() != Diagnostics.UNKNOWN;
    if (isStartKnown && isEndKnown && entry.toNanos() < entry.fromNanos()) {
      return; // chunks that overlap: what lies between them has no time of its own
    }
    if (isStartKnown) {
      place.append("; from ").append(Amounts.duration(entry.fromNanos()));
    }
    if (isEndKnown) {
      place.append(isStartKnown ? " to " : "; to ").append(Amounts.duration(entry.toNanos()));
    }
  }

  private void types(boolean all) {
    List<EventTypeSummary> present =
        trace.eventTypes().stream().filter(type -> type.count() > 0).toList();
    int shown = all ? present.size() : Math.min(TYPES_SHOWN, present.size());
    TextTable table =
        new TextTable(
            List.of("Event type", "Count", "Bytes", "Share", "Settings"),
            List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT));
    for (EventTypeSummary type : present.subList(0, shown)) {
      table.row(
          List.of(
              type.name(),
              Amounts.count(type.count()),
              Amounts.bytes(type.sizeBytes()),
              Amounts.percent(type.sizeBytes(), trace.facts().sizeBytes()),
              TextTable.fit(settings(type), SETTINGS_WIDTH)));
    }
    table.appendTo(out);
    List<EventTypeSummary> rest = present.subList(shown, present.size());
    if (!rest.isEmpty()) {
      out.append("\u2026 and ")
          .append(Amounts.counted(rest.size(), "more type"))
          .append(" with ")
          .append(Amounts.counted(rest.stream().mapToLong(EventTypeSummary::count).sum(), "event"))
          .append(", see --all\n");
    }
  }

  /** What a reader of the figures has to know: how short an event was left out, how many. */
  private static String settings(EventTypeSummary type) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(type.settings()).entrySet()) {
      switch (setting.getKey()) {
        case "threshold", "period", "throttle" ->
            parts.add(setting.getKey() + " " + setting.getValue());
        case "stackTrace" -> parts.add(setting.getValue().equals("true") ? "stacks" : "no stacks");
        default -> {
          // enabled is seen by the count; other settings are in the JSON
        }
      }
    }
    return String.join(", ", parts);
  }
}
