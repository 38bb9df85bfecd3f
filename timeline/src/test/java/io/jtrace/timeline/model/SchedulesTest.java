package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Virtual threads whose schedule is known to the microsecond are shown as they were. */
class SchedulesTest {
  private static final int DURATION = 1_000;

  @Property(tries = 300)
  void completeRecording_showsEachMomentAsItWas(@ForAll long seed) {
    RandomSchedule schedule = new RandomSchedule(seed, DURATION);
    Trace trace = trace(schedule.lines(false), 1);

    assertBooksClose(trace);
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();

    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isZero();
    assertThat(trace.diagnostics().count(Diagnostic.SPAN_CLIPPED)).isZero();
    for (int life = 0; life < schedule.lives().size(); life++) {
      List<RandomSchedule.Piece> pieces = schedule.lives().get(life);
      int thread = SpanText.thread(trace, "v" + life);
      for (RandomSchedule.Piece piece : pieces) {
        assertShown(trace, thread, piece, false);
      }
      assertKnownUpTo(schedule.lastRecordedRunEnd(life) * 1_000L, trace, thread);
    }
  }

  @Property(tries = 300)
  void lossyRecording_showsNothingThatWasNotAndCountsWhatIsLost(@ForAll long seed) {
    RandomSchedule schedule = new RandomSchedule(seed, DURATION);
    Trace trace = trace(schedule.lines(true), 1);

    assertBooksClose(trace);
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST))
        .isEqualTo(schedule.lost());
    for (int life = 0; life < schedule.lives().size(); life++) {
      for (RandomSchedule.Piece piece : schedule.lives().get(life)) {
        assertShown(trace, SpanText.thread(trace, "v" + life), piece, true);
      }
    }
  }

  @Property(tries = 30)
  void manyWorkers_giveTheTraceOfOne(@ForAll long seed) {
    List<String> lines = new RandomSchedule(seed, 20 * DURATION).lines(true);
    Trace one = trace(lines, 1);
    Trace other = trace(lines, 4);

    assertThat(SpanText.of(other)).isEqualTo(SpanText.of(one));
    assertThat(other.diagnostics().entries()).isEqualTo(one.diagnostics().entries());
    assertThat(other.flows().size()).isEqualTo(one.flows().size());
    assertThat(other.carrierRuns().size()).isEqualTo(one.carrierRuns().size());
  }

  private static Trace trace(List<String> lines, int workers) {
    Recording recording = RecordingScript.of(lines.toArray(new String[0]));
    return Traces.of(recording, workers);
  }

  static void assertBooksClose(Trace trace) {
    Spans spans = trace.spans();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      long now = trace.threads().startNanos(thread);
      for (int span = spans.first(thread); span < spans.end(thread); span++) {
        assertThat(spans.startNanos(span)).isEqualTo(now);
        assertThat(spans.endNanos(span)).isGreaterThan(now);
        now = spans.endNanos(span);
      }
      assertThat(now).isEqualTo(trace.threads().endNanos(thread));
    }
  }

  /** What is shown of a piece of life is what it was, or undetermined. */
  private static void assertShown(
      Trace trace, int thread, RandomSchedule.Piece piece, boolean isLossy) {
    Spans spans = trace.spans();
    long start = piece.start() * 1_000L;
    long end = piece.end() * 1_000L;
    for (int span = spans.firstEndingAfter(thread, start);
        span < spans.end(thread) && spans.startNanos(span) < end;
        span++) {
      State shown = spans.state(span);
      boolean isRight =
          shown == piece.state()
              || shown == State.UNDETERMINED
              || ((isLossy || piece.end() > DURATION) && shown == piece.orElse());
      assertThat(isRight)
          .as("%s in %s", piece, SpanText.of(trace, trace.threadName(thread)))
          .isTrue();
    }
  }

  /** Nothing is undetermined from the first entry on, up to the end of the last run. */
  private static void assertKnownUpTo(long lastNanos, Trace trace, int thread) {
    Spans spans = trace.spans();
    for (int span = spans.first(thread) + 1; span < spans.end(thread); span++) {
      boolean isKnown = spans.state(span) != State.UNDETERMINED;
      assertThat(isKnown || spans.startNanos(span) >= lastNanos)
          .as("%s", SpanText.of(trace, trace.threadName(thread)))
          .isTrue();
    }
  }
}
