package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import org.junit.jupiter.api.Test;

/** What the operating system says of threads finds its thread and its time. */
class ProcessorsTest {
  private static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "thread recorder",
            "settings jdk.ThreadSleep enabled=true",
            "settings jdk.ThreadPark enabled=true",
            "settings jdk.JavaMonitorEnter enabled=true",
            "settings jdk.JavaMonitorWait enabled=true",
            String.join("\n", lines)));
  }

  /** The monotonic clock is 1 s ahead of the trace. */
  private static String slice(long osId, int cpu, int startMillis, int millis, boolean preempted) {
    return "jtrace.CpuSlice recorder 99 osThreadId=%d cpu=%d startNanoTime=%d durationNanos=%dms preempted=%s"
        .formatted(osId, cpu, 1_000_000_000L + startMillis * 1_000_000L, millis, preempted);
  }

  private static final String CLOCK = "jtrace.ClockSync recorder 50 nanoTime=1050000000";

  @Test
  void cpuUse_isSortedByThreadAndTimeAndEstimatedInBetween() {
    Trace trace =
        trace(
            "thread a osId=7",
            "jtrace.ThreadCpu recorder 60 osThreadId=7 runNanos=30ms waitNanos=4ms slices=9",
            "jtrace.ThreadCpu recorder 20 thread=a runNanos=10ms waitNanos=2ms slices=5",
            "jtrace.ThreadCpu recorder 20 osThreadId=8 runNanos=1ms");

    CpuUse use = trace.cpuUse();
    assertThat(trace.facts().cpuSource()).isEqualTo(CpuSource.SCHEDSTAT);
    assertThat(use.size()).isEqualTo(2);
    assertThat(use.first(1)).isZero();
    assertThat(use.end(1)).isEqualTo(2);
    assertThat(use.nanos(0)).isEqualTo(20_000_000);
    assertThat(use.slices(1)).isEqualTo(9);
    assertThat(use.runNanos(1, new TimeRange(20_000_000, 60_000_000))).isEqualTo(20_000_000);
    assertThat(use.runNanos(1, new TimeRange(30_000_000, 40_000_000))).isEqualTo(5_000_000);
    assertThat(use.waitNanos(1, trace.range())).isEqualTo(2_000_000);
    assertThat(use.runNanos(0, trace.range())).isZero();
  }

  @Test
  void idThatIsUsedAgain_isTheThreadThatLivedThen() {
    Trace trace =
        trace(
            "thread first osId=7",
            "thread second osId=7",
            "thread elsewhere osId=7 process=1",
            "thread there process=1",
            "ThreadStart first 10 thread=first",
            "ThreadEnd first 40 thread=first",
            "ThreadStart second 50 thread=second",
            "jtrace.ThreadCpu recorder 20 osThreadId=7 runNanos=1ms",
            "jtrace.ThreadCpu recorder 45 osThreadId=7 runNanos=2ms",
            "jtrace.ThreadCpu recorder 60 osThreadId=7 runNanos=3ms",
            "jtrace.ThreadCpu there 70 osThreadId=7 runNanos=4ms");

    assertThat(trace.cpuUse().size()).isEqualTo(3);
    for (int thread = 1; thread <= 3; thread++) {
      assertThat(trace.cpuUse().end(thread) - trace.cpuUse().first(thread)).isEqualTo(1);
    }
    assertThat(trace.cpuUse().runNanos(trace.cpuUse().first(2))).isEqualTo(3_000_000);
    assertThat(trace.cpuUse().runNanos(trace.cpuUse().first(3))).isEqualTo(4_000_000);
  }

  @Test
  void slices_areSortedByProcessorAndByThreadOnTheClockOfTheTrace() {
    Trace trace =
        trace(
            "thread a osId=7",
            "thread b osId=8",
            CLOCK,
            slice(8, 1, 30, 5, true),
            slice(7, 0, 20, 5, false),
            slice(7, 1, 10, 5, true),
            slice(9, 1, 90, 20, false));

    CpuSlices slices = trace.cpuSlices();
    assertThat(trace.facts().cpuSource()).isEqualTo(CpuSource.PERF);
    assertThat(slices.size()).isEqualTo(4);
    assertThat(slices.cpus().size()).isEqualTo(2);
    assertThat(slices.end(0)).isEqualTo(1);
    assertThat(slices.startNanos(slices.first(1))).isEqualTo(10_000_000);
    assertThat(slices.isPreempted(slices.first(1))).isTrue();
    assertThat(slices.firstEndingAfter(1, 20_000_000)).isEqualTo(2);
    assertThat(slices.thread(3)).isEqualTo(-1);
    assertThat(slices.endNanos(3)).isEqualTo(100_000_000);
    assertThat(slices.ofThread(slices.firstOfThread(1))).isEqualTo(1);
    assertThat(slices.endOfThread(1) - slices.firstOfThread(1)).isEqualTo(2);
  }

  @Test
  void runningThread_isSplitByWhereTheSystemHadIt() {
    Trace trace =
        trace(
            "thread a osId=7",
            CLOCK,
            "ThreadSleep a 5-10",
            slice(7, 0, 10, 10, true),
            slice(7, 0, 30, 10, false),
            slice(7, 0, 60, 5, true),
            "ThreadSleep a 65-70",
            slice(7, 0, 70, 5, true),
            "ThreadSleep a 80-85");

    assertThat(SpanText.of(trace, "a"))
        .containsExactly(
            "UNDETERMINED 0-5",
            "SLEEPING 5-10 sleep",
            "RUNNING 10-20",
            "RUNNABLE 20-30",
            "RUNNING 30-40",
            "NATIVE 40-60 off CPU",
            "RUNNING 60-65",
            "SLEEPING 65-70 sleep",
            "RUNNING 70-80",
            "SLEEPING 80-85 sleep",
            "UNDETERMINED 85-100");
  }

  @Test
  void droppedRecords_leaveWhatIsBetweenSlicesRunning() {
    Trace trace =
        trace(
            "thread a osId=7",
            CLOCK,
            "ThreadSleep a 5-10",
            slice(7, 0, 10, 10, true),
            "jtrace.CpuLoss recorder 25 lost=3",
            slice(7, 0, 30, 10, false),
            "ThreadSleep a 40-45");

    assertThat(SpanText.of(trace, "a")).contains("RUNNING 10-40");
  }

  @Test
  void clockReadBetweenInterruptions_isCorrectedByItsNeighbours() {
    Trace trace =
        trace(
            "thread a osId=7",
            "jtrace.ClockSync recorder 10 nanoTime=1010000000",
            "jtrace.ClockSync recorder 20 nanoTime=1020030000",
            "jtrace.ClockSync recorder 30 nanoTime=1030000000",
            slice(7, 0, 20, 5, false));

    assertThat(trace.cpuSlices().startNanos(0)).isEqualTo(20_000_000);
  }

  @Test
  void queuedTask_isAFlowFromItsSubmitter() {
    Trace trace =
        trace(
            "thread pool-1",
            "jtrace.TaskQueued pool-1 30 executor=5 executorClass=ThreadPoolExecutor task=A$1"
                + " queuedNanos=20ms submitter=recorder queueSize=4");

    QueuedTasks tasks = trace.taskQueues();
    assertThat(tasks.size()).isEqualTo(1);
    assertThat(tasks.nanos(0)).isEqualTo(30_000_000);
    assertThat(tasks.queuedNanos(0)).isEqualTo(20_000_000);
    assertThat(tasks.worker(0)).isEqualTo(1);
    assertThat(tasks.submitter(0)).isZero();
    assertThat(tasks.executor(0)).isEqualTo(5);
    assertThat(tasks.queueSize(0)).isEqualTo(4);
    assertThat(trace.strings().at(tasks.executorClass(0))).isEqualTo("ThreadPoolExecutor");
    assertThat(trace.strings().at(tasks.taskClass(0))).isEqualTo("A$1");
    assertThat(trace.flows().kind(0)).isEqualTo(Flows.Kind.SUBMIT);
    assertThat(trace.flows().fromNanos(0)).isEqualTo(10_000_000);
    assertThat(trace.flows().toNanos(0)).isEqualTo(30_000_000);
  }

  @Test
  void sampledSystemCall_isAnInstantOfItsThread() {
    Trace trace =
        trace(
            "thread a",
            "jtrace.SyscallSample recorder 30 thread=a number=0 name=read descriptor=5 target=socket");

    assertThat(trace.instants().kind(0)).isEqualTo(Instants.Kind.SYSCALL);
    assertThat(trace.instants().thread(0)).isEqualTo(1);
    assertThat(trace.strings().at(trace.instants().text(0))).isEqualTo("read");
    assertThat(trace.strings().at(trace.instants().detail(0))).isEqualTo("socket");
    assertThat(SpanText.of(trace, "a")).containsExactly("UNDETERMINED 0-100");
  }

  @Test
  void operationsOfHooks_areStates() {
    Trace trace =
        trace(
            "thread a",
            "jtrace.Select a 10-20 timeoutMillis=-1 ready=2",
            "jtrace.SocketAccept a 20-30 host=peer port=9 localPort=80",
            "jtrace.NameLookup a 30-40 host=db success=true",
            "jtrace.FileTransfer a 40-50 path=/a bytes=7",
            "jtrace.LockWait a 59 lock=ReentrantLock address=77 owner=recorder",
            "ThreadPark a 60-70 parkedClass=Sync address=1 stack=A.lock");

    assertThat(SpanText.of(trace, "a"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "SOCKET_IO 10-20 select",
            "SOCKET_IO 20-30 socket accept peer:9",
            "SOCKET_IO 30-40 name lookup db",
            "FILE_IO 40-50 file transfer /a",
            "RUNNING 50-60",
            "PARKED 60-70 park ReentrantLock",
            "UNDETERMINED 70-100");
    int park = trace.spans().at(1, 65_000_000);
    assertThat(trace.spans().other(park)).isZero();
    assertThat(trace.spans().address(park)).isEqualTo(77);
    assertThat(trace.spans().stack(park)).isNotNegative();
  }
}
