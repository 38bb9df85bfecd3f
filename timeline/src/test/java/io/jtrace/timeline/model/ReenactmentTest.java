package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.RecordingScript;
import org.junit.jupiter.api.Test;

class ReenactmentTest {
  /** Draws a recording whose settings let all waits through. */
  private static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "settings jdk.ThreadSleep enabled=true",
            "settings jdk.ThreadPark enabled=true",
            "settings jdk.JavaMonitorEnter enabled=true",
            "settings jdk.JavaMonitorWait enabled=true",
            String.join("\n", lines)));
  }

  @Test
  void platformThread_runsBetweenItsEventsAndIsUndeterminedOutside() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "ThreadPark main 10-40 parkedClass=Pool",
            "ThreadSleep main 50-60 time=10",
            "SocketRead main 70-75 host=db port=5432 bytesRead=512");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "PARKED 10-40 park Pool",
            "RUNNING 40-50",
            "SLEEPING 50-60 sleep",
            "RUNNING 60-70",
            "SOCKET_IO 70-75 socket read db:5432",
            "UNDETERMINED 75-100");
    assertThat(trace.spans().amount(5)).isEqualTo(512);
  }

  @Test
  void timeThatNoChunkCovers_isUndetermined() {
    Trace trace =
        trace(
            "duration 100",
            "uncovered 30 50",
            "uncovered 55 60",
            "thread main",
            "ThreadPark main 10-20",
            "ThreadPark main 58-90",
            "ThreadPark main 95-100");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "PARKED 10-20 park",
            "RUNNING 20-30",
            "UNDETERMINED 30-50",
            "RUNNING 50-55",
            "UNDETERMINED 55-58",
            "PARKED 58-90 park",
            "RUNNING 90-95",
            "PARKED 95-100 park");
    assertThat(trace.diagnostics().count(Diagnostic.CHUNK_MISSING)).isEqualTo(2);
  }

  @Test
  void eventsOutOfOrder_areSorted() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "ThreadPark main 50-60",
            "ThreadPark main 10-20",
            "ThreadPark main 30-40");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "PARKED 10-20 park",
            "RUNNING 20-30",
            "PARKED 30-40 park",
            "RUNNING 40-50",
            "PARKED 50-60 park",
            "UNDETERMINED 60-100");
  }

  @Test
  void startAndEndSeen_boundTheLife() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "thread worker",
            "ThreadStart worker 20 thread=worker parentThread=main stack=A.start<A.main",
            "ThreadSleep worker 30-40",
            "ThreadEnd worker 70 thread=worker");

    assertThat(SpanText.of(trace, "worker"))
        .containsExactly("RUNNING 20-30", "SLEEPING 30-40 sleep", "RUNNING 40-70");
    int worker = SpanText.thread(trace, "worker");
    assertThat(trace.threads().parent(worker)).isEqualTo(SpanText.thread(trace, "main"));
    assertThat(trace.stacks().depth(trace.threads().startStack(worker))).isEqualTo(2);
    assertThat(trace.flows().kind(0)).isEqualTo(Flows.Kind.START);
  }

  @Test
  void spanFromBeforeTheTrace_isClippedToZero() {
    Trace trace = trace("duration 100", "thread main", "ThreadPark main -5-15");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly("PARKED 0-15 park", "UNDETERMINED 15-100");
  }

  @Test
  void nestedOperation_splitsTheOuterOne() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "FileRead main 10-50 path=/a bytesRead=7",
            "JavaMonitorEnter main 20-30 monitorClass=Lock");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "FILE_IO 10-20 file read /a",
            "BLOCKED 20-30 monitor enter Lock",
            "FILE_IO 30-50 file read /a continued",
            "UNDETERMINED 50-100");
    assertThat(trace.spans().amount(1)).isEqualTo(7);
    assertThat(trace.spans().amount(3)).isZero();
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isZero();
  }

  @Test
  void overlappingOperations_cutTheOuterOneAndAreCounted() {
    Trace trace =
        trace("duration 100", "thread main", "FileRead main 10-30", "FileWrite main 20-40");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "FILE_IO 10-20 file read",
            "FILE_IO 20-40 file write",
            "UNDETERMINED 40-100");
    assertThat(trace.diagnostics().count(Diagnostic.SPAN_CLIPPED)).isEqualTo(1);
  }

  @Test
  void neighboursThatOverlapByRounding_areNotCounted() {
    Trace trace =
        trace(
            "duration 100", "thread main", "FileRead main 10ms-20000001ns", "FileRead main 20-30");

    assertThat(trace.diagnostics().count(Diagnostic.SPAN_CLIPPED)).isZero();
    assertThat(SpanText.of(trace, "main")).contains("FILE_IO 10-20 file read");
  }

  @Test
  void operationDuringAPark_isIllegalAndLeavesTheRestUndetermined() {
    Trace trace =
        trace("duration 100", "thread main", "ThreadPark main 10-50", "ThreadSleep main 20-30");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "PARKED 10-20 park",
            "SLEEPING 20-30 sleep",
            "UNDETERMINED 30-100");
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isEqualTo(1);
  }

  @Test
  void eventAfterTheEnd_isIllegal() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "ThreadEnd main 50 thread=main",
            "ThreadPark main 40-60",
            "ThreadPark main 70-80");

    assertThat(SpanText.of(trace, "main"))
        .containsExactly("UNDETERMINED 0-40", "PARKED 40-50 park");
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isEqualTo(2);
  }

  @Test
  void instantEvents_areCertainMoments() {
    Trace trace =
        trace(
            "duration 100",
            "thread busy",
            "ExecutionSample - 20 sampledThread=busy stack=A.loop",
            "ObjectAllocationSample busy 60 objectClass=byte[] weight=1024");

    assertThat(SpanText.of(trace, "busy"))
        .containsExactly("UNDETERMINED 0-20", "RUNNING 20-60", "UNDETERMINED 60-100");
    assertThat(trace.samples().size()).isEqualTo(2);
  }

  @Test
  void sameNativeMethodSampledTwice_isNativeBetween() {
    Trace trace =
        trace(
            "duration 100",
            "thread acceptor",
            "NativeMethodSample - 20 sampledThread=acceptor stack=sun.nio.ch.Net.accept<A.run",
            "NativeMethodSample - 40 sampledThread=acceptor stack=sun.nio.ch.Net.accept<A.run",
            "NativeMethodSample - 60 sampledThread=acceptor stack=sun.nio.ch.Net.poll<A.run");

    assertThat(SpanText.of(trace, "acceptor"))
        .containsExactly(
            "UNDETERMINED 0-20", "NATIVE 20-40 Net.accept", "RUNNING 40-60", "UNDETERMINED 60-100");
  }

  @Test
  void virtualThread_isUndeterminedBetweenItsEvents() {
    Trace trace =
        trace(
            "duration 100",
            "virtual v-1",
            "VirtualThreadStart v-1 10 javaThreadId=1",
            "ThreadSleep v-1 20-30",
            "SocketRead v-1 40-50 host=db port=5432",
            "VirtualThreadEnd v-1 60 javaThreadId=1");

    assertThat(SpanText.of(trace, "v-1"))
        .containsExactly(
            "UNDETERMINED 10-20",
            "SLEEPING 20-30 sleep",
            "UNDETERMINED 30-40",
            "SOCKET_IO 40-50 socket read db:5432",
            "UNDETERMINED 50-60");
    assertThat(trace.diagnostics().entries())
        .anySatisfy(entry -> assertThat(entry.detail()).contains("virtual thread parks"));
  }

  @Test
  void virtualThreadWithoutStartEvents_livesFromFirstToLastEvent() {
    Trace trace =
        trace("duration 100", "virtual v-1", "ThreadSleep v-1 20-30", "ThreadSleep v-1 40-50");

    assertThat(SpanText.of(trace, "v-1"))
        .containsExactly("SLEEPING 20-30 sleep", "UNDETERMINED 30-40", "SLEEPING 40-50 sleep");
  }

  @Test
  void pinnedEvent_marksTheOperationOrIsAPark() {
    Trace trace =
        trace(
            "duration 100",
            "virtual v-1",
            "ThreadSleep v-1 20-30",
            "VirtualThreadPinned v-1 21-29",
            "VirtualThreadPinned v-1 40-50 blockingOperation=LockSupport.park",
            "VirtualThreadPinned v-1 60-80",
            "JavaMonitorWait v-1 65-75 monitorClass=Lock timedOut=true");

    assertThat(SpanText.of(trace, "v-1"))
        .containsExactly(
            "SLEEPING 20-30 sleep pinned",
            "UNDETERMINED 30-40",
            "PARKED 40-50 LockSupport.park pinned",
            "UNDETERMINED 50-60",
            "PARKED 60-65 park pinned",
            "WAITING 65-75 monitor wait Lock pinned timedOut",
            "PARKED 75-80 park pinned continued");
  }

  @Test
  void monitorOwnersAndNotifiers_becomeFlows() {
    Trace trace =
        trace(
            "duration 100",
            "thread a",
            "thread b",
            "JavaMonitorWait a 10-40 notifier=b monitorClass=Queue",
            "JavaMonitorEnter b 5-20 previousOwner=a monitorClass=Lock address=4096");

    assertThat(trace.flows().size()).isEqualTo(2);
    assertThat(trace.flows().kind(0)).isEqualTo(Flows.Kind.MONITOR_HANDOVER);
    assertThat(trace.flows().toNanos(0)).isEqualTo(20_000_000);
    assertThat(trace.flows().kind(1)).isEqualTo(Flows.Kind.NOTIFY);
    int span = trace.spans().at(1, 10_000_000);
    assertThat(trace.spans().other(span)).isZero();
    assertThat(trace.spans().address(span)).isEqualTo(4096);
  }

  @Test
  void compilerThread_isOfTheJvmAndRunsOnlyWhileItCompiles() {
    Trace trace =
        trace(
            "duration 100",
            "thread \"C2 CompilerThread0\"",
            "Compilation \"C2 CompilerThread0\" 10-30 method=A.hot compiler=c2 compileLevel=4",
            "Compilation \"C2 CompilerThread0\" 50-60 method=A.warm compiler=c2 compileLevel=4");

    assertThat(trace.threads().kind(0)).isEqualTo(ThreadKind.JVM);
    assertThat(SpanText.of(trace, "C2 CompilerThread0"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-30 compilation A.hot",
            "UNDETERMINED 30-50",
            "RUNNING 50-60 compilation A.warm",
            "UNDETERMINED 60-100");
  }

  @Test
  void eventWithoutThread_isCountedAsUnknown() {
    Trace trace = trace("duration 100", "ThreadPark - 10-20");

    assertThat(trace.diagnostics().count(Diagnostic.UNKNOWN_THREAD)).isEqualTo(1);
  }

  @Test
  void operationShorterThanTheClock_isKept() {
    Trace trace = trace("duration 100", "thread main", "SocketWrite main 10 bytesWritten=3");

    assertThat(SpanText.of(trace, "main")).contains("SOCKET_IO 10-10.000001 socket write");
  }

  @Test
  void recordingWithoutWaits_leavesGapsUndetermined() {
    Trace trace =
        Traces.of(
            RecordingScript.of(
                "duration 100",
                "thread busy",
                "ObjectAllocationSample busy 20 objectClass=byte[]",
                "ObjectAllocationSample busy 60 objectClass=byte[]"));

    assertThat(SpanText.of(trace, "busy")).containsExactly("UNDETERMINED 0-100");
  }

  @Test
  void threadsOfTheRecorder_areUndeterminedInGapsAsTheirWaitsAreHidden() {
    Trace trace =
        trace(
            "duration 100",
            "thread \"JFR Periodic Tasks\"",
            "FileRead \"JFR Periodic Tasks\" 10-20 path=/a",
            "FileRead \"JFR Periodic Tasks\" 30-40 path=/a");

    assertThat(SpanText.of(trace, "JFR Periodic Tasks")).contains("UNDETERMINED 20-30");
  }

  @Test
  void threadThatServesVirtualThreads_isUndeterminedInGaps() {
    Trace trace =
        trace(
            "duration 100",
            "thread \"VirtualThread-unblocker\"",
            "FileRead \"VirtualThread-unblocker\" 10-20 path=/a",
            "FileRead \"VirtualThread-unblocker\" 30-40 path=/a");

    assertThat(SpanText.of(trace, "VirtualThread-unblocker")).contains("UNDETERMINED 20-30");
  }
}
