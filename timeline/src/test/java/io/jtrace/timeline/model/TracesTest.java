package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static Trace trace(String... lines) {
    return Traces.of(RecordingScript.of(lines));
  }

  private static List<String> slices(Trace trace, Track track) {
    Slices slices = trace.slices();
    List<String> result = new ArrayList<>();
    for (int s = slices.first(track); s < slices.end(track); s++) {
      result.add(
          "  ".repeat(slices.depth(s))
              + trace.strings().at(slices.name(s))
              + " "
              + slices.startNanos(s) / 1_000_000
              + "-"
              + slices.endNanos(s) / 1_000_000);
    }
    return result;
  }

  @Test
  void pausePhases_nestByTheirTimesAndNameTheCause() {
    Trace trace =
        trace(
            "duration 100",
            "jvm \"VM Thread\"",
            "GCPhasePauseLevel2 \"VM Thread\" 22-24 gcId=7 name=Scan",
            "GCPhasePauseLevel1 \"VM Thread\" 21-26 gcId=7 name=Evacuate",
            "GCPhasePause \"VM Thread\" 20-30 gcId=7 name=\"GC Pause\"",
            "GCPhasePauseLevel1 \"VM Thread\" 26-29 gcId=7 name=Clean",
            "GarbageCollection - 19-31 gcId=7 name=G1New cause=Allocation sumOfPauses=10");

    assertThat(slices(trace, Track.GC_PAUSE))
        .containsExactly("GC Pause 20-30", "  Evacuate 21-26", "    Scan 22-24", "  Clean 26-29");
    assertThat(slices(trace, Track.GC)).containsExactly("G1New 19-31");
    int pause = trace.slices().first(Track.GC_PAUSE);
    assertThat(trace.strings().at(trace.slices().detail(pause))).isEqualTo("Allocation");
    assertThat(trace.slices().id(pause)).isEqualTo(7);
  }

  @Test
  void overlappingCollections_takeTwoLanes() {
    Trace trace =
        trace(
            "duration 100",
            "GarbageCollection - 10-60 gcId=1 name=G1Old",
            "GarbageCollection - 20-30 gcId=2 name=G1New",
            "GarbageCollection - 50-70 gcId=3 name=G1New");

    assertThat(slices(trace, Track.GC))
        .containsExactly("G1Old 10-60", "  G1New 20-30", "  G1New 50-70");
  }

  @Test
  void safepoint_lastsFromRequestToEndAndIsNamedAfterItsOperation() {
    Trace trace =
        trace(
            "duration 100",
            "SafepointBegin - 10-12 safepointId=5 totalThreadCount=9",
            "SafepointStateSynchronization - 10-11 safepointId=5",
            "ExecuteVMOperation - 12-18 operation=G1Collect safepoint=true safepointId=5",
            "SafepointEnd - 18-19 safepointId=5",
            "SafepointBegin - 40-42 safepointId=6");

    assertThat(slices(trace, Track.SAFEPOINT))
        .containsExactly("G1Collect 10-19", "  reach safepoint 10-11", "safepoint 40-42");
    assertThat(slices(trace, Track.VM_OPERATION)).containsExactly("G1Collect 12-18");
  }

  @Test
  void regionsTasksAndLogs_areKept() {
    Trace trace =
        trace(
            "duration 100",
            "thread main",
            "jtrace.Region main 10-30 type=load taskId=4",
            "jtrace.Region main 15-20 type=parse taskId=4",
            "jtrace.Task main 5-50 type=request id=4",
            "jtrace.Log main 12 category=cache message=miss");

    assertThat(slices(trace, Track.REGION)).containsExactly("load 10-30", "  parse 15-20");
    assertThat(slices(trace, Track.TASK)).containsExactly("request 5-50");
    assertThat(trace.instants().kind(0)).isEqualTo(Instants.Kind.LOG);
    assertThat(trace.strings().at(trace.instants().text(0))).isEqualTo("miss");
  }

  @Test
  void counters_haveStableKeysAndAreSorted() {
    Trace trace =
        trace(
            "duration 100",
            "GCHeapSummary - 50 heapUsed=200 heapSpace.committedSize=900",
            "GCHeapSummary - 10 heapUsed=100 heapSpace.committedSize=900",
            "CPULoad - 20 jvmUser=0.5 jvmSystem=0.1 machineTotal=0.9");

    assertThat(trace.counters())
        .extracting(Counter::key)
        .containsExactly(
            "heap.used", "heap.committed", "cpu.jvm.user", "cpu.jvm.system", "cpu.machine");
    assertThat(trace.counters().get(0).values().at(0)).isEqualTo(100.0);
    assertThat(trace.counters().get(0).nanos().at(1)).isEqualTo(50_000_000);
  }

  @Test
  void cpuTimeSamples_areKeptBesidesExecutionSamples() {
    Trace trace =
        trace(
            "duration 100",
            "thread t",
            "ExecutionSample - 20 sampledThread=t stack=A.a",
            "CPUTimeSample t 10 samplingPeriod=10 stack=A.a");

    assertThat(trace.samples().kind(0)).isEqualTo(Samples.Kind.CPU_TIME);
    assertThat(trace.samples().weight(0)).isEqualTo(10_000_000);
    assertThat(trace.samples().kind(1)).isEqualTo(Samples.Kind.EXECUTION);
  }

  @Test
  void versionTexts_giveTheFeatureRelease() {
    assertThat(FactTables.javaVersion("OpenJDK VM (17.0.15+6) for linux JRE (17.0.15+6), built"))
        .isEqualTo(17);
    assertThat(FactTables.javaVersion("OpenJDK VM (25.292-b10) for linux JRE (1.8.0_292-b10)"))
        .isEqualTo(8);
    assertThat(FactTables.javaVersion("21.0.9+10")).isEqualTo(21);
    assertThat(FactTables.javaVersion("")).isZero();
  }

  @Test
  void jvmFacts_areReadFromTheLastEventOfEachProcess() {
    Trace trace =
        trace(
            "duration 100",
            "JVMInformation - 0 pid=42 \"jvmVersion=VM (17.0.1) JRE (17.0.1)\" javaArguments=Main",
            "JVMInformation - 50 pid=42 \"jvmVersion=VM (17.0.1) JRE (17.0.1)\" javaArguments=Main",
            "GCConfiguration - 0 youngCollector=G1New oldCollector=G1Old concurrentGCThreads=2",
            "GCHeapConfiguration - 0 maxSize=1024",
            "CPUInformation - 0 hwThreads=8 cpu=Drawn");

    assertThat(trace.facts().jvms()).hasSize(1);
    TraceFacts.Jvm jvm = trace.facts().jvms().get(0);
    assertThat(jvm.javaVersion()).isEqualTo(17);
    assertThat(jvm.collector()).isEqualTo("G1");
    assertThat(jvm.processors()).isEqualTo(8);
    assertThat(jvm.concurrentGcThreads()).isEqualTo(2);
    assertThat(jvm.maxHeapBytes()).isEqualTo(1024);
  }

  @Test
  void thresholdsThrottlesAndAbsentEvents_areLimits() {
    Trace trace =
        trace(
            "duration 100",
            "settings jdk.ThreadPark enabled=true \"threshold=20 ms\"",
            "settings jdk.ThreadSleep enabled=true \"threshold=20 ms\"",
            "settings jdk.SocketRead enabled=true \"threshold=0 ns\" throttle=100/s",
            "settings jdk.FileRead enabled=true throttle=off",
            "jtrace.Limit - 98 event=jdk.ThreadPark setting=threshold value=20ms reason=known",
            "jtrace.Limit - 98 event=jdk.FileForce setting=stackTrace value=false reason=bare",
            "jtrace.Limit - 99 event=jdk.FileForce setting=stackTrace value=false reason=bare",
            "jtrace.Limit - 99 event=jdk.FileRead setting=stackTrace value=false reason=bare");

    List<String> limits = details(trace, Diagnostic.LIMIT);
    assertThat(limits)
        .containsExactly(
            "events shorter than 20 ms are not recorded: jdk.ThreadSleep, jdk.ThreadPark",
            "events limited to 100/s are incomplete: jdk.SocketRead",
            "bare (stackTrace false): jdk.FileForce, jdk.FileRead");
    assertThat(details(trace, Diagnostic.NOT_RECORDED))
        .contains("waits for monitors, parks and sleeps: jdk.JavaMonitorEnter, jdk.JavaMonitorWait")
        .hasSizeLessThan(12);
  }

  private static List<String> details(Trace trace, Diagnostic diagnostic) {
    return trace.diagnostics().entries().stream()
        .filter(entry -> entry.diagnostic() == diagnostic)
        .map(Diagnostics.Entry::detail)
        .toList();
  }

  @Test
  void runSort_isStableOnAnyRuns() {
    int[] keys = {5, 1, 2, 9, 9, 3, 4, 0, 7, 7, 6};
    int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    RunSort.sort(rows, 1, rows.length, (a, b) -> keys[a] > keys[b]);

    assertThat(rows[0]).isZero();
    assertThat(Arrays.stream(rows).map(row -> keys[row]).skip(1))
        .containsExactly(0, 1, 2, 3, 4, 6, 7, 7, 9, 9);
    assertThat(Arrays.stream(rows).boxed().filter(row -> keys[row] == 9)).containsExactly(3, 4);
  }
}
