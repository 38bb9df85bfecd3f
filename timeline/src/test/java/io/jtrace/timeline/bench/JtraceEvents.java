package io.jtrace.timeline.bench;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.nio.file.Path;

/** This project's reader: events in columns, with all fields that the model needs. */
final class JtraceEvents implements EventReader {
  @Override
  public Object read(Path file, WorkDone work) throws IOException {
    Recording recording = RecordingReader.read(file);
    work.addEvents(recording.eventCount());
    for (ConsumedEvent event : ConsumedEvent.values()) {
      look(recording, recording.events(event), work);
    }
    return recording;
  }

  private static void look(Recording recording, EventTable table, WorkDone work) {
    boolean isWait = WorkDone.isWait(table.event().typeName());
    for (int row = 0; row < table.size(); row++) {
      int thread = table.thread(row);
      work.add(
          isWait,
          table.startNanos(row),
          table.durationNanos(row),
          thread < 0 ? 0 : Math.max(0, recording.threads().javaId(thread)),
          frameChars(recording, table.stack(row)));
    }
  }

  private static int frameChars(Recording recording, int stack) {
    return stack == Stacks.NONE
        ? 0
        : recording
            .strings()
            .at(recording.frames().methodName(recording.stacks().frame(stack)))
            .length();
  }
}
