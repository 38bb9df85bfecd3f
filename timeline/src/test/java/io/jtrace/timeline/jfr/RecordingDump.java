package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording as text: all that can be asked of it, a line an event. Two recordings with equal
 * dumps have the same ids in the same places.
 */
final class RecordingDump {
  private final Recording recording;
  private final List<String> lines = new ArrayList<>();

  private RecordingDump(Recording recording) {
    this.recording = recording;
  }

  static List<String> of(Recording recording) {
    RecordingDump dump = new RecordingDump(recording);
    dump.head();
    dump.threads();
    for (ConsumedEvent event : ConsumedEvent.values()) {
      dump.table(recording.events(event));
    }
    recording.customTables().forEach(dump::table);
    dump.runs();
    return dump.lines;
  }

  private void head() {
    lines.add(recording.startEpochNanos() + " " + recording.durationNanos());
    lines.add(recording.chunks() + " chunks " + recording.jvms() + " jvms");
    lines.add(recording.eventCount() + " events " + recording.eventTypes());
    lines.add(recording.diagnostics().entries().toString());
    for (int stack = 0; stack < recording.stacks().size(); stack++) {
      int frame = recording.stacks().frame(stack);
      lines.add(
          "stack "
              + recording.stacks().parent(stack)
              + " "
              + recording.frames().method(frame, recording.strings())
              + ":"
              + recording.frames().line(frame)
              + recording.frames().kind(frame));
    }
  }

  private void threads() {
    ThreadDirectory threads = recording.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      lines.add(
          "thread "
              + text(threads.name(thread))
              + text(threads.osName(thread))
              + text(threads.group(thread))
              + threads.javaId(thread)
              + " "
              + threads.osId(thread)
              + " "
              + threads.isVirtual(thread)
              + " "
              + threads.jvm(thread));
    }
  }

  private String text(int id) {
    return id == Strings.NONE ? "- " : "'" + recording.strings().at(id) + "' ";
  }

  private void table(EventTable table) {
    for (int row = 0; row < table.size(); row++) {
      StringBuilder line = new StringBuilder(table.typeName());
      line.append(' ').append(table.startNanos(row)).append('+').append(table.durationNanos(row));
      line.append(" t").append(table.thread(row)).append(" s").append(table.stack(row));
      for (ConsumedField field : table.fields()) {
        line.append(' ').append(field.name()).append('=').append(value(table, field, row));
      }
      lines.add(line.toString());
    }
  }

  private String value(EventTable table, ConsumedField field, int row) {
    return switch (field.kind()) {
      case REAL -> Double.toString(table.real(field.name(), row));
      case THREAD -> "t" + table.id(field.name(), row);
      case TEXT, CLASS, METHOD -> text(table.id(field.name(), row));
      default -> Long.toString(table.number(field.name(), row));
    };
  }

  private void runs() {
    ThreadRuns runs = recording.threadRuns();
    for (int thread = 0; thread < recording.threads().size(); thread++) {
      StringBuilder line = new StringBuilder("runs of thread " + thread);
      for (int run = runs.firstRun(thread); run < runs.endRun(thread); run++) {
        for (int entry = runs.first(run); entry < runs.end(run); entry++) {
          line.append(' ').append(runs.event(entry)).append('/').append(runs.row(entry));
        }
      }
      lines.add(line.toString());
    }
  }
}
