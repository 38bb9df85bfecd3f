package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.NamedThreads;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records this JVM while one thread waits for a lock whose owner waits for another lock, whose
 * owner sleeps, and asks what the first one waited for.
 */
class KnownPathTest {
  private static final long SLEEP_MILLIS = 60;

  private final Object first = new Object();
  private final Object second = new Object();

  @Test
  void waitForAWait_isTheSleepOfTheLastOwner(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("path.jfr");
    try (Recording recording = new Recording()) {
      for (String event :
          List.of(
              "ThreadStart",
              "ThreadEnd",
              "ThreadSleep",
              "ThreadPark",
              "JavaMonitorEnter",
              "JavaMonitorWait")) {
        recording.enable("jdk." + event).withThreshold(Duration.ZERO);
      }
      recording.start();
      runChain();
      recording.stop();
      recording.dump(file);
    }
    assertPath(Traces.of(RecordingReader.read(file)));
  }

  /** Each thread takes its lock before the next one wants it; the sleep begins when all wait. */
  private void runChain() throws InterruptedException {
    CountDownLatch sleeperHolds = new CountDownLatch(1);
    CountDownLatch middleHolds = new CountDownLatch(1);
    CountDownLatch allWait = new CountDownLatch(1);
    Thread sleeper =
        NamedThreads.start(
            "path-sleeper",
            () -> {
              synchronized (first) {
                sleeperHolds.countDown();
                allWait.await();
                Thread.sleep(SLEEP_MILLIS);
              }
            });
    sleeperHolds.await();
    Thread middle =
        NamedThreads.start(
            "path-middle",
            () -> {
              synchronized (second) {
                middleHolds.countDown();
                synchronized (first) {
                  assertThat(Thread.holdsLock(second)).isTrue();
                }
              }
            });
    middleHolds.await();
    Thread last =
        NamedThreads.start(
            "path-last",
            () -> {
              synchronized (second) {
                assertThat(Thread.holdsLock(second)).isTrue();
              }
            });
    for (Thread waiter : List.of(middle, last)) {
      while (waiter.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
    }
    allWait.countDown();
    for (Thread thread : List.of(sleeper, middle, last)) {
      thread.join();
    }
  }

  private static void assertPath(Trace trace) {
    Spans spans = trace.spans();
    int last = thread(trace, "path-last");
    int wait = spans.first(last);
    while (spans.state(wait) != State.BLOCKED) {
      wait++;
    }
    CriticalPath path =
        CriticalPath.of(trace, last, new TimeRange(spans.startNanos(wait), spans.endNanos(wait)));
    assertThat(path.states())
        .filteredOn(sum -> sum.key().startsWith("sleeping"))
        .singleElement()
        .extracting(CriticalPath.Sum::totalNanos, as(LONG))
        .isGreaterThanOrEqualTo(SLEEP_MILLIS * 1_000_000);
    assertThat(path.segments())
        .filteredOn(segment -> segment.leadsBy() == Flows.Kind.MONITOR_HANDOVER)
        .extracting(CriticalPath.Segment::threadName)
        .containsSubsequence("path-sleeper", "path-middle");
    assertThat(path.segments())
        .filteredOn(segment -> segment.state() == State.SLEEPING)
        .extracting(CriticalPath.Segment::threadName)
        .containsOnly("path-sleeper");
  }

  private static int thread(Trace trace, String name) {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (trace.threadName(thread).equals(name)) {
        return thread;
      }
    }
    throw new AssertionError("no thread " + name);
  }
}
