package io.jtrace.timeline.export;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/**
 * Writes custom events: those that took time as complete events in rows beside their thread, the
 * others as instants of the thread.
 */
final class ChromeCustomEvents {
  private final Trace trace;
  private final CustomEvents custom;
  private final ThreadRows threads;
  private final ChromeRows rows;
  private final ChromeWriter out;
  private final Arguments arguments;

  ChromeCustomEvents(Trace trace, ThreadRows threads, ChromeRows rows, ChromeWriter out) {
    this.trace = trace;
    this.threads = threads;
    this.rows = rows;
    this.out = out;
    custom = trace.customEvents();
    arguments = new Arguments(trace, threads.window());
  }

  void write() throws IOException {
    CustomEventOrder.visit(
        trace,
        threads,
        (event, owner, lane) -> {
          if (custom.isInstant(event)) {
            writeInstant(event);
          } else {
            writeSlice(event, owner, lane);
          }
        });
  }

  private void writeInstant(int event) throws IOException {
    int thread = custom.thread(event);
    int tid = thread >= 0 ? rows.tid(thread) : rows.tidOfJvm();
    begin('i', event, tid, custom.startNanos(event));
    out.json().writeStringField("s", "t");
    out.beginArgs(custom.stack(event));
    arguments.ofCustomEvent(event, out);
    out.endWithArgs();
  }

  private void writeSlice(int event, int owner, int lane) throws IOException {
    TimeRange window = threads.window();
    int tid = rows.tidOfCustomEvent(CustomEventOrder.jvm(trace, event), owner, lane);
    long start = Math.max(custom.startNanos(event), window.startNanos());
    long end = Math.min(custom.endNanos(event), window.endNanos());
    begin('X', event, tid, start);
    out.beginArgs(end - start, custom.stack(event));
    arguments.ofCustomEvent(event, out);
    out.endWithArgs();
  }

  private void begin(char phase, int event, int tid, long nanos) throws IOException {
    int pid = threads.pid(CustomEventOrder.jvm(trace, event));
    out.begin(phase, Labels.custom(custom, event), Labels.CUSTOM_CATEGORY, pid, tid, nanos);
  }
}
