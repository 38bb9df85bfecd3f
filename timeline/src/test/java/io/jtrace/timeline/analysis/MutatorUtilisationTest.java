package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MutatorUtilisationTest {
  private static final long MS = 1_000_000;
  private static final int LENGTH = 160;

  /** The collector of a drawn trace has two threads for eight processors. */
  private static final double SHARE = 0.25;

  private static final MutatorUtilisation.Options PAUSES = MutatorUtilisation.Options.PAUSES;

  private static final Trace TWO_PAUSES =
      TraceScript.of(
          "main: RUNNING 0-100",
          "@pause 10-20 \"GC Pause\"",
          "@pause 12-18 Evacuate depth=1",
          "@pause 25-30 \"GC Pause\"",
          "@safepoint 60-64 Cleanup",
          "@concurrent 30-50 Mark");

  private static MutatorUtilisation of(Trace trace, MutatorUtilisation.Options options) {
    return MutatorUtilisation.of(trace, trace.range(), options).orElseThrow();
  }

  @Test
  void minimum_isZeroUpToTheLongestPauseAndGrowsWithTheWindow() {
    MutatorUtilisation utilisation = of(TWO_PAUSES, PAUSES);

    assertThat(utilisation.minimum(10 * MS)).isZero();
    assertThat(utilisation.minimum(20 * MS)).isEqualTo(0.25); // 10 to 30 ms: 15 ms of pauses
    assertThat(utilisation.mean()).isEqualTo(0.85);
    assertThat(utilisation.minimum(1000 * MS)).isEqualTo(utilisation.mean());
    assertThatThrownBy(() -> utilisation.minimum(0)).hasMessageContaining("longer than 0");
  }

  @Test
  void options_addSafepointsAndTheCollectorsShareOfProcessors() {
    assertThat(of(TWO_PAUSES, new MutatorUtilisation.Options(true, false)).mean())
        .isCloseTo(0.81, within(1e-12));
    assertThat(of(TWO_PAUSES, new MutatorUtilisation.Options(false, true)).mean())
        .isCloseTo(0.80, within(1e-12));
  }

  @Test
  void worstWindows_doNotOverlapAndBeginWithTheWorst() {
    assertThat(of(TWO_PAUSES, PAUSES).worst(12 * MS, 10))
        .extracting(MutatorUtilisation.Window::startNanos, MutatorUtilisation.Window::endNanos)
        .containsExactly(tuple(8 * MS, 20 * MS), tuple(20 * MS, 32 * MS));
    assertThat(of(TWO_PAUSES, PAUSES).worst(12 * MS, 1)).hasSize(1);
  }

  @Test
  void curve_rangesFromAMicrosecondToTheRange() {
    List<MutatorUtilisation.Point> curve = of(TWO_PAUSES, PAUSES).curve();

    assertThat(curve).hasSize(51); // five decades of ten, and the end
    assertThat(curve.get(0).windowNanos()).isEqualTo(1000);
    assertThat(curve.get(50).windowNanos()).isEqualTo(100 * MS);
    assertThat(curve.get(50).minimum()).isEqualTo(0.85);
    assertThat(curve.get(50).p95()).isEqualTo(0.85);
  }

  @Test
  void window_cutsPauses() {
    MutatorUtilisation utilisation =
        MutatorUtilisation.of(TWO_PAUSES, new TimeRange(15 * MS, 25 * MS), PAUSES).orElseThrow();

    assertThat(utilisation.mean()).isEqualTo(0.5);
    assertThat(utilisation.worst(10 * MS, 10))
        .containsExactly(new MutatorUtilisation.Window(15 * MS, 25 * MS, 0.5));
  }

  @Test
  void whatIsNotRecorded_isUnknown() {
    Trace bare = TraceScript.of("main: RUNNING 0-10");
    Trace pausesOnly = TraceScript.of("main: RUNNING 0-10", "@recorded jdk.GCPhasePause");

    assertThat(MutatorUtilisation.of(bare, bare.range(), PAUSES)).isEmpty();
    assertThat(of(pausesOnly, PAUSES).minimum(MS)).isEqualTo(1);
    assertThat(of(pausesOnly, PAUSES).worst(MS, 10)).isEmpty();
    assertThat(
            MutatorUtilisation.of(
                pausesOnly, pausesOnly.range(), new MutatorUtilisation.Options(true, false)))
        .isEmpty();
    assertThat(
            MutatorUtilisation.of(
                pausesOnly, pausesOnly.range(), new MutatorUtilisation.Options(false, true)))
        .isEmpty();
    assertThat(MutatorUtilisation.of(pausesOnly, new TimeRange(5, 5), PAUSES)).isEmpty();
  }

  @Property(tries = 300)
  void minimumAndPercentiles_areThoseOfEveryWindow(@ForAll long seed) {
    Random random = new Random(seed);
    double[] taken = new double[LENGTH];
    Trace trace = randomTrace(random, taken);
    int from = random.nextInt(LENGTH / 2);
    int to = from + 1 + random.nextInt(LENGTH - from);
    MutatorUtilisation utilisation =
        MutatorUtilisation.of(
                trace, new TimeRange(from, to), new MutatorUtilisation.Options(true, true))
            .orElseThrow();
    int window = 1 + random.nextInt(to - from);
    double[] kept = kept(taken, from, to, window);

    MutatorUtilisation.Point point = utilisation.point(window);
    double least = 1;
    for (double each : kept) {
      least = Math.min(least, each);
    }
    assertThat(point.minimum()).isCloseTo(least, within(1e-9));
    assertThat(utilisation.minimum(window)).isCloseTo(least, within(1e-9));
    assertPercentile(kept, point.p999(), 0.999);
    assertPercentile(kept, point.p99(), 0.99);
    assertPercentile(kept, point.p95(), 0.95);
    assertWorst(utilisation, kept, from, window, least);
  }

  /** A drawn trace in which a stretch of windows keeps exactly what is between two bins. */
  @Test
  void percentileBetweenTwoBins_isThatOfOneOfThem() {
    minimumAndPercentiles_areThoseOfEveryWindow(2071);
  }

  private static Trace randomTrace(Random random, double[] taken) {
    StringBuilder text = new StringBuilder("@trace 0-" + LENGTH + "ns\nmain: RUNNING 0-1ns");
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      long start = random.nextInt(LENGTH - 30);
      long end = start + 1 + random.nextInt(30);
      boolean isConcurrent = random.nextBoolean();
      String track = isConcurrent ? "concurrent" : "safepoint";
      text.append("\n@%s %d-%dns x".formatted(track, start, end));
      for (int at = (int) start; at < end; at++) {
        taken[at] = Math.max(taken[at], isConcurrent ? SHARE : 1);
      }
    }
    return TraceScript.of(
        text
            + "\n@recorded jdk.GCPhasePause\n@recorded jdk.SafepointBegin"
            + "\n@recorded jdk.GCPhaseConcurrent");
  }

  /** Returns what each window that begins at a whole nanosecond keeps. */
  private static double[] kept(double[] taken, int from, int to, int window) {
    double[] kept = new double[to - from - window + 1];
    for (int start = 0; start < kept.length; start++) {
      double sum = 0;
      for (int at = from + start; at < from + start + window; at++) {
        sum += at < taken.length ? taken[at] : 0;
      }
      kept[start] = 1 - sum / window;
    }
    return kept;
  }

  private static void assertPercentile(double[] kept, double value, double share) {
    double error = 1e-9;
    assertThat(shareBelow(kept, value)).isLessThanOrEqualTo(1 - share + error);
    if (value < 1 - 1.0 / UtilisationDistribution.BINS) {
      // Twice: what is flat counts as below only where it is by more than the error.
      assertThat(shareBelow(kept, value + 1.0 / UtilisationDistribution.BINS + 2 * error))
          .isGreaterThanOrEqualTo(kept.length == 1 ? 0 : 1 - share - error);
    }
  }

  /** Between whole nanoseconds, what a window keeps is linear in its start. */
  private static double shareBelow(double[] kept, double value) {
    double below = 0;
    for (int i = 0; i + 1 < kept.length; i++) {
      double low = Math.min(kept[i], kept[i + 1]);
      double high = Math.max(kept[i], kept[i + 1]);
      if (high - low < 1e-9) {
        below += low < value - 1e-9 ? 1 : 0;
      } else {
        below += Math.max(0, Math.min(1, (value - low) / (high - low)));
      }
    }
    return kept.length == 1 ? 0 : below / (kept.length - 1);
  }

  private static void assertWorst(
      MutatorUtilisation utilisation, double[] kept, int from, int window, double least) {
    List<MutatorUtilisation.Window> worst = utilisation.worst(window, 10);
    assertThat(worst.isEmpty()).isEqualTo(least >= 1);
    double last = 0;
    for (MutatorUtilisation.Window each : worst) {
      assertThat(each.utilisation())
          .isCloseTo(kept[(int) each.startNanos() - from], within(1e-9))
          .isGreaterThanOrEqualTo(last);
      assertThat(worst)
          .filteredOn(other -> Math.abs(other.startNanos() - each.startNanos()) < window)
          .containsExactly(each);
      last = each.utilisation();
    }
    if (!worst.isEmpty()) {
      assertThat(worst.get(0).utilisation()).isCloseTo(least, within(1e-9));
    }
  }
}
