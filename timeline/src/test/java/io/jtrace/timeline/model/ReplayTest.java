package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How a recording is cut into chunks, and work among threads, changes nothing of the trace. */
class ReplayTest {
  private static final String[] EVENTS = {
    "ThreadPark", "FileRead", "SocketRead", "VirtualThreadPinned", "ObjectAllocationSample"
  };

  @Property(tries = 100)
  void chunksThatOverlap_giveTheTraceOfOneChunk(@ForAll long seed) {
    List<String> whole = soup(new Random(seed), 3, 60);
    Random cuts = new Random(seed);
    List<String> cut = new ArrayList<>();
    for (String line : whole) {
      cut.add(line);
      if (cuts.nextInt(5) == 0 && line.contains("ns-")) {
        cut.add("chunk");
      }
    }

    assertSame(trace(whole, 1), trace(cut, 1));
  }

  @Test
  void eventThatBeganChunksAgo_isFoundWhereItBegan() {
    Trace trace =
        trace(
            List.of(
                "duration 100",
                "thread t",
                "ThreadSleep t 12-14",
                "chunk",
                "ThreadSleep t 22-24",
                "chunk",
                "FileRead t 10-40",
                "ThreadSleep t 50-60"),
            1);

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "FILE_IO 10-12 file read",
            "SLEEPING 12-14 sleep",
            "FILE_IO 14-22 file read continued",
            "SLEEPING 22-24 sleep",
            "FILE_IO 24-40 file read continued",
            "UNDETERMINED 40-50",
            "SLEEPING 50-60 sleep",
            "UNDETERMINED 60-100");
  }

  @Test
  void proofAcrossChunks_isRefutedByAnEventInAnyOfThem() {
    String status = " thread=t state=WAITING waitedCount=7 topFrames=A.a";
    List<String> lines =
        List.of(
            "duration 100",
            "thread t",
            "jtrace.ThreadStatus - 1" + status,
            "ThreadSleep t 0.2-0.4",
            "chunk",
            "ObjectAllocationSample t 50",
            "chunk",
            "ThreadSleep t 99.5-99.6",
            "jtrace.ThreadStatus - 99" + status);

    assertThat(SpanText.of(trace(lines, 1), "t")).noneMatch(span -> span.contains("proven"));
  }

  @Test
  void manyWorkers_giveTheTraceOfOne() {
    // More entries than a piece of work has, one thread with more spans than a chunk has.
    List<String> lines = soup(new Random(7), 40, 12_000);
    for (int i = 0; i < 9_000; i++) {
      lines.add("ThreadSleep t5 %dns-%dns".formatted(40 * i, 40 * i + 9));
    }

    assertSame(trace(lines, 1), trace(lines, 5));
  }

  private static void assertSame(Trace one, Trace other) {
    assertThat(SpanText.of(other)).isEqualTo(SpanText.of(one));
    assertThat(other.diagnostics().entries()).isEqualTo(one.diagnostics().entries());
  }

  private static Trace trace(List<String> lines, int workers) {
    Recording recording = RecordingScript.of(lines.toArray(new String[0]));
    return Traces.of(recording, workers);
  }

  /** No two events begin together, so that their order is certain. */
  private static List<String> soup(Random random, int threads, int events) {
    List<String> lines = new ArrayList<>();
    lines.add("duration 1ms");
    for (int thread = 0; thread < threads; thread++) {
      lines.add((thread % 3 == 2 ? "virtual t" : "thread t") + thread);
    }
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      starts.add(i * (1_000_000 / events));
    }
    Collections.shuffle(starts, random);
    for (int start : starts) {
      int end = start + random.nextInt(20_000);
      String event = EVENTS[random.nextInt(EVENTS.length)];
      lines.add("%s t%d %dns-%dns".formatted(event, random.nextInt(threads), start, end));
    }
    return lines;
  }
}
