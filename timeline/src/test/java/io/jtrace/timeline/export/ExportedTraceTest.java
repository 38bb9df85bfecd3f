package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every trace, in both formats. */
class ExportedTraceTest {
  private static final long DURATION_NANOS = 1_000;

  @Property(tries = 60)
  void anyTrace_breaksNoRuleOfItsReaders(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int platform,
      @ForAll @IntRange(max = 12) int virtual)
      throws IOException {
    Trace trace = RandomTraces.of(seed, DURATION_NANOS, platform, virtual, 12);
    TimeRange all = trace.range();

    assertThat(perfetto(trace, all).problems()).isEmpty();
    assertThat(chrome(trace, all).problems()).isEmpty();
  }

  @Property(tries = 60)
  void anyWindow_breaksNoRuleAndStaysInside(
      @ForAll long seed,
      @ForAll @IntRange(max = 1_000) int one,
      @ForAll @IntRange(max = 1_000) int other)
      throws IOException {
    Trace trace = RandomTraces.of(seed, DURATION_NANOS, 5, 5, 12);
    TimeRange window = new TimeRange(Math.min(one, other), Math.max(one, other));

    PerfettoVerifier perfetto = perfetto(trace, window);
    ChromeVerifier chrome = chrome(trace, window);

    assertThat(perfetto.problems()).isEmpty();
    assertThat(chrome.problems()).isEmpty();
    assertThat(perfetto.slices())
        .allMatch(s -> s.startNanos() >= window.startNanos() && s.endNanos() <= window.endNanos());
    assertThat(chrome.slices())
        .allMatch(s -> s.startNanos() >= window.startNanos() && s.endNanos() <= window.endNanos());
  }

  @Property(tries = 30)
  void everySpanButTheUndetermined_isASlice(@ForAll long seed) throws IOException {
    Trace trace = RandomTraces.of(seed, DURATION_NANOS, 6, 6, 12);

    long count = slicesOfSpans(trace.spans());
    long nanos = 0;
    for (int span = 0; span < trace.spans().size(); span++) {
      nanos +=
          trace.spans().state(span) == State.UNDETERMINED ? 0 : trace.spans().durationNanos(span);
    }

    PerfettoVerifier perfetto = perfetto(trace, trace.range());
    List<PerfettoVerifier.Slice> slices =
        perfetto.slices().stream()
            .filter(slice -> perfetto.isThread(slice.track()))
            .filter(slice -> slice.endNanos() > slice.startNanos())
            .toList();
    assertThat(slices).hasSize((int) count);
    assertThat(slices.stream().mapToLong(s -> s.endNanos() - s.startNanos()).sum())
        .isEqualTo(nanos);
  }

  @Property(tries = 60)
  void anyScheduling_breaksNoRuleOfItsReaders(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int platform,
      @ForAll @IntRange(max = 5) int virtual,
      @ForAll @IntRange(max = 1_000) int one,
      @ForAll @IntRange(max = 1_000) int other)
      throws IOException {
    Trace trace = RandomScheduling.of(seed, (int) DURATION_NANOS, platform, virtual, 12);
    TimeRange window = new TimeRange(Math.min(one, other), Math.max(one, other));

    assertThat(perfetto(trace, trace.range()).problems()).isEmpty();
    assertThat(chrome(trace, trace.range()).problems()).isEmpty();
    assertThat(perfetto(trace, window).problems()).isEmpty();
    assertThat(chrome(trace, window).problems()).isEmpty();
  }

  private static long slicesOfSpans(Spans spans) {
    long count = 0;
    for (int span = 0; span < spans.size(); span++) {
      count += spans.state(span) == State.UNDETERMINED ? 0 : 1;
    }
    return count;
  }

  private static PerfettoVerifier perfetto(Trace trace, TimeRange window) throws IOException {
    List<TracePacket> packets = PerfettoExporterTest.export(trace, window);
    return PerfettoVerifier.verify(packets);
  }

  private static ChromeVerifier chrome(Trace trace, TimeRange window) throws IOException {
    return ChromeVerifier.verify(ChromeExporterTest.export(trace, window));
  }
}
