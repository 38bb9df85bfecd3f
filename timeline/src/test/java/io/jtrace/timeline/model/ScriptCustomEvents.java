package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.jfr.ScriptTable;
import io.jtrace.timeline.table.Storage;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The custom events of a {@link TraceScript}: thread or {@code -}, range or moment, type, then
 * fields as {@code name:KIND=value}; {@code null} is no value. {@code label} and {@code stack} are
 * no fields.
 */
final class ScriptCustomEvents implements ScriptTable.Ids {
  private record Shape(String type, List<ConsumedField> fields) {}

  private final Strings.Builder strings;
  private final ScriptStacks stacks;
  private final ToIntFunction<String> threadIds;
  private final Map<Shape, ScriptTable> tables = new LinkedHashMap<>();
  private final List<EventTypeSummary> labels = new ArrayList<>();

  ScriptCustomEvents(
      Strings.Builder strings, ScriptStacks stacks, ToIntFunction<String> threadIds) {
    this.strings = strings;
    this.stacks = stacks;
    this.threadIds = threadIds;
  }

  void add(ScriptLine line) {
    String thread = line.word();
    TimeRange range = line.rangeOrTime();
    String type = line.word();
    ScriptAttributes with = ScriptAttributes.of(line);
    if (with.has("label")) {
      labels.add(new EventTypeSummary(type, with.get("label"), 0, 0, Map.of()));
    }
    Shape shape = new Shape(type, ScriptTable.declared(with.values()));
    tables
        .computeIfAbsent(shape, key -> new ScriptTable(type, key.fields, this))
        .add(
            range.startNanos(),
            range.durationNanos(),
            thread.equals("-") ? -1 : threadIds.applyAsInt(thread),
            stacks.of(with.getOr("stack", "")),
            with.values());
  }

  @Override
  public int text(String text) {
    return strings.intern(text);
  }

  @Override
  public int thread(String name) {
    return threadIds.applyAsInt(name);
  }

  @Override
  public long nanos(String text) {
    return ScriptLine.nanos(text);
  }

  CustomEvents build(int threadCount, long durationNanos) {
    return CustomEventAssembly.of(
        tables.values().stream().map(ScriptTable::build).toList(),
        labels,
        threadCount,
        durationNanos,
        Storage.onHeap());
  }
}
