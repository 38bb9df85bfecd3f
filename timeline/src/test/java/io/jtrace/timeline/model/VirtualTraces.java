package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.List;

/** Draws recordings of virtual threads, and says what became of them. */
final class VirtualTraces {
  static final int PARKED = 1;
  static final int TIMED = 2;
  static final int YIELDED = 3;
  static final int BLOCKED = 4;
  static final int WAITING = 5;
  static final int TIMED_WAIT = 6;
  static final int ENDED = 7;

  /** Draws a recording with a virtual thread v, its carriers and whoever may wake it. */
  static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "virtual v",
            "virtual w",
            "thread carrier-1",
            "thread carrier-2",
            "thread main",
            "thread SubPoller-1",
            "thread VirtualThread-unparker",
            "thread VirtualThread-unblocker",
            "settings jdk.VirtualThreadStart enabled=true",
            String.join("\n", lines)));
  }

  static String run(String carrier, String time, int reason) {
    return "jtrace.VirtualThreadRun %s %s virtualThread=v reason=%d"
        .formatted(carrier, time, reason);
  }

  static String wake(String waker, int millis) {
    return "jtrace.VirtualThreadRunnable %s %d virtualThread=v".formatted(waker, millis);
  }

  static final String START = "VirtualThreadStart v 12 javaThreadId=1";

  /** Returns the flows as text such as {@code UNPARK main 40 v 40}. */
  static List<String> flows(Trace trace) {
    List<String> texts = new ArrayList<>();
    Flows flows = trace.flows();
    for (int flow = 0; flow < flows.size(); flow++) {
      texts.add(
          "%s %s %d %s %d"
              .formatted(
                  flows.kind(flow),
                  trace.threadName(flows.fromThread(flow)),
                  flows.fromNanos(flow) / 1_000_000,
                  trace.threadName(flows.toThread(flow)),
                  flows.toNanos(flow) / 1_000_000));
    }
    return texts;
  }

  static String other(Trace trace, int millis) {
    int other = trace.spans().other(trace.spans().at(0, millis * 1_000_000L));
    return other < 0 ? "-" : trace.threadName(other);
  }

  private VirtualTraces() {}
}
