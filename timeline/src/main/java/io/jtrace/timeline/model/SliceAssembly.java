package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the slices that lie beside the threads' states: collections, pauses and their phases,
 * safepoints, VM operations, compilations, and the program's regions and tasks.
 *
 * <p>Not safe for use by several threads.
 */
final class SliceAssembly {
  private static final List<ConsumedEvent> PAUSES =
      List.of(
          ConsumedEvent.GC_PHASE_PAUSE,
          ConsumedEvent.GC_PHASE_PAUSE_LEVEL_1,
          ConsumedEvent.GC_PHASE_PAUSE_LEVEL_2,
          ConsumedEvent.GC_PHASE_PAUSE_LEVEL_3,
          ConsumedEvent.GC_PHASE_PAUSE_LEVEL_4);

  private static final List<ConsumedEvent> CONCURRENT =
      List.of(
          ConsumedEvent.GC_PHASE_CONCURRENT,
          ConsumedEvent.GC_PHASE_CONCURRENT_LEVEL_1,
          ConsumedEvent.GC_PHASE_CONCURRENT_LEVEL_2);

  private final Recording recording;
  private final Dictionary dictionary;
  private final SliceTrack.Output output;

  private SliceAssembly(Recording recording, Dictionary dictionary, Storage storage) {
    this.recording = recording;
    this.dictionary = dictionary;
    output = new SliceTrack.Output(new Slices.Builder(storage), recording.durationNanos());
  }

  static Slices of(
      Recording recording,
      Dictionary dictionary,
      Tasks tasks,
      MisuseCount misuses,
      Storage storage) {
    SliceAssembly assembly = new SliceAssembly(recording, dictionary, storage);
    Map<Long, Integer> causes = assembly.collections();
    assembly.phases(Track.GC_PAUSE, PAUSES, causes);
    assembly.phases(Track.GC_CONCURRENT, CONCURRENT, causes);
    assembly.safepoints();
    assembly.vmOperations();
    assembly.compilations();
    assembly.regions(misuses);
    assembly.tasks(tasks);
    return assembly.output.slices().build();
  }

  /** Returns the cause of each collection by its id. */
  private Map<Long, Integer> collections() {
    EventTable table = recording.events(ConsumedEvent.GARBAGE_COLLECTION);
    SliceTrack track = new SliceTrack(Track.GC);
    Map<Long, Integer> causes = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      long gcId = table.number("gcId", row);
      causes.put(gcId, table.id("cause", row));
      track.add(
          table,
          row,
          0,
          nameOr(table.id("name", row), "GC"),
          table.id("cause", row),
          table.thread(row),
          gcId,
          table.number("sumOfPauses", row));
    }
    track.writeTo(output);
    return causes;
  }

  private void phases(Track which, List<ConsumedEvent> levels, Map<Long, Integer> causes) {
    SliceTrack track = new SliceTrack(which);
    for (int level = 0; level < levels.size(); level++) {
      EventTable table = recording.events(levels.get(level));
      for (int row = 0; row < table.size(); row++) {
        long gcId = table.number("gcId", row);
        int name = nameOr(table.id("name", row), which.label());
        int cause = causes.getOrDefault(gcId, -1);
        track.add(table, row, level, name, cause, table.thread(row), gcId, 0);
      }
    }
    track.writeTo(output);
  }

  /** A safepoint lasts from its request to the end of the last event that names it. */
  private void safepoints() {
    Map<Long, Integer> operations = new HashMap<>();
    Map<Long, Long> ends = new HashMap<>();
    EventTable executed = recording.events(ConsumedEvent.EXECUTE_VM_OPERATION);
    for (int row = 0; row < executed.size(); row++) {
      if (executed.number("safepoint", row) != 0) {
        long id = executed.number("safepointId", row);
        operations.put(id, executed.id("operation", row));
        ends.merge(id, end(executed, row), Math::max);
      }
    }
    EventTable ended = recording.events(ConsumedEvent.SAFEPOINT_END);
    for (int row = 0; row < ended.size(); row++) {
      ends.merge(ended.number("safepointId", row), end(ended, row), Math::max);
    }
    EventTable synchronised = recording.events(ConsumedEvent.SAFEPOINT_STATE_SYNCHRONIZATION);
    SliceTrack track = new SliceTrack(Track.SAFEPOINT);
    int reach = dictionary.intern("reach safepoint");
    for (int row = 0; row < synchronised.size(); row++) {
      long id = synchronised.number("safepointId", row);
      track.add(synchronised, row, 1, reach, -1, -1, id, 0);
    }
    EventTable begun = recording.events(ConsumedEvent.SAFEPOINT_BEGIN);
    for (int row = 0; row < begun.size(); row++) {
      long id = begun.number("safepointId", row);
      long start = begun.startNanos(row);
      long end = Math.max(end(begun, row), ends.getOrDefault(id, Long.MIN_VALUE));
      int name = nameOr(operations.getOrDefault(id, -1), "safepoint");
      long threads = begun.number("totalThreadCount", row);
      track.add(start, end, 0, name, -1, -1, -1, id, threads);
    }
    track.writeTo(output);
  }

  private static long end(EventTable table, int row) {
    return table.startNanos(row) + table.durationNanos(row);
  }

  private void vmOperations() {
    EventTable table = recording.events(ConsumedEvent.EXECUTE_VM_OPERATION);
    SliceTrack track = new SliceTrack(Track.VM_OPERATION);
    for (int row = 0; row < table.size(); row++) {
      int name = nameOr(table.id("operation", row), "VM operation");
      int caller = table.id("caller", row);
      track.add(table, row, 0, name, -1, caller, table.number("safepointId", row), 0);
    }
    track.writeTo(output);
  }

  private void compilations() {
    EventTable table = recording.events(ConsumedEvent.COMPILATION);
    SliceTrack track = new SliceTrack(Track.COMPILATION);
    for (int row = 0; row < table.size(); row++) {
      String level = Dictionary.part(dictionary.textOrEmpty(table.id("compiler", row)));
      String detail =
          level
              + " level "
              + table.number("compileLevel", row)
              + (table.number("isOsr", row) != 0 ? ", on-stack replacement" : "");
      track.add(
          table,
          row,
          0,
          nameOr(table.id("method", row), "compilation"),
          dictionary.intern(detail.strip()),
          table.thread(row),
          table.number("compileId", row),
          table.number("codeSize", row));
    }
    track.writeTo(output);
  }

  private void regions(MisuseCount misuses) {
    EventTable table = recording.events(ConsumedEvent.JTRACE_REGION);
    SliceTrack track = new SliceTrack(Track.REGION, misuses::regionClipped);
    for (int row = 0; row < table.size(); row++) {
      int name = nameOr(table.id("type", row), "region");
      long task = table.number("taskId", row);
      track.add(table, row, 0, name, -1, table.thread(row), task == 0 ? -1 : task, 0);
    }
    track.writeTo(output);
  }

  private void tasks(Tasks tasks) {
    SliceTrack track = new SliceTrack(Track.TASK);
    for (int task = 0; task < tasks.size(); task++) {
      track.add(
          tasks.startNanos(task),
          tasks.endNanos(task),
          0,
          nameOr(tasks.type(task), "task"),
          tasks.labels(task),
          tasks.thread(task),
          tasks.stack(task),
          tasks.id(task),
          tasks.parentId(task));
    }
    track.writeTo(output);
  }

  private int nameOr(int name, String fallback) {
    return name >= 0 ? name : dictionary.intern(fallback);
  }
}
