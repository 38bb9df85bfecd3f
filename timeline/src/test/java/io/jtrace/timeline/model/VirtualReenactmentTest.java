package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualReenactmentTest {
  private static final int PARKED = 1;
  private static final int TIMED = 2;
  private static final int YIELDED = 3;
  private static final int BLOCKED = 4;
  private static final int WAITING = 5;
  private static final int TIMED_WAIT = 6;
  private static final int ENDED = 7;

  /** Draws a recording with a virtual thread v, its carriers and whoever may wake it. */
  private static Trace trace(String... lines) {
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

  private static String run(String carrier, String time, int reason) {
    return "jtrace.VirtualThreadRun %s %s virtualThread=v reason=%d"
        .formatted(carrier, time, reason);
  }

  private static String wake(String waker, int millis) {
    return "jtrace.VirtualThreadRunnable %s %d virtualThread=v".formatted(waker, millis);
  }

  private static final String START = "VirtualThreadStart v 12 javaThreadId=1";

  /** Returns the flows as text such as {@code UNPARK main 40 v 40}. */
  private static List<String> flows(Trace trace) {
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

  private static String other(Trace trace, int millis) {
    int other = trace.spans().other(trace.spans().at(0, millis * 1_000_000L));
    return other < 0 ? "-" : trace.threadName(other);
  }

  @Test
  void waitThatNoChunkCovers_isUndeterminedThere() {
    Trace trace =
        trace(
            "uncovered 25 35",
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            START,
            wake("main", 40),
            run("carrier-2", "45-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    assertThat(SpanText.of(trace, "v"))
        .contains("PARKED 20-25 park", "UNDETERMINED 25-35", "PARKED 35-40 park");
  }

  @Test
  void parkInsideAPinnedSleep_isPinnedToo() {
    Trace trace =
        trace(
            wake("main", 10),
            START,
            "ThreadSleep v 20-40 time=20",
            "jdk.VirtualThreadPinned v 20-40 pinnedReason=native",
            "ThreadPark v 21-39",
            run("carrier-1", "11-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    Spans spans = trace.spans();
    for (int millis : new int[] {20, 21, 38, 39}) {
      assertThat(spans.isPinned(spans.at(0, millis * 1_000_000L))).as("at %s", millis).isTrue();
    }
    assertThat(spans.isPinned(spans.at(0, 45_000_000))).isFalse();
  }

  @Test
  void life_isRunnableThenRunsThenWaitsThenIsRunnableAgain() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            START,
            wake("main", 40),
            run("carrier-2", "45-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "PARKED 20-40 park",
            "RUNNABLE 40-45",
            "RUNNING 45-50");
    assertThat(other(trace, 10)).isEqualTo("main");
    assertThat(other(trace, 12)).isEqualTo("carrier-1");
    assertThat(other(trace, 46)).isEqualTo("carrier-2");
    assertThat(flows(trace)).containsExactly("START main 10 v 10", "UNPARK main 40 v 40");
    assertThat(trace.threads().isEndSeen(0)).isTrue();
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isZero();
  }

  @Test
  void operationAcrossRuns_saysWhatTheWaitWasForAndRunsInsideThem() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            "SocketRead v 15-48 host=db port=5432 bytesRead=512 stack=A.read<A.run",
            wake("SubPoller-1", 40),
            run("carrier-1", "45-50", PARKED),
            wake("main", 60),
            run("carrier-1", "61-62", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "SOCKET_IO 20-40 socket read db:5432",
            "RUNNABLE 40-45",
            "RUNNING 45-50",
            "PARKED 50-60 park",
            "RUNNABLE 60-61",
            "RUNNING 61-62");
    assertThat(flows(trace))
        .containsExactly(
            "UNPARK main 10 v 10", "NETWORK SubPoller-1 40 v 40", "UNPARK main 60 v 60");
    assertThat(trace.spans().amount(trace.spans().at(0, 30_000_000))).isEqualTo(512);
  }

  @Test
  void operationInsideARun_isPinnedOrTooShortToLeaveTheCarrier() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-50", PARKED),
            "FileRead v 15-20 path=/a bytesRead=7",
            "ThreadPark v 30-40 parkedClass=Lock",
            "VirtualThreadPinned v 30-40",
            "jtrace.Unpark main 35 thread=carrier-1");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-15",
            "FILE_IO 15-20 file read /a",
            "RUNNING 20-30 continued",
            "PARKED 30-40 park Lock pinned",
            "RUNNING 40-50 continued",
            "PARKED 50-100 park");
    assertThat(flows(trace)).contains("UNPARK main 35 v 40");
  }

  @Test
  void severalWaitsOfOneOperation_areOneOperation() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            "SocketRead v 15-68 host=db port=1 bytesRead=9",
            wake("SubPoller-1", 30),
            run("carrier-1", "31-40", PARKED),
            wake("SubPoller-1", 60),
            run("carrier-1", "61-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "SOCKET_IO 20-30 socket read db:1",
            "RUNNABLE 30-31",
            "RUNNING 31-40",
            "SOCKET_IO 40-60 socket read db:1 continued",
            "RUNNABLE 60-61",
            "RUNNING 61-70");
  }

  @Test
  void yield_isRunnableAtOnceAndNobodysDoing() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", YIELDED),
            wake("carrier-1", 21),
            run("carrier-1", "25-30", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly("UNDETERMINED 0-10", "RUNNING 10-20", "RUNNABLE 20-25", "RUNNING 25-30");
    assertThat(other(trace, 22)).isEqualTo("-");
    assertThat(flows(trace)).containsExactly("UNPARK main 10 v 10");
  }

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
  void lostRun_isUndeterminedFromTheWakeUpOnAndCounted() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            wake("main", 40),
            wake("main", 60),
            run("carrier-1", "65-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "PARKED 20-40 park",
            "UNDETERMINED 40-60",
            "RUNNABLE 60-65",
            "RUNNING 65-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(1);
  }

  @Test
  void lostWakeUp_isUndeterminedBetweenTheRunsAndCounted() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            run("carrier-1", "40-50", YIELDED),
            run("carrier-1", "60-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "UNDETERMINED 20-40",
            "RUNNING 40-50",
            "RUNNABLE 50-60",
            "RUNNING 60-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(2);
  }

  @Test
  void operationWhileUnmounted_showsThatARunWasLost() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            wake("main", 30),
            "FileRead v 40-50 path=/a",
            wake("main", 60),
            run("carrier-1", "65-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "PARKED 20-30 park",
            "UNDETERMINED 30-40",
            "FILE_IO 40-50 file read /a",
            "UNDETERMINED 50-60",
            "RUNNABLE 60-65",
            "RUNNING 65-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(1);
  }

  @Test
  void windowOnALongerLife_isUndeterminedOutsideWhatIsCertain() {
    Trace trace =
        trace(
            run("carrier-1", "-5-20", PARKED),
            wake("main", 40),
            run("carrier-1", "45-50", PARKED),
            wake("main", 80));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "RUNNING 0-20",
            "PARKED 20-40 park",
            "RUNNABLE 40-45",
            "RUNNING 45-50",
            "PARKED 50-80 park",
            "UNDETERMINED 80-100");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
  }

  @Test
  void runsOfOneThreadOnTwoCarriers_areIllegal() {
    Trace trace = trace(run("carrier-1", "10-30", PARKED), run("carrier-2", "20-40", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly("UNDETERMINED 0-10", "RUNNING 10-20", "RUNNING 20-40");
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isEqualTo(1);
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
