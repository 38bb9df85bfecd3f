package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusProofsTest {
  private static final String PARKED =
      " topFrames=jdk.internal.misc.Unsafe.park|java.util.concurrent.locks.LockSupport.park:211";

  private static Trace trace(String... lines) {
    List<String> all = new ArrayList<>();
    all.add("duration 100");
    all.add("thread t");
    for (String wait : new String[] {"ThreadSleep", "ThreadPark", "JavaMonitorEnter"}) {
      all.add("settings jdk." + wait + " enabled=true");
    }
    all.add("settings jdk.JavaMonitorWait enabled=true");
    all.addAll(List.of(lines));
    return Traces.of(RecordingScript.of(all.toArray(new String[0])));
  }

  private static String status(double atMillis, String rest) {
    return "jtrace.ThreadStatus - " + atMillis + " thread=t " + rest;
  }

  @Test
  void sameCountersWhileParked_proveOnePark() {
    String rest = "state=WAITING waitedCount=7 lockName=java.util.concurrent.Latch@1f" + PARKED;
    Trace trace = trace(status(1, rest), status(99, rest));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "UNDETERMINED 0-1",
            "PARKED 1-99 park java.util.concurrent.Latch proven",
            "UNDETERMINED 99-100");
    assertThat(trace.stacks().depth(trace.spans().stack(1))).isEqualTo(2);
  }

  @Test
  void topFrames_tellSleepFromWaitAndMonitor() {
    assertThat(proven("TIMED_WAITING", "java.lang.Thread.sleep0|java.lang.Thread.sleep:509"))
        .isEqualTo("SLEEPING 1-99 sleep proven");
    assertThat(proven("WAITING", "java.lang.Object.wait0|java.lang.Object.wait:366"))
        .isEqualTo("WAITING 1-99 monitor wait proven");
    assertThat(proven("BLOCKED", "com.acme.Cache.put:12"))
        .isEqualTo("BLOCKED 1-99 monitor enter proven");
  }

  private static String proven(String state, String frames) {
    String rest = "state=" + state + " waitedCount=7 blockedCount=2 topFrames=" + frames;
    return SpanText.of(trace(status(1, rest), status(99, rest)), "t").get(1);
  }

  @Test
  void ownerOfTheLock_isTheOtherThread() {
    String rest = "state=BLOCKED lockName=com.acme.Lock@2 lockOwner=2 topFrames=A.a";
    Trace trace = trace("thread owner", status(1, rest), status(99, rest));

    assertThat(trace.spans().other(1)).isEqualTo(SpanText.thread(trace, "owner"));
  }

  @Test
  void oneMoreWait_provesNothing() {
    Trace trace =
        trace(
            status(1, "state=WAITING waitedCount=7" + PARKED),
            status(99, "state=WAITING waitedCount=8" + PARKED));

    assertThat(SpanText.of(trace, "t")).containsExactly("UNDETERMINED 0-100");
  }

  @Test
  void waitThatBeganAfterTheLastEvent_leavesTheStretchUndetermined() {
    Trace trace =
        trace(
            status(1, "state=WAITING waitedCount=7" + PARKED),
            "ThreadPark t -10-30",
            "ThreadSleep t 40-50",
            status(99, "state=WAITING waitedCount=9" + PARKED));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "PARKED 0-30 park", "RUNNING 30-40", "SLEEPING 40-50 sleep", "UNDETERMINED 50-100");
  }

  @Test
  void runnableAtTheEnd_isAsGoodAsASample() {
    Trace trace =
        trace(
            "ThreadSleep t 40-50",
            status(99, "state=RUNNABLE waitedCount=1 cpuTimeNanos=5 topFrames=A.loop"));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "UNDETERMINED 0-40", "SLEEPING 40-50 sleep", "RUNNING 50-99", "UNDETERMINED 99-100");
  }

  @Test
  void jvmThreadThatOnlyLooksRunnable_isUndetermined() {
    String noFrames = "state=RUNNABLE cpuTimeNanos=";
    String handler = noFrames + "7ns topFrames=java.lang.ref.Reference.waitForReferencePendingList";
    String idle = noFrames + "7ns topFrames=com.acme.Loop.run";

    assertThat(SpanText.of(trace(status(1, noFrames + "1"), status(99, noFrames + "2")), "t"))
        .containsExactly("UNDETERMINED 0-100");
    assertThat(SpanText.of(trace(status(1, handler), status(99, handler)), "t"))
        .containsExactly("UNDETERMINED 0-100");
    assertThat(SpanText.of(trace(status(1, idle), status(99, idle)), "t"))
        .containsExactly("UNDETERMINED 0-100");
  }

  @Test
  void noProcessorTimeInNativeCode_provesOneCall() {
    String rest =
        "state=RUNNABLE inNative=true cpuTimeNanos=42ns topFrames=sun.nio.ch.EPoll.wait|A.run:3";
    Trace trace = trace(status(1, rest), status(99, rest));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "UNDETERMINED 0-1", "NATIVE 1-99 EPoll.wait proven", "UNDETERMINED 99-100");
  }

  @Test
  void noProcessorTimeInNativeCodeWithoutFrames_isNativeWithoutAMethod() {
    String rest = "state=RUNNABLE inNative=true cpuTimeNanos=42ns";
    Trace trace = trace(status(1, rest), status(99, rest));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly("UNDETERMINED 0-1", "NATIVE 1-99  proven", "UNDETERMINED 99-100");
  }

  @Test
  void processorTimeUsedInTheSameNativeMethod_isSeenButNotProven() {
    String rest = "state=RUNNABLE inNative=true topFrames=sun.nio.ch.EPoll.wait ";
    Trace trace =
        trace(status(1, rest + "cpuTimeNanos=42ns"), status(99, rest + "cpuTimeNanos=43ns"));

    assertThat(SpanText.of(trace, "t")).contains("NATIVE 1-99 EPoll.wait");
  }

  @Test
  void eventBetween_refutesTheProof() {
    String rest = "state=WAITING waitedCount=7" + PARKED;
    Trace trace = trace(status(1, rest), "SocketRead t 40-50 host=db", status(99, rest));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "UNDETERMINED 0-40", "SOCKET_IO 40-50 socket read db", "UNDETERMINED 50-100");
  }

  @Test
  void statusesInBetween_joinToOneProvenSpan() {
    String rest = "state=WAITING waitedCount=7" + PARKED;
    Trace trace = trace(status(1, rest), status(50, rest), status(99, rest));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly("UNDETERMINED 0-1", "PARKED 1-99 park proven", "UNDETERMINED 99-100");
  }

  @Test
  void manyStatuses_proveTheTailUpToTheLastChange() {
    String after = "state=WAITING waitedCount=8" + PARKED;
    Trace trace =
        trace(
            status(1, "state=WAITING waitedCount=7" + PARKED),
            "ThreadPark t -10-30",
            status(40, after),
            status(99, after));

    assertThat(SpanText.of(trace, "t"))
        .containsExactly(
            "PARKED 0-30 park",
            "UNDETERMINED 30-40",
            "PARKED 40-99 park proven",
            "UNDETERMINED 99-100");
  }
}
