package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TraceDiffTest {
  private static final long MS = 1_000_000;
  private static final List<Function<TraceDiff, List<TraceDiff.Row>>> TABLES =
      List.of(
          TraceDiff::states,
          TraceDiff::groups,
          TraceDiff::waitKinds,
          TraceDiff::locks,
          TraceDiff::io,
          TraceDiff::gc,
          TraceDiff::tasks,
          TraceDiff::regions);

  @Test
  void sameShareOfALongerTrace_isNoChange() {
    Trace shorter = TraceScript.of("exec-1: RUNNING 0-10, BLOCKED 10-20 lock=a.L stack=A.get");
    Trace longer = TraceScript.of("exec-7: RUNNING 0-20, BLOCKED 20-40 lock=a.L stack=A.get");

    TraceDiff diff = diff(shorter, longer);

    assertThat(diff.groups())
        .allSatisfy(row -> assertThat(row.changeNanosPerSecond()).isZero())
        .extracting(TraceDiff.Row::subject, TraceDiff.Row::part)
        .containsExactly(tuple("exec-*", "blocked"), tuple("exec-*", "running"));
  }

  @Test
  void newWait_comesFirstInEveryTable() {
    Trace before = TraceScript.of("exec-1: RUNNING 0-90, BLOCKED 90-100 lock=a.L stack=A.get");
    Trace after = TraceScript.of("exec-1: RUNNING 0-30, BLOCKED 30-100 lock=b.M stack=B.get");

    TraceDiff diff = diff(before, after);

    TraceDiff.Row worst = diff.locks().get(0);
    assertThat(worst.subject()).isEqualTo("b.M");
    assertThat(worst.first()).isEqualTo(TraceDiff.Amount.NONE);
    assertThat(worst.second()).isEqualTo(new TraceDiff.Amount(1, 70 * MS));
    assertThat(worst.changeNanosPerSecond()).isEqualTo(700e6);
    assertThat(diff.waitKinds().get(0).subject()).isEqualTo("monitor");
    assertThat(diff.waitKinds().get(0).changeNanosPerSecond()).isEqualTo(600e6);
  }

  @Test
  void drawnTracesWithThemselves_areAllZero() {
    for (int seed = 0; seed < 30; seed++) {
      Trace trace = drawn(seed);
      TraceDiff diff = diff(trace, trace);

      assertThat(diff.findings()).isEmpty();
      TABLES.forEach(
          table ->
              assertThat(table.apply(diff))
                  .allMatch(
                      row -> row.changeNanosPerSecond() == 0 && row.first().equals(row.second())));
    }
  }

  @Test
  void drawnTracesExchanged_changeTheSign() {
    for (int seed = 0; seed < 30; seed++) {
      TraceDiff diff = diff(drawn(seed), drawn(seed + 1000));
      TraceDiff back = diff(drawn(seed + 1000), drawn(seed));

      TABLES.forEach(
          table ->
              assertThat(table.apply(back))
                  .isEqualTo(table.apply(diff).stream().map(TraceDiffTest::exchanged).toList()));
    }
  }

  @Test
  void drawnTraces_reconcileWithTheirOwnBreakdowns() {
    for (int seed = 0; seed < 30; seed++) {
      Trace first = drawn(seed);
      Trace second = drawn(seed + 1000);
      TraceDiff diff = diff(first, second);

      for (List<TraceDiff.Row> rows : List.of(diff.groups(), diff.states())) {
        assertThat(rows.stream().mapToLong(row -> row.first().nanos()).sum())
            .isEqualTo(lives(first));
        assertThat(rows.stream().mapToLong(row -> row.second().nanos()).sum())
            .isEqualTo(lives(second));
      }
    }
  }

  @Test
  void regions_areComparedByType() {
    Trace before = TraceScript.of("main: RUNNING 0-100", "@region 0-10 validate thread=main");
    Trace after =
        TraceScript.of(
            "main: RUNNING 0-100",
            "@region 0-30 validate thread=main",
            "@task 0-40 order thread=main id=1");

    TraceDiff diff = diff(before, after);

    assertThat(diff.regions())
        .containsExactly(
            new TraceDiff.Row(
                "validate",
                "",
                new TraceDiff.Amount(1, 10 * MS),
                new TraceDiff.Amount(1, 30 * MS),
                200e6));
  }

  private static TraceDiff diff(Trace first, Trace second) {
    return TraceDiff.of(
        new TraceDiff.Side(first, first.range()), new TraceDiff.Side(second, second.range()));
  }

  private static TraceDiff.Row exchanged(TraceDiff.Row row) {
    TraceDiff.Amount before = row.second();
    TraceDiff.Amount after = row.first();
    return new TraceDiff.Row(
        row.subject(), row.part(), before, after, 0 - row.changeNanosPerSecond());
  }

  private static long lives(Trace trace) {
    return ThreadGroups.of(trace, trace.range(), Grouping.KIND).groups().stream()
        .mapToLong(group -> group.states().totalNanos())
        .sum();
  }

  /** Returns a trace of up to 6 threads that run, wait, park and read by lot. */
  static Trace drawn(int seed) {
    Random random = new Random(seed);
    int threads = 1 + random.nextInt(6);
    String[] lines = new String[threads];
    for (int thread = 0; thread < threads; thread++) {
      StringBuilder line = new StringBuilder("pool" + thread % 2 + "-" + thread + ": RUNNING 0-5");
      int at = 5;
      for (int span = 0; span < 6; span++) {
        int end = at + 1 + random.nextInt(30);
        line.append(", ")
            .append(wait(random))
            .replace(line.indexOf("@"), line.indexOf("@") + 1, at + "-" + end);
        at = end;
      }
      lines[thread] = line.toString();
    }
    return TraceScript.of(lines);
  }

  private static String wait(Random random) {
    int number = random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> "BLOCKED @ lock=a.Lock" + number + " stack=A.get" + number + "<A.run";
      case 1 -> "PARKED @ lock=b.Queue" + number + " stack=B.take<A.run";
      case 2 -> "SOCKET_IO @ subject=db:" + number + " bytes=5 stack=C.read<A.run";
      default -> "RUNNING @";
    };
  }
}
