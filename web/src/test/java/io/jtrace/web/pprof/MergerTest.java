package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MergerTest {
  private static final Profile ONE = Drawn.profile("a;b 1 10\na;c 2 20 key=x\na;b 1 5\n");
  private static final Profile OTHER = Drawn.profile("a;b 4 40\na;c 2 20\n");

  private static Header inUnit(String type, String unit) {
    return Header.of(ValueType.of("samples", "count"), ValueType.of(type, unit));
  }

  private static String folded(Profile profile, String... settings) throws Exception {
    return Drawn.report(profile, ReportKind.FOLDED, settings);
  }

  private static Profile difference(boolean isDiffBase, boolean isNormalized) throws Exception {
    return new ProfileSources(List.of(ONE), List.of(OTHER), isDiffBase, isNormalized).combined();
  }

  @Test
  void equalStacksWithEqualLabels_areAdded() throws Exception {
    Profile sum = Merger.merge(List.of(ONE, OTHER));

    assertThat(folded(sum)).isEqualTo("a;b 55\na;c 40\n");
    assertThat(folded(sum, "sample_index=0")).isEqualTo("a;b 6\na;c 4\n");
    assertThat(sum.samples()).hasSize(3);
  }

  @Test
  void base_isSubtracted() throws Exception {
    Profile difference = difference(false, false);

    assertThat(folded(difference)).isEqualTo("a;b -25\na;c 0\n");
    assertThat(Drawn.report(difference, ReportKind.TOP))
        .contains("Showing nodes accounting for -25ns, 38.46% of 65ns total");
  }

  @Test
  void sharesOfADiffBase_areOfTheBase() throws Exception {
    assertThat(Drawn.report(difference(true, false), ReportKind.TOP))
        .contains("Showing nodes accounting for -25ns, 41.67% of 60ns total")
        .contains("     -25ns 41.67% 41.67%      -25ns 41.67%  b");
  }

  @Test
  void normalized_totalsAreThoseOfTheBase() throws Exception {
    Profile difference = difference(false, true);

    assertThat(difference.sum(0)).isZero();
    assertThat(difference.sum(1)).isBetween(-1L, 1L);
  }

  @Test
  void droppedNegatives_areNotListed() throws Exception {
    assertThat(Drawn.report(difference(false, false), ReportKind.TOP, "drop_negative=true"))
        .doesNotContain("  b");
  }

  @Test
  void values_areScaledToTheFinestUnit() throws Exception {
    Profile micros = Drawn.profile(inUnit("cpu", "microseconds"), "a 1 3\n");
    Profile nanos = Drawn.profile(inUnit("cpu", "nanoseconds"), "a 1 10\n");

    assertThat(folded(Merger.merge(List.of(micros, nanos)))).isEqualTo("a 3010\n");
    assertThat(folded(Merger.merge(List.of(nanos, micros)))).isEqualTo("a 3010\n");
  }

  @Test
  void header_isOfAll() throws Exception {
    Header first = ONE.header().withTimes(50, 7).withTexts("", List.of("x", "y"), "");
    Header second = ONE.header().withTimes(20, 5).withTexts("cpu", List.of("y", "z"), "http://z");
    Header sum = Merger.merge(List.of(ONE.withHeader(first), OTHER.withHeader(second))).header();

    assertThat(sum.timeNanos()).isEqualTo(20);
    assertThat(sum.durationNanos()).isEqualTo(12);
    assertThat(sum.comments()).containsExactly("x", "y", "z");
    assertThat(sum.defaultSampleType()).isEqualTo("cpu");
    assertThat(sum.docUrl()).isEqualTo("http://z");
  }

  @Test
  void profilesOfOtherThings_areNotAdded() {
    Profile space = Drawn.profile(inUnit("space", "bytes"), "a 1 3\n");
    Profile short1 = Drawn.profile(Header.of(ValueType.of("cpu", "nanoseconds")), "a 1\n");

    assertThatThrownBy(() -> Merger.merge(List.of(ONE, space)))
        .hasMessage(
            "expected profiles with the same types, found cpu in nanoseconds and space in bytes");
    assertThatThrownBy(() -> Merger.merge(List.of(ONE, short1)))
        .hasMessage("expected profiles with the same sample types, found samples, cpu and cpu");
  }
}
