package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 1000",
    "1000ns, 1000",
    "3us, 3000",
    "3 µs, 3000",
    "200ms, 200000000",
    "1.5s, 1500000000",
    "2m, 120000000000",
    "0, 0"
  })
  void parseNanos_knowsUnits(String text, long nanos) {
    assertThat(DurationText.parseNanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1s", "1.5", "5 parsecs", "1e99s", "s"})
  void parseNanos_refusesTheRest(String text) {
    assertThatThrownBy(() -> DurationText.parseNanos(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a time such as 200ms, 1.5s or 1000 (ns), found \"" + text + "\"");
  }
}
