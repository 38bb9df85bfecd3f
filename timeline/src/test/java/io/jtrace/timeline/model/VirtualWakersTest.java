package io.jtrace.timeline.model;

import static io.jtrace.timeline.model.VirtualTraces.BLOCKED;
import static io.jtrace.timeline.model.VirtualTraces.ENDED;
import static io.jtrace.timeline.model.VirtualTraces.PARKED;
import static io.jtrace.timeline.model.VirtualTraces.TIMED;
import static io.jtrace.timeline.model.VirtualTraces.TIMED_WAIT;
import static io.jtrace.timeline.model.VirtualTraces.WAITING;
import static io.jtrace.timeline.model.VirtualTraces.flows;
import static io.jtrace.timeline.model.VirtualTraces.other;
import static io.jtrace.timeline.model.VirtualTraces.run;
import static io.jtrace.timeline.model.VirtualTraces.trace;
import static io.jtrace.timeline.model.VirtualTraces.wake;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who woke a virtual thread, what it waited for, and what its carriers did. */
class VirtualWakersTest {
  @Test
  void timer_isTheWakerOfASleep() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", TIMED),
            "ThreadSleep v 15-55 time=30",
            wake("VirtualThread-unparker", 50),
            run("carrier-1", "51-60", TIMED),
            wake("carrier-2", 80),
            run("carrier-1", "82-90", ENDED),
            "jtrace.VirtualThreadRun carrier-2 1-2 virtualThread=w reason=7");

    assertThat(SpanText.of(trace, "v"))
        .contains("SLEEPING 20-50 sleep", "PARKED 60-80 park", "RUNNABLE 80-82");
    assertThat(flows(trace))
        .contains("TIMER VirtualThread-unparker 50 v 50")
        .noneMatch(flow -> flow.startsWith("UNPARK carrier"));
  }

  /** As when a subtask has ended there, which the thread waits for. */
  @Test
  void carrierThatRanAnotherThreadMeanwhile_isTheWaker() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            "jtrace.VirtualThreadRun carrier-1 30-40 virtualThread=w reason=7",
            wake("carrier-1", 41),
            run("carrier-1", "42-50", PARKED),
            wake("carrier-1", 50),
            run("carrier-1", "51-60", ENDED));

    assertThat(flows(trace)).containsExactly("UNPARK main 10 v 10", "UNPARK carrier-1 41 v 41");
    assertThat(other(trace, 41)).isEqualTo("carrier-1");
  }

  @Test
  void monitor_isHandedOverByItsOwnerRatherThanTheUnblocker() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", BLOCKED),
            "JavaMonitorEnter v 19-51 monitorClass=Lock previousOwner=main",
            wake("VirtualThread-unblocker", 40),
            run("carrier-1", "50-60", WAITING),
            "JavaMonitorWait v 59-81 monitorClass=Queue notifier=w",
            wake("VirtualThread-unblocker", 70),
            run("carrier-1", "80-85", BLOCKED),
            wake("VirtualThread-unblocker", 90),
            run("carrier-1", "92-95", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "BLOCKED 20-40 monitor enter Lock",
            "RUNNABLE 40-50",
            "RUNNING 50-60",
            "WAITING 60-70 monitor wait Queue",
            "RUNNABLE 70-80",
            "RUNNING 80-85",
            "BLOCKED 85-90 monitor enter",
            "RUNNABLE 90-92",
            "RUNNING 92-95");
    assertThat(flows(trace))
        .containsExactly(
            "UNPARK main 10 v 10", "MONITOR_HANDOVER main 40 v 40", "NOTIFY w 70 v 70");
    assertThat(other(trace, 45)).isEqualTo("main");
    assertThat(other(trace, 75)).isEqualTo("w");
    assertThat(other(trace, 91)).isEqualTo("-");
    assertThat(trace.diagnostics().entries())
        .anySatisfy(entry -> assertThat(entry.detail()).contains("who let go of a monitor"));
  }

  @Test
  void timedObjectWait_isEndedByTheTimer() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", TIMED_WAIT),
            "JavaMonitorWait v 19-51 monitorClass=Queue timedOut=true",
            wake("VirtualThread-unparker", 40),
            run("carrier-1", "50-60", ENDED));

    assertThat(SpanText.of(trace, "v")).contains("WAITING 20-40 monitor wait Queue timedOut");
    assertThat(flows(trace)).contains("TIMER VirtualThread-unparker 40 v 40");
  }

  @Test
  void waitWhoseEventIsWrittenInTheRunAfterIt_isTheWaitBefore() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", TIMED_WAIT),
            wake("VirtualThread-unblocker", 40),
            run("carrier-1", "50-60", WAITING),
            "JavaMonitorWait v 50.001-50.0011 monitorClass=Queue notifier=w",
            wake("VirtualThread-unblocker", 70),
            run("carrier-1", "75-80", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "WAITING 20-40 monitor wait Queue",
            "RUNNABLE 40-50",
            "RUNNING 50-60",
            "WAITING 60-70 monitor wait",
            "RUNNABLE 70-75",
            "RUNNING 75-80");
    assertThat(flows(trace)).containsExactly("UNPARK main 10 v 10", "NOTIFY w 40 v 40");
    assertThat(other(trace, 45)).isEqualTo("w");
    assertThat(other(trace, 71)).isEqualTo("-");
  }

  @Test
  void lockWait_namesTheLockAndItsOwner() {
    Trace trace =
        trace(
            wake("main", 10),
            "jtrace.LockWait v 19 lock=ReentrantLock address=77 owner=main",
            run("carrier-1", "10-20", PARKED),
            wake("main", 40),
            run("carrier-1", "50-60", PARKED),
            wake("main", 70),
            run("carrier-1", "71-72", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .contains("PARKED 20-40 park ReentrantLock", "PARKED 60-70 park");
    assertThat(other(trace, 30)).isEqualTo("main");
    assertThat(trace.spans().address(trace.spans().at(0, 30_000_000))).isEqualTo(77);
  }

  @Test
  void carrier_carriesTheVirtualThreadBetweenItsOwnParks() {
    Trace trace =
        trace(
            "settings jdk.ThreadSleep enabled=true",
            "settings jdk.JavaMonitorEnter enabled=true",
            "settings jdk.JavaMonitorWait enabled=true",
            "ThreadPark carrier-1 5-10",
            wake("main", 9),
            run("carrier-1", "11-20", PARKED),
            "ThreadPark carrier-1 21-30",
            wake("main", 29),
            run("carrier-1", "30-40", ENDED),
            "jtrace.VirtualThreadRun carrier-1 40-45 virtualThread=w reason=7");

    assertThat(SpanText.of(trace, "carrier-1"))
        .containsExactly(
            "UNDETERMINED 0-5",
            "PARKED 5-10 park",
            "RUNNING 10-11",
            "RUNNING 11-20 carries",
            "RUNNING 20-21",
            "PARKED 21-30 park",
            "RUNNING 30-40 carries",
            "RUNNING 40-45 carries",
            "UNDETERMINED 45-100");
    int carrier = SpanText.thread(trace, "carrier-1");
    int span = trace.spans().at(carrier, 41_000_000);
    assertThat(trace.threadName(trace.spans().other(span))).isEqualTo("w");
  }

  @Test
  void carrierRuns_areSortedByCarrierAndStart() {
    Trace trace =
        trace(
            run("carrier-2", "30-40", ENDED),
            run("carrier-1", "11-20", PARKED),
            "jtrace.VirtualThreadRun carrier-1 1-5 virtualThread=w reason=3",
            "jtrace.VirtualThreadRun carrier-1 18-22 virtualThread=w reason=7");

    CarrierRuns runs = trace.carrierRuns();
    int first = SpanText.thread(trace, "carrier-1");
    int second = SpanText.thread(trace, "carrier-2");
    assertThat(runs.size()).isEqualTo(4);
    assertThat(runs.carriers().at(0)).isEqualTo(first);
    assertThat(runs.carriers().at(1)).isEqualTo(second);
    assertThat(runs.first(first)).isZero();
    assertThat(runs.end(first)).isEqualTo(3);
    assertThat(runs.first(SpanText.thread(trace, "main"))).isEqualTo(4);
    assertThat(runs.reason(0)).isEqualTo(StopReason.YIELDED);
    assertThat(runs.startNanos(1)).isEqualTo(11_000_000);
    assertThat(runs.endNanos(1)).isEqualTo(20_000_000);
    assertThat(runs.virtualThread(3)).isZero();
    assertThat(trace.diagnostics().entries())
        .anySatisfy(e -> assertThat(e.detail()).contains("two virtual threads at once"));
  }

  @Test
  void unpark_isTheWakerOfTheParkItLiesIn() {
    Trace trace =
        trace(
            "ThreadPark main 10-20",
            "jtrace.Unpark carrier-1 18 thread=main",
            "jtrace.Unpark carrier-2 19 thread=main",
            "jtrace.Unpark carrier-2 25 thread=main",
            "ThreadPark main 26-27",
            "ThreadPark main 40-60 timeout=20",
            "ThreadPark main 70-80");

    assertThat(flows(trace))
        .containsExactly("UNPARK carrier-1 18 main 20", "UNPARK carrier-2 25 main 27");
    assertThat(trace.diagnostics().entries())
        .anySatisfy(e -> assertThat(e.detail()).contains("parks that ended without"));
  }
}
