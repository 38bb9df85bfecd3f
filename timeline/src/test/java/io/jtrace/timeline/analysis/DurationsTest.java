package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static Durations of(long... nanos) {
    Durations durations = new Durations();
    for (long n : nanos) {
      durations.add(n);
    }
    return durations;
  }

  @Test
  void percentiles_areDurationsThatOccur() {
    Durations durations = new Durations();
    for (int n = 1000; n >= 1; n--) {
      durations.add(n);
    }
    Distribution distribution = durations.distribution();

    assertThat(distribution.count()).isEqualTo(1000);
    assertThat(distribution.totalNanos()).isEqualTo(500_500);
    assertThat(distribution.p50Nanos()).isEqualTo(500);
    assertThat(distribution.p90Nanos()).isEqualTo(900);
    assertThat(distribution.p99Nanos()).isEqualTo(990);
    assertThat(distribution.p999Nanos()).isEqualTo(999);
    assertThat(distribution.maxNanos()).isEqualTo(1000);
  }

  @Test
  void fewDurations_haveTheGreatestAsTheirTail() {
    assertThat(of(7, 3).distribution().p50Nanos()).isEqualTo(3);
    assertThat(of(7, 3).distribution().p99Nanos()).isEqualTo(7);
  }

  @Test
  void buckets_arePowersOfTwoWithoutGap() {
    Durations durations = of(0, 1, 2);
    durations.addAll(of(3, 16));

    assertThat(durations.distribution().buckets())
        .extracting(
            Distribution.Bucket::fromNanos,
            Distribution.Bucket::toNanos,
            Distribution.Bucket::count)
        .containsExactly(
            tuple(0L, 1L, 1L),
            tuple(1L, 2L, 1L),
            tuple(2L, 4L, 2L),
            tuple(4L, 8L, 0L),
            tuple(8L, 16L, 0L),
            tuple(16L, 32L, 1L));
  }

  @Test
  void noDurations_haveNoBuckets() {
    assertThat(of().distribution()).isEqualTo(new Distribution(0, 0, 0, 0, 0, 0, 0, List.of()));
  }
}
