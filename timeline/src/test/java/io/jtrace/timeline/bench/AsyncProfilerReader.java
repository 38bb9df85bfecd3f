package io.jtrace.timeline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import one.jfr.JfrClass;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;
import one.jfr.event.AllocationSample;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;

/**
 * The reader of async-profiler's converter, which decodes a dozen types by itself. All other types
 * of the recording are registered with it, so that it reads every event.
 */
final class AsyncProfilerReader implements EventReader {
  @Override
  public Object read(Path file, WorkDone work) throws IOException {
    try (JfrReader reader = new JfrReader(file.toString())) {
      register(reader);
      long events = 0;
      for (Event event = reader.readEvent(); event != null; event = reader.readEvent()) {
        look(reader, event, work);
        events++;
      }
      work.addEvents(events);
      return reader;
    }
  }

  /** Before the first event, as types that come in a later chunk only are rare. */
  private static void register(JfrReader reader) {
    Map<String, JfrClass> types = new HashMap<>(reader.typesByName);
    types.forEach(
        (name, type) -> {
          if (type.field("startTime") != null && !OneJfrEvents.isBuiltIn(name)) {
            reader.registerEvent(name, OneJfrEvents.classFor(name, type));
          }
        });
  }

  private static void look(JfrReader reader, Event event, WorkDone work) {
    boolean isWait = event instanceof ContendedLock || event instanceof OneJfrEvents.Wait;
    long durationTicks =
        event instanceof ContendedLock lock
            ? lock.duration
            : event instanceof OneJfrEvents.Timed timed ? timed.durationTicks() : 0;
    Long threadId = reader.javaThreads.get(event.tid);
    work.add(
        isWait,
        reader.eventTimeToNanos(event.time),
        (long) (durationTicks * reader.nanosPerTick),
        threadId == null ? 0 : Math.max(0, threadId),
        event instanceof AllocationSample || event.stackTraceId != 0
            ? frameChars(reader, event.stackTraceId)
            : 0);
  }

  private static int frameChars(JfrReader reader, int stackTraceId) {
    StackTrace stack = reader.stackTraces.get(stackTraceId);
    if (stack == null || stack.methods.length == 0) {
      return 0;
    }
    MethodRef method = reader.methods.get(stack.methods[0]);
    byte[] name = method == null ? null : reader.symbols.get(method.name);
    return name == null ? 0 : name.length;
  }
}
