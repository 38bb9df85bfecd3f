package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Profiles whose numbers can be checked in the head. */
final class ProfileTest {
  private static final Trace WAITS =
      TraceScript.of(
          """
          main:     BLOCKED 0-40 op="monitor enter" lock=Cache stack=Cache.get<Shop.order<Main.run, RUNNING 40-50, BLOCKED 50-60 op="monitor enter" lock=Cache stack=Cache.get<Shop.list<Main.run
          worker:   PARKED 0-30 op=park stack=Queue.take<Worker.run, BLOCKED 30-50 op="monitor enter" lock=Log, RUNNING 50-60
          virtual v: RUNNING 0-10, SLEEPING 10-20 op=sleep pinned stack=Thread.sleep<Job.run, RUNNABLE 20-25, RUNNING 25-60
          """);

  private static List<String> lines(CallTree tree) {
    List<String> lines = new ArrayList<>();
    int[] depths = new int[tree.size()];
    for (int node = 0; node < tree.size(); node++) {
      int parent = tree.parents().at(node);
      depths[node] = parent < 0 ? 0 : depths[parent] + 1;
      lines.add(
          " ".repeat(depths[node])
              + tree.name(node).text()
              + " "
              + tree.selves().at(node) / 1_000_000
              + "/"
              + tree.totals().at(node) / 1_000_000);
    }
    return lines;
  }

  private static CallTree tree(Trace trace, ProfileKind kind, StackFilter filter) {
    Profile profile = Profile.of(trace, trace.range(), thread -> true, kind);
    return CallTree.of(trace, profile, ProfileWeight.TOTAL, filter).pruned(0.001, 1000);
  }

  @Test
  void monitorWaits_areATreeOfCallersWithTheLocksAsLeaves() {
    assertThat(lines(tree(WAITS, ProfileKind.MONITOR, StackFilter.ALL)))
        .containsExactly(
            "all 0/70",
            " Main.run 0/50",
            "  Shop.order 0/40",
            "   Cache.get 0/40",
            "    monitor enter Cache 40/40",
            "  Shop.list 0/10",
            "   Cache.get 0/10",
            "    monitor enter Cache 10/10",
            " no stack recorded 0/20",
            "  monitor enter Log 20/20");
  }

  @Test
  void missingStacks_stayWhateverTheyWeighAndWhateverIsFocused() {
    Trace trace =
        TraceScript.of(
            "a: SLEEPING 0-1000 op=sleep stack=A.nap<A.run, SLEEPING 1000000000-1000000001ns op=sleep");
    CallTree tree = tree(trace, ProfileKind.SLEEP, StackFilter.of("nap", null, null, null));
    assertThat(lines(tree)).contains(" no stack recorded 0/0", "  1 smaller 0/0");
    assertThat(tree.totals().at(tree.size() - 1)).isEqualTo(1);
  }

  @Test
  void window_cutsDelays() {
    TimeRange range = new TimeRange(30_000_000, 55_000_000);
    Profile profile = Profile.of(WAITS, range, thread -> thread == 0, ProfileKind.MONITOR);
    assertThat(profile.total(ProfileWeight.TOTAL)).isEqualTo(15_000_000);
    assertThat(profile.total(ProfileWeight.COUNT)).isEqualTo(2);
    assertThat(profile.total(ProfileWeight.MAX)).isEqualTo(10_000_000);
    assertThat(profile.unit(ProfileWeight.TOTAL)).isEqualTo("nanos");
    assertThat(profile.unit(ProfileWeight.COUNT)).isEqualTo("count");
  }

  @Test
  void maximum_isThatOfTheChildrenAndNotTheirSum() {
    Profile profile = Profile.of(WAITS, WAITS.range(), thread -> true, ProfileKind.MONITOR);
    CallTree tree = CallTree.of(WAITS, profile, ProfileWeight.MAX, StackFilter.ALL);
    assertThat(tree.total()).isEqualTo(40_000_000);
    assertThat(tree.flat(3))
        .extracting(flat -> flat.name().text() + " " + flat.total() / 1_000_000)
        .containsExactly("monitor enter Cache 40", "monitor enter Log 20", "Cache.get 40");
  }

  @Test
  void filters_focusIgnoreHideAndShowFrom() {
    assertThat(
            lines(tree(WAITS, ProfileKind.MONITOR, StackFilter.of("order", null, "Cache", "Shop"))))
        .containsExactly(
            "all 0/60",
            " Shop.order 0/40",
            "  monitor enter Cache 40/40",
            " no stack recorded 0/20",
            "  monitor enter Log 20/20");
    assertThat(lines(tree(WAITS, ProfileKind.MONITOR, StackFilter.of(null, "order", null, "Log"))))
        .containsExactly("all 0/20", " no stack recorded 0/20", "  monitor enter Log 20/20");
    assertThatThrownBy(() -> StackFilter.of("(", null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"focus\"");
  }

  @Test
  void recursion_countsOnce() {
    Trace trace =
        TraceScript.of(
            "a: SLEEPING 0-10 op=sleep stack=A.walk<A.walk<A.run, SLEEPING 10-30 op=sleep stack=A.run");
    assertThat(tree(trace, ProfileKind.SLEEP, StackFilter.ALL).flat(10))
        .extracting(flat -> flat.name().text() + " " + flat.total() / 1_000_000)
        .containsExactly("sleep 30", "A.run 30", "A.walk 10");
  }

  @Test
  void runnable_hasTheStackOfTheWaitBefore() {
    assertThat(lines(tree(WAITS, ProfileKind.SCHEDULER, StackFilter.ALL)))
        .containsExactly("all 0/5", " Job.run 0/5", "  Thread.sleep 5/5");
  }

  @Test
  void pinned_isAboutVirtualThreadsOnTheirCarriers() {
    assertThat(lines(tree(WAITS, ProfileKind.PINNED, StackFilter.ALL)))
        .containsExactly("all 0/10", " Job.run 0/10", "  Thread.sleep 0/10", "   sleep 10/10");
  }

  @Test
  void smallNodes_areMergedAndCounted() {
    Trace trace =
        TraceScript.of(
            "a: SLEEPING 0-960 stack=A.a, SLEEPING 960-980 stack=A.b, SLEEPING 980-1000 stack=A.c");
    Profile profile = Profile.of(trace, trace.range(), thread -> true, ProfileKind.SLEEP);
    CallTree tree = CallTree.of(trace, profile, ProfileWeight.TOTAL, StackFilter.ALL);
    assertThat(lines(tree.pruned(0.03, 1000)))
        .containsExactly("all 0/1000", " 2 smaller 40/40", " A.a 0/960", "  sleep 960/960");
    assertThat(tree.pruned(0.03, 1000).least()).isEqualTo(30_000_000);
    assertThat(tree.pruned(0.001, 4).size()).isEqualTo(4);
    assertThat(tree.pruned(0.001, 100).least()).isZero();
  }

  @Test
  void cpu_prefersSamplesByCpuTime() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-50",
            "@sample main 10 EXECUTION stack=A.loop<A.main",
            "@sample main 12 EXECUTION stack=A.loop<A.main",
            "@sample main 20 CPU_TIME stack=A.spin<A.main weight=10000000",
            "@sample main 30 ALLOCATION stack=A.make<A.main subject=Big weight=3000000");
    assertThat(lines(tree(trace, ProfileKind.CPU, StackFilter.ALL)))
        .containsExactly("all 0/10", " A.main 0/10", "  A.spin 10/10");
    assertThat(lines(tree(trace, ProfileKind.ALLOC, StackFilter.ALL)))
        .contains("  A.make 0/3", "   Big 3/3");
    TimeRange early = new TimeRange(0, 15_000_000);
    Profile byWall = Profile.of(trace, early, thread -> true, ProfileKind.CPU);
    assertThat(byWall.source()).isEqualTo(Profile.Source.EXECUTION_SAMPLES);
    assertThat(byWall.total(ProfileWeight.TOTAL)).isEqualTo(2);
    assertThat(byWall.unit(ProfileWeight.TOTAL)).isEqualTo("samples");
  }

  @Test
  void allTime_isWaitsByStackAndRunningSharedAmongSamples() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-40, PARKED 40-70 op=park stack=Queue.take<A.main, RUNNABLE 70-80, RUNNING 80-100",
            "other: RUNNING 0-5, UNDETERMINED 5-10",
            "@sample main 10 EXECUTION stack=A.loop<A.main",
            "@sample main 20 EXECUTION stack=A.loop<A.main",
            "@sample main 50 EXECUTION stack=A.never<A.main",
            "@sample main 90 EXECUTION stack=A.end<A.main");
    assertThat(lines(tree(trace, ProfileKind.TIME, StackFilter.ALL)))
        .containsExactly(
            "all 0/110",
            " A.main 0/100",
            "  A.loop 0/40",
            "   running 40/40",
            "  Queue.take 0/40",
            "   park 30/30",
            "   runnable 10/10",
            "  A.end 0/20",
            "   running 20/20",
            " no stack recorded 0/10",
            "  running 5/5",
            "  undetermined 5/5");
    Profile profile = Profile.of(trace, trace.range(), thread -> true, ProfileKind.TIME);
    assertThat(profile.source()).isEqualTo(Profile.Source.TIME_BY_EXECUTION);
    assertThat(profile.isRecorded()).isTrue();
  }

  @Test
  void samplesByCpuTime_standForWhatTheySayAndForNoMoreThanThereIs() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-40",
            "virtual v: UNDETERMINED 0-40",
            "@sample main 10 EXECUTION stack=A.old<A.main",
            "@sample main 20 CPU_TIME stack=A.spin<A.main weight=10000000",
            "@sample v 30 CPU_TIME stack=V.run weight=50000000");
    assertThat(lines(tree(trace, ProfileKind.TIME, StackFilter.ALL)))
        .containsExactly(
            "all 0/80",
            " V.run 0/40",
            "  running 40/40",
            " no stack recorded 0/30",
            "  running 30/30",
            " A.main 0/10",
            "  A.spin 0/10",
            "   running 10/10");
    Profile other = Profile.of(trace, new TimeRange(0, 1), thread -> true, ProfileKind.TIME);
    assertThat(other.source()).isEqualTo(Profile.Source.TIME_WITHOUT_SAMPLES);
  }

  @Test
  void sampleWithoutThread_isOfNoGroup() {
    Samples.Builder samples = new Samples.Builder();
    samples.add(Samples.Kind.EXECUTION, 5, -1, -1, -1, 1);
    Trace trace = withSamples(TraceScript.of("main: RUNNING 0-10"), samples.build());
    for (String group : Arrays.asList(null, "main")) {
      Profile profile =
          Profile.of(trace, trace.range(), Grouping.NAME.members(trace, group), ProfileKind.CPU);
      assertThat(profile.total(ProfileWeight.COUNT)).isEqualTo(group == null ? 1 : 0);
    }
  }

  private static Trace withSamples(Trace trace, Samples samples) {
    return new Trace(
        trace.facts(),
        trace.strings(),
        trace.frames(),
        trace.stacks(),
        trace.threads(),
        trace.spans(),
        trace.slices(),
        samples,
        trace.instants(),
        trace.flows(),
        trace.scheduling(),
        trace.annotations(),
        trace.customEvents(),
        trace.counters(),
        trace.eventTypes(),
        trace.diagnostics());
  }

  @Test
  void whatIsNotRecorded_isToldFromNothing() {
    assertThat(parks("a: RUNNING 0-10").isRecorded()).isFalse();
    Profile none = parks("a: RUNNING 0-10", "@recorded jdk.ThreadPark");
    assertThat(none.isRecorded()).isTrue();
    assertThat(none.total(ProfileWeight.TOTAL)).isZero();
  }

  private static Profile parks(String... lines) {
    Trace trace = TraceScript.of(lines);
    return Profile.of(trace, trace.range(), thread -> true, ProfileKind.PARK);
  }

  @Test
  void longestWaits_comeWholeAndLongestFirst() {
    LongestWaits longest =
        LongestWaits.of(
            WAITS, new TimeRange(35_000_000, 60_000_000), t -> true, ProfileKind.MONITOR, 2);
    assertThat(longest.count()).isEqualTo(3);
    assertThat(longest.waits())
        .extracting(
            wait -> wait.threadName() + " " + wait.durationNanos() / 1_000_000 + " " + wait.site())
        .containsExactly("main 40 Cache.get", "worker 20 null");
    assertThat(longest.waits().get(0).subject()).isEqualTo("Cache");
  }
}
