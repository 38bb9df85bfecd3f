package io.jtrace.timeline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The reader of the JDK: one object per event. */
final class JdkReader implements EventReader {
  @Override
  public Object read(Path file, WorkDone work) throws IOException {
    IdentityHashMap<EventType, Boolean> isWait = new IdentityHashMap<>();
    long events = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        EventType type = event.getEventType();
        Boolean known = isWait.get(type);
        if (known == null) {
          known = WorkDone.isWait(type.getName());
          isWait.put(type, known);
        }
        look(event, known, work);
        events++;
      }
    }
    work.addEvents(events);
    return isWait;
  }

  private static void look(RecordedEvent event, boolean isWait, WorkDone work) {
    Instant start = event.getStartTime();
    work.add(
        isWait,
        start.getEpochSecond() * 1_000_000_000 + start.getNano(),
        event.getDuration().toNanos(),
        threadId(event.getThread()),
        frameChars(event.getStackTrace()));
  }

  private static long threadId(RecordedThread thread) {
    return thread == null ? 0 : Math.max(0, thread.getJavaThreadId());
  }

  private static int frameChars(RecordedStackTrace stack) {
    if (stack == null) {
      return 0;
    }
    List<RecordedFrame> frames = stack.getFrames();
    return frames.isEmpty() ? 0 : frames.get(0).getMethod().getName().length();
  }
}
