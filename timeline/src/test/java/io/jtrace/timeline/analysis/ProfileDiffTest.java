package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.analysis.ProfileDiff.Node;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProfileDiffTest {
  private static final long MS = 1_000_000;

  @Test
  void waitsOfALongerTrace_areNoChange() {
    Trace shorter = TraceScript.of("exec-1: RUNNING 0-10, BLOCKED 10-20 lock=a.L stack=A.get");
    Trace longer = TraceScript.of("exec-7: RUNNING 0-20, BLOCKED 20-40 lock=a.L stack=A.get");

    assertThat(diff(shorter, longer, ProfileKind.BLOCKING).mostChanged(9)).isEmpty();
  }

  @Test
  void goneAndNewStacks_haveBothAWidth() {
    Trace before = TraceScript.of("exec-1: RUNNING 0-90, BLOCKED 90-100 stack=A.get<A.run");
    Trace after = TraceScript.of("exec-1: RUNNING 0-70, BLOCKED 70-100 stack=B.get<A.run");

    ProfileDiff diff = diff(before, after, ProfileKind.MONITOR);

    assertThat(diff.nodes())
        .extracting(
            node -> node.name().text(),
            Node::firstTotal,
            Node::secondTotal,
            Node::changePerSecond,
            Node::widthPerSecond)
        .contains(
            tuple("all", 10 * MS, 30 * MS, 200e6, 400e6),
            tuple("A.run", 10 * MS, 30 * MS, 200e6, 400e6),
            tuple("A.get", 10 * MS, 0L, -100e6, 100e6),
            tuple("B.get", 0L, 30 * MS, 300e6, 300e6));
  }

  @Test
  void numberOfWaits_isAWeightToo() {
    Trace before = TraceScript.of("exec-1: RUNNING 0-90, BLOCKED 90-100 stack=A.get");
    Trace after =
        TraceScript.of(
            "exec-1: RUNNING 0-40, BLOCKED 40-42 stack=A.get, RUNNING 42-98,"
                + " BLOCKED 98-100 stack=A.get");

    ProfileDiff diff =
        ProfileDiff.of(side(before), side(after), ProfileKind.MONITOR, ProfileWeight.COUNT);

    assertThat(diff.unit()).isEqualTo("count");
    assertThat(diff.root().changePerSecond()).isEqualTo(10);
  }

  @Test
  void longestWaits_haveNoDifference() {
    Trace trace = TraceScript.of("main: RUNNING 0-10");

    assertThatThrownBy(
            () -> ProfileDiff.of(side(trace), side(trace), ProfileKind.MONITOR, ProfileWeight.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("total or count");
  }

  @Test
  void samplesOfTwoMeasures_areNotCompared() {
    Trace byWallTime =
        TraceScript.of("main: RUNNING 0-100", "@sample main 5 EXECUTION stack=A.loop weight=1");
    Trace byCpuTime =
        TraceScript.of("main: RUNNING 0-100", "@sample main 5 CPU_TIME stack=A.loop weight=9");

    ProfileDiff diff = diff(byWallTime, byCpuTime, ProfileKind.CPU);

    assertThat(diff.isComparable()).isFalse();
    assertThat(diff.nodes()).hasSize(1);
  }

  @Test
  void allocations_areComparedBySize() {
    Trace before =
        TraceScript.of("main: RUNNING 0-100", "@sample main 5 ALLOCATION stack=A.get weight=100");
    Trace after =
        TraceScript.of("main: RUNNING 0-200", "@sample main 5 ALLOCATION stack=A.get weight=100");

    ProfileDiff diff = diff(before, after, ProfileKind.ALLOC);

    assertThat(diff.unit()).isEqualTo("bytes");
    assertThat(diff.root().changePerSecond()).isEqualTo(-500);
    assertThat(diff.first().isRecorded()).isTrue();
  }

  @Test
  void drawnTraces_sumUpInEveryNode() {
    for (int seed = 0; seed < 30; seed++) {
      Trace first = TraceDiffTest.drawn(seed);
      Trace second = TraceDiffTest.drawn(seed + 1000);
      ProfileDiff diff = diff(first, second, ProfileKind.BLOCKING);
      ProfileDiff back = diff(second, first, ProfileKind.BLOCKING);

      checkSums(diff);
      checkSums(diff.pruned(0.1, 6));
      assertThat(diff.pruned(0.1, 6).root()).isEqualTo(diff.root());
      assertThat(back.root().changePerSecond()).isEqualTo(0 - diff.root().changePerSecond());
      assertThat(diff.root().firstTotal()).isEqualTo(waited(first));
      assertThat(diff.root().secondTotal()).isEqualTo(waited(second));
    }
  }

  @Test
  void smallNodes_areMergedIntoOneThatSaysSo() {
    Trace before =
        TraceScript.of(
            "exec-1: RUNNING 0-10, PARKED 10-90 stack=A.take, PARKED 90-91 stack=B.take,"
                + " PARKED 91-92 stack=C.take");

    ProfileDiff diff = diff(before, before, ProfileKind.PARK).pruned(0.1, 100);

    assertThat(diff.nodes())
        .extracting(node -> node.name().text())
        .containsExactly("all", "A.take", "park", "2 smaller");
    assertThat(diff.nodes().get(3).firstTotal()).isEqualTo(2 * MS);
  }

  private static void checkSums(ProfileDiff diff) {
    int size = diff.nodes().size();
    long[] firsts = new long[size];
    double[] widths = new double[size];
    for (int node = size - 1; node >= 0; node--) {
      Node its = diff.nodes().get(node);
      assertThat(its.parent()).isLessThan(node);
      assertThat(its.firstSelf() + firsts[node]).isEqualTo(its.firstTotal());
      assertThat(its.widthPerSecond()).isGreaterThan(widths[node] - 1);
      if (its.parent() >= 0) {
        firsts[its.parent()] += its.firstTotal();
        widths[its.parent()] += its.widthPerSecond();
      }
    }
    assertThat(diff.root().widthPerSecond()).isCloseTo(widths[0], Offset.offset(1.0));
  }

  private static long waited(Trace trace) {
    return Profile.of(trace, trace.range(), thread -> true, ProfileKind.BLOCKING)
        .total(ProfileWeight.TOTAL);
  }

  private static ProfileDiff diff(Trace first, Trace second, ProfileKind kind) {
    return ProfileDiff.of(side(first), side(second), kind, ProfileWeight.TOTAL);
  }

  private static TraceDiff.Side side(Trace trace) {
    return new TraceDiff.Side(trace, trace.range());
  }
}
