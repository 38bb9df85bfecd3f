package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.ForeignRecordings;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports what this very JVM did, and compares the books. */
class RecordedTraceTest {
  private static final List<String> EVENTS =
      List.of("jdk.ThreadPark", "jdk.ThreadSleep", "jdk.JavaMonitorEnter", "jdk.JavaMonitorWait");

  /** How many slices, and how long in all. */
  private record Total(long count, long nanos) {
    Total plus(long startNanos, long endNanos) {
      return new Total(count + 1, nanos + endNanos - startNanos);
    }
  }

  @Test
  void slicesOfEachState_addUpToTheSpans(@TempDir Path folder) throws Exception {
    Map<String, Total> spans = exportAndCompare(record(folder.resolve("threads.jfr")));

    assertThat(spans).containsKeys("parked", "sleeping", "waiting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MetadataBaseline_11.jfr",
        "cpool-uint64-constant-index.jfr.gz",
        "event-with-type-zero.jfr.gz"
      })
  void recordingsOfOthers_addUpToo(String name) throws IOException {
    Map<String, Total> spans = exportAndCompare(ForeignRecordings.find(name));

    assertThat(spans).isNotEmpty();
  }

  /** Returns what the spans add up to, by state. */
  private static Map<String, Total> exportAndCompare(Path recording) throws IOException {
    Trace trace = Traces.of(RecordingReader.read(recording));

    PerfettoVerifier perfetto = PerfettoVerifier.verify(PerfettoExporterTest.export(trace));
    ChromeVerifier chrome = ChromeVerifier.verify(ChromeExporterTest.export(trace));

    assertThat(perfetto.problems()).isEmpty();
    assertThat(chrome.problems()).isEmpty();
    Map<String, Total> spans = totals(trace.spans());
    Map<String, Total> inPerfetto = new TreeMap<>();
    perfetto.slices().forEach(s -> add(inPerfetto, s.category(), s.startNanos(), s.endNanos()));
    assertThat(inPerfetto).containsAllEntriesOf(spans);
    Map<String, Total> inChrome = new TreeMap<>();
    chrome.slices().forEach(s -> add(inChrome, s.category(), s.startNanos(), s.endNanos()));
    assertThat(inChrome).containsAllEntriesOf(spans);
    return spans;
  }

  private static Map<String, Total> totals(Spans spans) {
    Map<String, Total> totals = new TreeMap<>();
    for (int span = 0; span < spans.size(); span++) {
      State state = spans.state(span);
      if (state != State.UNDETERMINED) {
        add(totals, Labels.category(state), spans.startNanos(span), spans.endNanos(span));
      }
    }
    return totals;
  }

  private static void add(Map<String, Total> totals, String key, long start, long end) {
    totals.put(key, totals.getOrDefault(key, new Total(0, 0)).plus(start, end));
  }

  private static Path record(Path file) throws IOException, InterruptedException {
    try (Recording recording = new Recording()) {
      EVENTS.forEach(event -> recording.enable(event).withThreshold(Duration.ZERO));
      recording.enable("jdk.ThreadStart");
      recording.enable("jdk.ThreadEnd");
      recording.start();
      work();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private static void work() throws InterruptedException {
    Object lock = new Object();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> pauses(lock), "pausing-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void pauses(Object lock) {
    for (int i = 0; i < 5; i++) {
      try {
        LockSupport.parkNanos(1_000_000);
        Thread.sleep(1);
        synchronized (lock) {
          lock.wait(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
