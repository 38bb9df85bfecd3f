package io.jtrace.timeline.bench;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.nio.file.Path;

/** This project's reader: events in columns, with all fields that the model needs. */
final class JtraceEvents implements EventReader {
  private static final int BATCH_ROWS = 1024;

  private final long[] starts = new long[BATCH_ROWS];
  private final long[] durations = new long[BATCH_ROWS];

  @Override
  public Object read(Path file, WorkDone work) throws IOException {
    Recording recording = RecordingReader.read(file);
    work.addEvents(recording.eventCount());
    recording.tables().values().forEach(table -> look(recording, table, work));
    return recording;
  }

  private void look(Recording recording, EventTable table, WorkDone work) {
    boolean isWait = WorkDone.isWait(table.typeName());
    for (int from = 0; from < table.size(); from += BATCH_ROWS) {
      int to = Math.min(table.size(), from + BATCH_ROWS);
      table.starts().copy(from, to, starts);
      table.durations().copy(from, to, durations);
      for (int i = 0; i < to - from; i++) {
        long threadId = threadId(recording, table.thread(from + i));
        int frameChars = frameChars(recording, table.stack(from + i));
        work.add(isWait, starts[i], durations[i], threadId, frameChars);
      }
    }
  }

  private static long threadId(Recording recording, int thread) {
    return thread < 0 ? 0 : Math.max(0, recording.threads().javaId(thread));
  }

  private static int frameChars(Recording recording, int stack) {
    if (stack == Stacks.NONE) {
      return 0;
    }
    int name = recording.frames().methodName(recording.stacks().frame(stack));
    return recording.strings().at(name).length();
  }
}
