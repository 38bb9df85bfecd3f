package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever events a recording holds, legal or not: the books of the trace close. */
class BooksTest {
  private static final String[] SPANS = {
    "ThreadSleep",
    "ThreadPark",
    "JavaMonitorEnter",
    "JavaMonitorWait",
    "SocketRead",
    "FileWrite",
    "VirtualThreadPinned",
    "ZAllocationStall"
  };
  private static final String[] INSTANTS = {
    "ObjectAllocationSample", "JavaExceptionThrow", "ClassLoad"
  };

  @Property(tries = 300)
  void eventSoup_givesSortedGapFreeSpansThatFillEachLife(@ForAll long seed) {
    Trace trace = Traces.of(RecordingScript.of(soup(new Random(seed))));
    Spans spans = trace.spans();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      long now = trace.threads().startNanos(thread);
      for (int span = spans.first(thread); span < spans.end(thread); span++) {
        assertThat(spans.startNanos(span)).isEqualTo(now);
        assertThat(spans.endNanos(span)).isGreaterThan(now);
        now = spans.endNanos(span);
      }
      assertThat(now).isEqualTo(trace.threads().endNanos(thread));
      assertThat(now).isLessThanOrEqualTo(trace.facts().durationNanos());
    }
    assertThat(spans.size()).isEqualTo(spans.end(trace.threads().size() - 1));
  }

  @Property(tries = 100)
  void flowsAndInstants_areSortedByTime(@ForAll long seed) {
    Trace trace = Traces.of(RecordingScript.of(soup(new Random(seed))));
    for (int flow = 1; flow < trace.flows().size(); flow++) {
      assertThat(trace.flows().toNanos(flow))
          .isGreaterThanOrEqualTo(trace.flows().toNanos(flow - 1));
    }
    for (int instant = 1; instant < trace.instants().size(); instant++) {
      assertThat(trace.instants().nanos(instant))
          .isGreaterThanOrEqualTo(trace.instants().nanos(instant - 1));
    }
  }

  private static String[] soup(Random random) {
    List<String> events = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      events.add(event(random));
    }
    if (random.nextBoolean()) {
      events.add("ThreadStart b " + random.nextInt(60) + "us thread=b parentThread=a");
    }
    if (random.nextBoolean()) {
      events.add("ThreadEnd b " + (40 + random.nextInt(60)) + "us thread=b");
    }
    if (random.nextBoolean()) {
      events.add("VirtualThreadStart v " + random.nextInt(60) + "us javaThreadId=3");
    }
    Collections.shuffle(events, random);
    List<String> lines = new ArrayList<>();
    Collections.addAll(lines, "duration 100us", "thread a", "thread b", "virtual v");
    lines.addAll(events);
    return lines.toArray(new String[0]);
  }

  private static String event(Random random) {
    String thread = String.valueOf("abv".charAt(random.nextInt(3)));
    int start = random.nextInt(120) - 10;
    int end = start + random.nextInt(50);
    int which = random.nextInt(16);
    if (which < SPANS.length) {
      return SPANS[which] + " " + thread + " " + start + "us-" + Math.max(end, 0) + "us";
    }
    if (which < SPANS.length + INSTANTS.length) {
      return INSTANTS[which - SPANS.length] + " " + thread + " " + start + "us";
    }
    if (which == 11) {
      return "NativeMethodSample - " + start + "us sampledThread=" + thread + " stack=A.poll";
    }
    String state = random.nextBoolean() ? "WAITING" : "RUNNABLE inNative=true";
    return "jtrace.ThreadStatus - "
        + start
        + "us thread="
        + thread
        + " cpuTimeNanos=1ns topFrames=A.poll state="
        + state
        + " waitedCount="
        + random.nextInt(2);
  }
}
