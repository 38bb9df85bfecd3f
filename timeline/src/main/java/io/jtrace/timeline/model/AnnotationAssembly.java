package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the events of tasks together. Not safe for use by several threads. */
final class AnnotationAssembly {
  private final Recording recording;
  private final Map<Long, TaskDraft> drafts = new LinkedHashMap<>();

  private AnnotationAssembly(Recording recording) {
    this.recording = recording;
  }

  static Annotations of(Recording recording, Storage storage) {
    Tasks tasks = new AnnotationAssembly(recording).tasks();
    return new Annotations(
        tasks, Logs.of(recording, tasks, storage), Work.of(recording, tasks, storage));
  }

  private Tasks tasks() {
    begins();
    announcements();
    ends();
    references(ConsumedEvent.JTRACE_REGION, "taskId");
    references(ConsumedEvent.JTRACE_LOG, "taskId");
    references(ConsumedEvent.JTRACE_LABELS, "taskId");
    references(ConsumedEvent.JTRACE_TASK, "parentId");
    references(ConsumedEvent.JTRACE_TASK_BEGIN, "parentId");
    Tasks.Builder tasks = new Tasks.Builder();
    drafts.values().stream()
        .filter(draft -> draft.endNanos >= 0 && draft.startNanos <= recording.durationNanos())
        .sorted(Comparator.comparingLong(draft -> draft.startNanos))
        .forEach(tasks::add);
    return tasks.build();
  }

  private TaskDraft draft(long id) {
    return drafts.computeIfAbsent(id, key -> new TaskDraft(key, recording.durationNanos()));
  }

  private void begins() {
    EventTable table = recording.events(ConsumedEvent.JTRACE_TASK_BEGIN);
    for (int row = 0; row < table.size(); row++) {
      TaskDraft draft = draft(table.number("id", row));
      draft.named(table.id("type", row), table.number("parentId", row));
      draft.labels = table.id("labels", row);
      draft.startThread = table.thread(row);
      draft.stack = table.stack(row);
      draft.begins(table.startNanos(row));
    }
  }

  /** A task may be announced in each chunk; all say the same. */
  private void announcements() {
    EventTable table = recording.events(ConsumedEvent.JTRACE_TASK_OPEN);
    for (int row = 0; row < table.size(); row++) {
      draft(table.number("id", row)).named(table.id("type", row), table.number("parentId", row));
    }
  }

  private void ends() {
    EventTable table = recording.events(ConsumedEvent.JTRACE_TASK);
    for (int row = 0; row < table.size(); row++) {
      TaskDraft draft = draft(table.number("id", row));
      draft.named(table.id("type", row), table.number("parentId", row));
      draft.endThread = table.thread(row);
      if (draft.stack < 0) {
        draft.stack = table.stack(row);
      }
      if (table.number("begunUnseen", row) == 0) {
        draft.begins(table.startNanos(row));
      }
      draft.ends(table.startNanos(row) + table.durationNanos(row));
    }
  }

  private void references(ConsumedEvent event, String field) {
    LongColumn ids = recording.events(event).numbers(field);
    for (int row = 0; row < ids.size(); row++) {
      if (ids.at(row) != 0) {
        draft(ids.at(row));
      }
    }
  }
}
